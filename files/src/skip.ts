import { errorCode } from './file-system.ts';

/** Why a file was left out, for programs to act upon. */
export type SkipCode =
  'binary' | 'cyclic-link' | 'not-a-file' | 'too-large' | 'unknown-kind' | 'unreadable' | 'vanished';

/** A file or folder that was left out. It never stops the work on others. */
export interface Skip {
  /** As it was reached; absolute where the walk found it. */
  readonly path: string;
  readonly code: SkipCode;
  /** For people; starts with a small letter, no final stop, holds nothing of the content. */
  readonly reason: string;
}

/** The skip that an error of the operating system means. */
export function skipOf(path: string, error: unknown): Skip {
  const code = errorCode(error);
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { path, code: 'vanished', reason: 'it does not exist (any more)' };
    case 'ELOOP':
      return { path, code: 'cyclic-link', reason: 'its symbolic links run in a circle' };
    case 'EACCES':
    case 'EPERM':
      return { path, code: 'unreadable', reason: 'permission denied' };
    case 'EISDIR':
      return { path, code: 'not-a-file', reason: 'it is a folder' };
    case 'ENAMETOOLONG':
      return { path, code: 'unreadable', reason: 'its path is too long for the system' };
    default:
      return { path, code: 'unreadable', reason: `it cannot be read (${code ?? 'unknown error'})` };
  }
}

/** The skip of a fifo, socket, device or folder where a file is expected. Reading such a thing could wait for ever. */
export function notAFile(path: string): Skip {
  return { path, code: 'not-a-file', reason: 'it is not a regular file' };
}
