import type { Range } from '../../text/range.ts';

/**
 * White space as Python's `str.strip`, `str.isspace` and `\s` see it. JavaScript's `trim` differs: it leaves the
 * separators U+001C to U+001F and U+0085 alone and takes U+FEFF away.
 */
export function isPythonSpace(code: number): boolean {
  if (code > 0x20 && code < 0x85) return false;
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return isWideSpace(code);
}

/** White space for at least one of the tools: what a person never means as part of a name or a value. */
export function isAnySpace(code: number): boolean {
  return isPythonSpace(code) || code === 0xfeff;
}

function isWideSpace(code: number): boolean {
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Tells what counts as white space; gets a UTF-16 unit. */
export type SpaceTest = (code: number) => boolean;

/** A part of a text without the white space at its ends; empty, at its end, where there is nothing else. */
export function trimRange(text: string, { start, end }: Range, isSpace: SpaceTest): Range {
  const from = skipSpace(text, start, end, isSpace);
  return { start: from, end: skipSpaceBack(text, from, end, isSpace) };
}

/** Where the white space that starts at an offset ends. */
export function skipSpace(text: string, start: number, end: number, isSpace: SpaceTest): number {
  let at = start;
  while (at < end && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Where the white space that ends at an offset starts. */
export function skipSpaceBack(text: string, start: number, end: number, isSpace: SpaceTest): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** Python's `str.strip()`. */
export function stripPython(text: string): string {
  const { start, end } = trimRange(text, { start: 0, end: text.length }, isPythonSpace);
  return text.slice(start, end);
}

/** Python's `str.rstrip()`. */
export function stripPythonEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isPythonSpace(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
