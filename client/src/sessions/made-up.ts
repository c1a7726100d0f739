import { safe, safeName } from '@keyless/core';
import type { ProfileExpiry, SessionProfile } from '@keyless/sessions';
import type { Timers } from './timers.ts';

/** Profiles and a clock for tests. */
export const START = Date.parse('2026-11-24T10:00:00Z');
export const MINUTE = 60_000;

/** A profile that assumes a role, with no session yet. */
export function madeUpProfile(name: string, more: Partial<SessionProfile> = {}): SessionProfile {
  return {
    name,
    label: safeName(name),
    kind: 'role',
    detail: safe`role ReadOnly in 444455556666`,
    accountId: safe`444455556666`,
    roleName: safe`ReadOnly`,
    behind: [],
    sourceDescription: safe`keys of profile base`,
    expiresAt: undefined,
    end: { state: 'absent' },
    needsMfa: false,
    needThen: 'nobody',
    signIn: undefined,
    wantsBridge: false,
    ...(more.kind !== undefined && more.kind !== 'role'
      ? {}
      : { roleArn: safe`arn:aws:iam::444455556666:role/ReadOnly` }),
    ...more,
  };
}

/** What a profile knows of a session that ends so many minutes after the start. */
export function lasting(
  minutes: number,
  more: Partial<Extract<ProfileExpiry, { expiresAt: Date }>> = {},
): Pick<SessionProfile, 'end' | 'expiresAt'> {
  const expiresAt = new Date(START + minutes * MINUTE);
  const state = minutes <= 0 ? 'ended' : minutes < 15 ? 'soon' : 'live';
  return { expiresAt, end: { state, expiresAt, arn: undefined, file: undefined, ...more } };
}

/** A clock that moves only when told, and the timers on it. */
export interface ManualTimers extends Timers {
  advance(milliseconds: number): void;
  readonly waiting: () => number;
  /** How many timers have rung. */
  readonly rung: () => number;
}

export function manualTimers(): ManualTimers {
  let now = START;
  let rung = 0;
  const waiting = new Set<{ readonly at: number; readonly callback: () => void }>();
  return {
    now: () => now,
    after: (milliseconds, callback) => {
      const entry = { at: now + milliseconds, callback };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    advance: (milliseconds) => {
      const end = now + milliseconds;
      for (;;) {
        const next = [...waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        waiting.delete(next);
        now = next.at;
        rung += 1;
        next.callback();
      }
      now = end;
    },
    waiting: () => waiting.size,
    rung: () => rung,
  };
}
