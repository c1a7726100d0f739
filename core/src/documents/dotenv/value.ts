import type { Range } from '../../text/range.ts';
import type { DotenvQuote } from './nodes.ts';

/** A value as it stands behind its equals sign. */
export interface DotenvValueSite {
  readonly quote: DotenvQuote;
  /** Inside the quotes. Empty, where the search began, if there is no value. */
  readonly range: Range;
  readonly comment: Range | undefined;
  /** Where value and comment end; the rest of the line is white space. */
  readonly end: number;
}

const QUOTES: Readonly<Record<string, DotenvQuote>> = { "'": 'single', '"': 'double', '`': 'backtick' };

/**
 * Reads the value that starts at an offset as npm's dotenv 17 does: quoted in one of three ways and then over any
 * number of lines, the opening quote even on a later line; else up to a `#` or the end of the line. A quote that is not
 * closed, or is followed by more than a comment, is part of an unquoted value.
 */
export function readValue(text: string, at: number, limit: number): DotenvValueSite {
  const start = skipSpace(text, at, limit);
  return (start < limit ? readQuoted(text, start, limit) : undefined) ?? readPlain(text, at, limit);
}

/** Skips white space, line endings included. */
export function skipSpace(text: string, at: number, limit: number): number {
  let end = at;
  while (end < limit && isSpace(text.charCodeAt(end))) end += 1;
  return end;
}

/** White space of JavaScript's `\s`. */
export function isSpace(code: number): boolean {
  if (code <= 0x20) return code === 0x20 || (code >= 0x09 && code <= 0x0d);
  return code >= 0xa0 && /\s/u.test(String.fromCharCode(code));
}

/** What ends a line in JavaScript's patterns; two of them end no line of a file. */
export function endsLine(code: number): boolean {
  return code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029;
}

function readQuoted(text: string, open: number, limit: number): DotenvValueSite | undefined {
  const sign = text.charAt(open);
  const quote = QUOTES[sign];
  if (quote === undefined) return undefined;
  const escaped: number[] = [];
  for (let at = text.indexOf(sign, open + 1); at >= 0 && at < limit; at = text.indexOf(sign, at + 1)) {
    if (text.charAt(at - 1) === '\\') {
      escaped.push(at);
      continue;
    }
    return closeAt(text, open, at, limit, quote) ?? closeAtEscaped(text, open, escaped, limit, quote);
  }
  return closeAtEscaped(text, open, escaped, limit, quote);
}

/** Where the real closing quote does not fit, an escaped one may: the last that does, as a pattern goes back. */
function closeAtEscaped(
  text: string,
  open: number,
  escaped: readonly number[],
  limit: number,
  quote: DotenvQuote,
): DotenvValueSite | undefined {
  for (const at of escaped.toReversed()) {
    const site = closeAt(text, open, at, limit, quote);
    if (site) return site;
  }
  return undefined;
}

/** Behind a closing quote only white space and a comment may stand. */
function closeAt(
  text: string,
  open: number,
  close: number,
  limit: number,
  quote: DotenvQuote,
): DotenvValueSite | undefined {
  const range = { start: open + 1, end: close };
  let at = close + 1;
  while (at < limit && isSpace(text.charCodeAt(at)) && !endsLine(text.charCodeAt(at))) at += 1;
  if (at >= limit || endsLine(text.charCodeAt(at)))
    return { quote, range, comment: undefined, end: close + 1 };
  if (text.charAt(at) !== '#') return undefined;
  const comment = { start: at, end: commentEnd(text, at, limit) };
  return { quote, range, comment, end: comment.end };
}

function readPlain(text: string, start: number, limit: number): DotenvValueSite {
  let end = start;
  while (end < limit && !endsPlain(text.charCodeAt(end))) end += 1;
  const comment =
    end < limit && text.charAt(end) === '#' ? { start: end, end: commentEnd(text, end, limit) } : undefined;
  const value = text.slice(start, end);
  const from = start + value.length - value.trimStart().length;
  const to = start + value.trimEnd().length;
  if (from >= to) return { quote: 'none', range: { start, end: start }, comment, end: comment?.end ?? start };
  const quote = quoteAround(text, from, to);
  const range = quote === 'none' ? { start: from, end: to } : { start: from + 1, end: to - 1 };
  return { quote, range, comment, end: comment?.end ?? to };
}

/** The same quote at both ends goes, whatever stands between. */
function quoteAround(text: string, start: number, end: number): DotenvQuote {
  const sign = text.charAt(start);
  return (end - start > 1 && text.charAt(end - 1) === sign ? QUOTES[sign] : undefined) ?? 'none';
}

/** A `#`, a line feed or a carriage return. */
function endsPlain(code: number): boolean {
  return code === 0x23 || code === 0x0a || code === 0x0d;
}

function commentEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && !endsLine(text.charCodeAt(end))) end += 1;
  return end;
}
