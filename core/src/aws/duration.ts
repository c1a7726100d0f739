import { isPythonSpace, trimRange } from '../documents/ini/white-space.ts';

/** What STS grants at least for a role, in seconds. */
export const SHORTEST_SESSION = 900;
/** What STS grants at most for a role, in seconds: twelve hours, and only where the role allows it. */
export const LONGEST_SESSION = 43_200;
/** What STS grants where nobody asks, and what a role allows where nobody has changed it, in seconds. */
export const USUAL_SESSION = 3600;
/** The most that STS grants a role which is assumed with another session (role chaining), in seconds. */
export const LONGEST_CHAINED_SESSION = 3600;

/** The least that a role or a permission set can be told to allow, in seconds. */
export const SHORTEST_LIMIT = 3600;

/** Python refuses longer ones since 3.10.7 (`sys.set_int_max_str_digits`). */
const MOST_DIGITS = 4300;

/** As nearly everybody writes it, and small enough for a number to hold it. */
const PLAIN_INTEGER = /^[0-9]{1,15}$/u;
const INTEGER = /^[+-]?\p{Nd}+(?:_\p{Nd}+)*$/u;

/**
 * What Python's `int()` makes of a text, and so the AWS CLI of `duration_seconds`: white space around it, a sign,
 * underscores between digits and the digits of any script are fine. `undefined` for all else, such as `3600.5`, which
 * the CLI drops without a word. Values beyond 2^53 are rounded.
 */
export function parseCliInteger(text: string): number | undefined {
  if (PLAIN_INTEGER.test(text)) return Number(text);
  const { start, end } = trimRange(text, { start: 0, end: text.length }, isPythonSpace);
  const trimmed = text.slice(start, end);
  if (!INTEGER.test(trimmed)) return undefined;
  const digits = Array.from(trimmed.replaceAll(/[+_-]/gu, ''), digitValue).join('');
  if (digits.length > MOST_DIGITS) return undefined;
  const value = Number(digits);
  return trimmed.startsWith('-') && value !== 0 ? -value : value;
}

/**
 * What the JS SDK makes of `duration_seconds`: the integer at the start, one hour for an empty text. `NaN`, which it
 * sends all the same, where there is no integer.
 */
export function parseJsInteger(text: string): number {
  return parseInt(text === '' ? String(USUAL_SESSION) : text, 10);
}

/** Decimal digits stand in Unicode in runs of ten, zero first, some of them right behind each other. */
function digitValue(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  let first = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}
