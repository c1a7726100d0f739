import type { TextEdit } from '@keyless/core';

const CR = 13;
const LF = 10;

/**
 * One edit that turns a text into another and leaves alone what both begin and end with; `undefined` for equal ones.
 * It never cuts a line ending or a character of two units in half: clients count in lines and characters.
 */
export function textDifference(before: string, after: string): TextEdit | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  while (start > 0 && (isInside(before, start) || isInside(after, start))) start -= 1;
  let tail = 0;
  while (tail < most - start && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail += 1;
  while (tail > 0 && (isInside(before, before.length - tail) || isInside(after, after.length - tail)))
    tail -= 1;
  return { start, end: before.length - tail, newText: after.slice(start, after.length - tail) };
}

/** Whether an offset lies between CR and LF, or between the halves of a surrogate pair. */
function isInside(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  if (before === CR) return after === LF;
  return isBetween(before, 0xd800, 0xdbff) && isBetween(after, 0xdc00, 0xdfff);
}

function isBetween(code: number, first: number, last: number): boolean {
  return code >= first && code <= last;
}
