import { expect, it, vi } from 'vitest';
import { createAlarm } from './alarm.ts';

/** A clock whose only timer goes off when the test says so. */
function world() {
  const state = { now: 0, delays: [] as number[], due: undefined as (() => void) | undefined };
  const ring = vi.fn();
  const after = (delay: number, action: () => void) => {
    state.delays.push(delay);
    state.due = action;
    return () => {
      if (state.due === action) state.due = undefined;
    };
  };
  const alarm = createAlarm({ timers: { now: () => 0, after }, clock: () => new Date(state.now) }, ring);
  return { state, ring, alarm };
}

it('goes off once, at the earliest moment', () => {
  const { state, ring, alarm } = world();
  alarm.set(undefined);
  for (const moment of [500, 300, 400]) alarm.set(new Date(moment));
  expect(state.delays).toEqual([500, 300]);
  state.now = 300;
  state.due?.();
  expect(ring).toHaveBeenCalledOnce();
  alarm.set(new Date(400));
  expect(state.delays.at(-1)).toBe(100);
});

it('looks again every hour, because timers wait for no more than 24 days and not while a computer sleeps', () => {
  const { state, ring, alarm } = world();
  alarm.set(new Date('2100-01-01'));
  expect(state.delays).toEqual([3_600_000]);
  state.now = 3_600_000;
  state.due?.();
  expect(state.delays).toEqual([3_600_000, 3_600_000]);
  expect(ring).not.toHaveBeenCalled();
});

it('is silent when it is no longer wanted', () => {
  const { state, ring, alarm } = world();
  alarm.set(new Date(5));
  alarm.dispose();
  state.due?.();
  expect([state.due, ring.mock.calls]).toEqual([undefined, []]);
});
