import type { Timers } from '@keyless/server';

/** Timers that only a test lets run. */
export interface ManualTimers extends Timers {
  /** Lets time pass, in milliseconds, and runs what is due, in its order. */
  advance(duration: number): void;
}

export function createManualTimers(): ManualTimers {
  let now = 0;
  const pending = new Set<{ readonly due: number; readonly action: () => void }>();
  const firstDue = (end: number) =>
    [...pending].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  return {
    now: () => now,
    after: (delay, action) => {
      const timer = { due: now + delay, action };
      pending.add(timer);
      return () => void pending.delete(timer);
    },
    advance: (duration) => {
      const end = now + duration;
      for (let timer = firstDue(end); timer; timer = firstDue(end)) {
        now = timer.due;
        pending.delete(timer);
        timer.action();
      }
      now = end;
    },
  };
}
