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
  let from = start;
  while (from < end && isSpace(text.charCodeAt(from))) from += 1;
  let to = end;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  return { start: from, end: to };
}

/** The width of the white space at the start of a part of a text, in UTF-16 units. */
export function leadingSpace(text: string, { start, end }: Range, isSpace: SpaceTest): number {
  let from = start;
  while (from < end && isSpace(text.charCodeAt(from))) from += 1;
  return from - start;
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
