/** The clock and the timers that a countdown lives on; tests give their own. */
export interface Timers {
  readonly now: () => number;
  /** Calls back once after so many milliseconds; the result calls it off. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The longest that `setTimeout` waits, in milliseconds; it takes more for nothing. */
const LONGEST = 2 ** 31 - 1;

/** The timers of this process. Waits of more than 24 days end early. */
export const systemTimers: Timers = {
  now: () => Date.now(),
  after: (milliseconds, callback) => {
    const timer = setTimeout(callback, Math.min(milliseconds, LONGEST));
    return () => {
      clearTimeout(timer);
    };
  },
};
