import { skipOf } from '@keyless/files';

/** Why there is no working folder, if that is what an error is about: Node asks for it when a path is made absolute. */
export function lostFolder(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || error.syscall !== 'uv_cwd') return undefined;
  return `the working folder cannot be used: ${skipOf('.', error).reason}`;
}
