import type { Range } from '../../text/range.ts';

/** A word of a text that Python's `shlex.split` takes apart. */
export interface ShellWord {
  /** Quotes and escapes resolved. */
  readonly text: string;
  /** As written, quotes included. Offsets within the text. */
  readonly range: Range;
  /** Inside the quotes where the word is one quoted piece; the whole word otherwise. */
  readonly innerRange: Range;
}

const SPACE = ' \t\r\n';
/** By their codes, because a command is asked for each of its characters. */
const SPECIAL = tableOf(`${SPACE}'"\\`);

function tableOf(signs: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return table;
}

/**
 * Splits a text as `shlex.split` does in its POSIX mode: botocore reads the names of sections so. Double quotes allow
 * escapes of themselves and of the backslash, single quotes allow none. `undefined` where Python raises: a quote
 * that is never closed, a backslash at the end.
 */
export function splitShellWords(text: string): readonly ShellWord[] | undefined {
  const words: ShellWord[] = [];
  let at = 0;
  while (at < text.length) {
    if (SPACE.includes(text.charAt(at))) {
      at += 1;
      continue;
    }
    const word = readWord(text, at);
    if (!word) return undefined;
    words.push(word);
    at = word.range.end;
  }
  return words;
}

function readWord(text: string, start: number): ShellWord | undefined {
  const plain = endOfPlain(text, start);
  if (plain === text.length || SPACE.includes(text.charAt(plain))) {
    const range = { start, end: plain };
    return { text: text.slice(start, plain), range, innerRange: range };
  }
  let content = '';
  let at = start;
  let pieces = 0;
  while (at < text.length && !SPACE.includes(text.charAt(at))) {
    const piece = readPiece(text, at);
    if (!piece) return undefined;
    content += piece.text;
    at = piece.end;
    pieces += 1;
  }
  const quoted = pieces === 1 && /["']/u.test(text.charAt(start));
  return {
    text: content,
    range: { start, end: at },
    innerRange: quoted ? { start: start + 1, end: at - 1 } : { start, end: at },
  };
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

/** A quoted run, an escaped character, or a run of plain characters. */
function readPiece(text: string, at: number): Piece | undefined {
  const character = text.charAt(at);
  if (character === "'") {
    const close = text.indexOf("'", at + 1);
    return close < 0 ? undefined : { text: text.slice(at + 1, close), end: close + 1 };
  }
  if (character === '"') return readDoubleQuoted(text, at + 1);
  if (character !== '\\') {
    const end = endOfPlain(text, at + 1);
    return { text: text.slice(at, end), end };
  }
  return at + 1 < text.length ? { text: text.charAt(at + 1), end: at + 2 } : undefined;
}

function endOfPlain(text: string, start: number): number {
  let end = start;
  while (end < text.length && SPECIAL[text.charCodeAt(end)] !== 1) end += 1;
  return end;
}

function readDoubleQuoted(text: string, start: number): Piece | undefined {
  let content = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return { text: content, end: at + 1 };
    if (character === '\\' && /["\\]/u.test(text.charAt(at + 1))) at += 1;
    content += text.charAt(at);
  }
  return undefined;
}
