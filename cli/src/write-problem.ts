import { errorCode, FileChangedError, ForeignOwnerError, NotAFileError } from '@keyless/files';

/** Why a file could not be written, for people: the rest of a sentence, without a stop. */
export function writeProblem(error: unknown): string {
  if (error instanceof FileChangedError) return 'it has changed since it was read';
  if (error instanceof NotAFileError) return 'it is not a regular file';
  if (error instanceof ForeignOwnerError) return 'it belongs to somebody else, who could no longer use it';
  const code = errorCode(error);
  return code === undefined ? 'unknown error' : (BY_CODE[code] ?? code);
}

/** What the codes of the operating system mean to people. */
const BY_CODE: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'what should be its folder is a file',
  EEXIST: 'what should be its folder is a file',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'your disk quota is used up',
  EROFS: 'the file system is read-only',
};
