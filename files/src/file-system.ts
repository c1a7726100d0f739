import * as node from 'node:fs/promises';

/**
 * The calls of `node:fs/promises` that this package makes. Tests hand in others to see what a full disk or a
 * forbidden folder does, which a test that runs as root cannot provoke.
 */
export type FileSystem = Pick<
  typeof node,
  'lstat' | 'open' | 'opendir' | 'readlink' | 'realpath' | 'rename' | 'stat' | 'unlink'
>;

/** The machine's own files. */
export const nodeFileSystem: FileSystem = node;

/** The code of an error of the operating system, such as `ENOENT`; `undefined` for any other error. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
