import type { Clock } from '@keyless/core';
import type { Timers } from '../host/timers.ts';

/** Goes off at the earliest of the moments that it is set to. */
export interface Alarm {
  set(moment: Date | undefined): void;
  dispose(): void;
}

/** Timers of Node's go off at once where they should wait for more than 24 days, and a computer may sleep meanwhile. */
const LONGEST_DELAY = 3_600_000;

export function createAlarm(
  { timers, clock }: { readonly timers: Timers; readonly clock: Clock },
  ring: () => void,
): Alarm {
  let next: Date | undefined;
  let stop: (() => void) | undefined;
  const wait = (): void => {
    stop?.();
    if (!next) return;
    const left = next.getTime() - clock().getTime();
    stop = timers.after(Math.min(Math.max(left, 0), LONGEST_DELAY), () => {
      if (!next || next > clock()) {
        wait();
        return;
      }
      next = undefined;
      ring();
    });
  };
  return {
    set: (moment) => {
      if (!moment || (next && next <= moment)) return;
      next = moment;
      wait();
    },
    dispose: () => {
      next = undefined;
      stop?.();
    },
  };
}
