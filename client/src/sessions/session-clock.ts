import { untilChange } from '@keyless/core';
import type { SessionProfile } from '@keyless/sessions';
import type { Timers } from './timers.ts';

/** Wakes those who show or keep sessions, no sooner than one of them has something to do. */
export interface SessionClock {
  /** Sets the one timer anew, to the earliest of the moments; there is none where nothing is to come. */
  readonly set: () => void;
  readonly dispose: () => void;
}

/**
 * @param moments the moments that matter, in milliseconds since 1970; past ones are left out
 * @param ring called at each of them; the timer is set anew afterwards
 */
export function createSessionClock(
  timers: Timers,
  moments: () => readonly number[],
  ring: () => void,
): SessionClock {
  let callOff: (() => void) | undefined;

  function stop(): void {
    callOff?.();
    callOff = undefined;
  }

  function set(): void {
    stop();
    const now = timers.now();
    const next = moments().reduce(
      (first, moment) => (moment > now ? Math.min(first, moment) : first),
      Infinity,
    );
    if (next === Infinity) return;
    callOff = timers.after(next - now, () => {
      callOff = undefined;
      ring();
      set();
    });
  }

  return { set, dispose: stop };
}

/** When the time that is left of a profile's session, or of one behind it, is next told differently. */
export function changesOf({ end, behind }: SessionProfile, now: number): readonly number[] {
  return [end, ...behind.map((hop) => hop.end)].flatMap((one) => {
    const wait = one && 'expiresAt' in one ? untilChange(one.expiresAt.getTime() - now) : undefined;
    return wait === undefined ? [] : [now + wait];
  });
}
