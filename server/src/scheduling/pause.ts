/** No document waits longer than this for being judged, in milliseconds. */
export const LONGEST_PAUSE = 200;

/** What takes no longer than this, in milliseconds, is nothing to anybody who types, and does not wait. */
const FREE = 8;

/** Of what judging takes beyond that: so it has less than a third of the time of somebody who types fast. */
const FACTOR = 4;

/**
 * How long nothing must be typed before a document is judged, in milliseconds: what is judged in no time need not wait
 * for the end of a word. `cost`: how long it took the last time; `undefined` for a document that was just opened.
 */
export function pauseAfter(cost: number | undefined): number {
  return Math.min(LONGEST_PAUSE, FACTOR * Math.max(0, (cost ?? 0) - FREE));
}
