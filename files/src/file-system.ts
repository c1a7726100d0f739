import type { Dirent, Stats } from 'node:fs';
import * as node from 'node:fs/promises';

/**
 * The calls of `node:fs/promises` that writing takes. Tests hand in others to see what a full disk or a forbidden folder
 * does, which a test that runs as root cannot provoke.
 */
export type FileSystem = Pick<
  typeof node,
  'lstat' | 'mkdir' | 'open' | 'readlink' | 'realpath' | 'rename' | 'stat' | 'unlink'
>;

/** The machine's own files, for who writes: Node loads this module when the first call is made. */
export const nodeFileSystem: FileSystem = node;

/** The part of an open file that reading takes. */
export interface ReadHandle {
  stat(): Promise<Stats>;
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number | null,
  ): Promise<{ readonly bytesRead: number; readonly buffer: Buffer }>;
  close(): Promise<void>;
}

/** The calls for looking at files and folders. */
export interface ReadingFileSystem {
  /** Whether there is something at a path, links followed, that can be looked at. Never rejects. */
  isThere(path: string): Promise<boolean>;
  /** Whether a path is taken, be it by a link that leads nowhere. Never rejects. */
  isTaken(path: string): Promise<boolean>;
  lstat(path: string): Promise<Stats>;
  open(path: string, flags: number): Promise<ReadHandle>;
  readdir(path: string, options: { readonly withFileTypes: true }): Promise<readonly Dirent[]>;
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<Stats>;
}

/** The code of an error of the operating system, such as `ENOENT`; `undefined` for any other error. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
