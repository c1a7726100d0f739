/** Runs an action later, so that tests can be the clock. */
export interface Timers {
  /** Calls `action` once after `delay` milliseconds, unless the returned function was called before. */
  after(delay: number, action: () => void): () => void;
}

/** The machine's own timers. A pending one does not keep the process alive. */
export const nodeTimers: Timers = {
  after: (delay, action) => {
    const timer = setTimeout(action, delay);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
