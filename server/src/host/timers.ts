/** Tells how time passes and runs actions later, so that tests can be the clock. */
export interface Timers {
  /** Milliseconds since some moment; they only ever go up. */
  now(): number;
  /** Calls `action` once after `delay` milliseconds, unless the returned function was called before. */
  after(delay: number, action: () => void): () => void;
}

/** The machine's own timers. A pending one does not keep the process alive. */
export const nodeTimers: Timers = {
  // `performance` is a module of Node's that takes a millisecond to load.
  now: () => process.uptime() * 1000,
  after: (delay, action) => {
    const timer = setTimeout(action, delay);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
