/** The server's sense of time: a base clock plus an offset that a test may move. */
export interface StsClock {
  /** The server's present time. */
  readonly now: () => Date;
  /** Moves the server's time by `milliseconds` (negative: back). */
  readonly advance: (milliseconds: number) => void;
  /** Makes the server's time `date` from now on; it goes on from there as the base clock does. */
  readonly set: (date: Date) => void;
  /** Returns to the base clock. */
  readonly reset: () => void;
}

/**
 * Makes a clock that can be moved, so that expiry is tested without sleeping.
 * @param base The clock underneath; the machine's own by default, a constant for fully fixed time.
 */
export const createClock = (base: () => Date = () => new Date()): StsClock => {
  let offset = 0;
  return {
    now: () => new Date(base().getTime() + offset),
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    set: (date) => {
      offset = date.getTime() - base().getTime();
    },
    reset: () => {
      offset = 0;
    },
  };
};
