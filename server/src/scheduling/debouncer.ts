import type { Timers } from '../host/timers.ts';

/** Puts an action off until nothing has asked for it for a while, each key by itself. */
export interface Debouncer {
  /** Starts the wait anew, `delay` milliseconds long. The action given last is the one that runs. */
  schedule(key: string, delay: number, action: () => void): void;
  cancel(key: string): void;
  dispose(): void;
}

export function createDebouncer(timers: Timers): Debouncer {
  const waiting = new Map<string, () => void>();
  const cancel = (key: string): void => {
    waiting.get(key)?.();
    waiting.delete(key);
  };
  return {
    schedule: (key, delay, action) => {
      cancel(key);
      const stop = timers.after(delay, () => {
        waiting.delete(key);
        action();
      });
      waiting.set(key, stop);
    },
    cancel,
    dispose: () => {
      for (const key of [...waiting.keys()]) cancel(key);
    },
  };
}
