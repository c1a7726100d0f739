import { splitShellWords } from '@keyless/core';

/**
 * Splits a `credential_process` as botocore does (`compat_shell_split`): Python's `shlex` on POSIX, the rules of the
 * C runtime on Windows. Nothing is expanded and no shell is involved. `undefined` for unbalanced quotes, which
 * botocore refuses.
 */
export function splitCommandLine(command: string, platform: NodeJS.Platform): readonly string[] | undefined {
  if (platform === 'win32') return splitWindows(command);
  return splitShellWords(command)?.map(({ text }) => text);
}

/** Backslashes are literal unless they lead up to a double quote; only double quotes quote. */
function splitWindows(command: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (const [token] of command.matchAll(/\\*"|\\+|[ \t]+|[^"\\ \t]+/gu)) {
    if (/^[ \t]/u.test(token) && !quoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (token.endsWith('"')) {
      const backslashes = token.length - 1;
      const escaped = backslashes % 2 === 1;
      if (!escaped) quoted = !quoted;
      word = (word ?? '') + '\\'.repeat(Math.floor(backslashes / 2)) + (escaped ? '"' : '');
    } else {
      word = (word ?? '') + token;
    }
  }
  if (word !== undefined) words.push(word);
  return quoted ? undefined : words;
}
