/** Tells a long run that nobody waits for its answer any more. */
export interface Cancellation {
  readonly isCancelled: boolean;
}

/** Never cancelled. */
export const neverCancelled: Cancellation = { isCancelled: false };
