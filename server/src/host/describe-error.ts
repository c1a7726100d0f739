import { safe, safeName, type SafeText } from '@keyless/core';

/**
 * The kind of an error and the place where it arose. Its message and its folders are left out: the one may quote a
 * document, the other says who the person is.
 */
export function describeError(error: unknown): SafeText {
  if (!(error instanceof Error)) return safe`something that is no error`;
  const frame = (error.stack ?? '').split('\n').find((line) => /^\s+at /u.test(line)) ?? '';
  const place = frame
    .trim()
    .replaceAll(/\(?(?:file:\/\/)?[^\s(]*[/\\]/gu, '(')
    .replace(/\(([^()]*)$/u, '($1)');
  return safe`${safeName(error.name)} ${safeName(place)}`;
}
