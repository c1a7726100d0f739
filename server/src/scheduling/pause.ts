/** No document waits longer than this for being judged, in milliseconds. */
export const LONGEST_PAUSE = 200;

/** Of judging's own time: so it takes a fifth of a typist's time at most. */
const FACTOR = 4;

/**
 * How long nothing must be typed before a document is judged, in milliseconds: what is judged in no time need not wait
 * for the end of a word. `cost`: how long it took the last time; `undefined` for a document that was just opened.
 */
export function pauseAfter(cost: number | undefined): number {
  return Math.min(LONGEST_PAUSE, FACTOR * (cost ?? 0));
}
