import { safeName, type SafeText } from '@keyless/core';
import { errorCode } from '@keyless/files';

/** The code of a system error, such as `EACCES`, for messages: the error's own text may quote what it pleases. */
export function shownErrorCode(error: unknown): SafeText {
  return safeName(errorCode(error) ?? 'unknown error');
}
