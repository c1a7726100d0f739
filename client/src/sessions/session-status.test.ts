import { describe, expect, it } from 'vitest';
import { createSessionStatus, type SessionItem, type Timers } from './session-status.ts';

const START = Date.parse('2026-11-24T10:00:00Z');
const MINUTE = 60_000;

/** A clock that moves only when told, and the timers on it. */
function fakeTimers() {
  let now = START;
  const waiting = new Set<{ at: number; callback: () => void }>();
  const timers: Timers = {
    now: () => now,
    after: (milliseconds, callback) => {
      const entry = { at: now + milliseconds, callback };
      waiting.add(entry);
      return () => waiting.delete(entry);
    },
  };
  function advance(milliseconds: number): void {
    const end = now + milliseconds;
    for (;;) {
      const next = [...waiting].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      waiting.delete(next);
      now = next.at;
      next.callback();
    }
    now = end;
  }
  return { timers, advance, waiting };
}

function fakeItem(): SessionItem & { visible: boolean } {
  return {
    text: '',
    tooltip: undefined,
    visible: false,
    show() {
      this.visible = true;
    },
    hide() {
      this.visible = false;
    },
  };
}

const session = (profile: string, minutes: number) => ({
  profile,
  identity: { arn: 'arn:aws:sts::111122223333:assumed-role/deploy/me', accountId: '111122223333' },
  expiresAt: new Date(START + minutes * MINUTE),
});

describe('createSessionStatus', () => {
  it('shows nothing before the first session', () => {
    const item = fakeItem();
    const { timers, waiting } = fakeTimers();
    createSessionStatus(item, timers);
    expect(item.visible).toBe(false);
    expect(waiting.size).toBe(0);
  });

  it('counts down to the end with one timer at a time, and then with none', () => {
    const item = fakeItem();
    const { timers, advance, waiting } = fakeTimers();
    createSessionStatus(item, timers).show(session('my-role', 60));
    expect(item.visible).toBe(true);
    expect(item.text).toBe('$(key) Keyless: my-role 1 h');
    advance(1000);
    expect(item.text).toBe('$(key) Keyless: my-role 59 min');
    for (let minute = 58; minute > 0; minute -= 1) {
      advance(MINUTE);
      expect(item.text).toBe(`$(key) Keyless: my-role ${String(minute)} min`);
      expect(waiting.size).toBe(1);
    }
    advance(MINUTE);
    expect(item.text).toBe('$(key) Keyless: my-role <1 min');
    advance(MINUTE);
    expect(item.text).toBe('$(warning) Keyless: my-role ended');
    expect(waiting.size).toBe(0);
  });

  it('tells the ARN, the account and the end', () => {
    const item = fakeItem();
    const { timers } = fakeTimers();
    createSessionStatus(item, timers).show(session('my-role', 60));
    expect(item.tooltip).toContain(
      'arn:aws:sts::111122223333:assumed-role/deploy/me\nAccount 111122223333\nEnds ',
    );
  });

  it('forgets the timer of the session before', () => {
    const item = fakeItem();
    const { timers, advance, waiting } = fakeTimers();
    const status = createSessionStatus(item, timers);
    status.show(session('first', 5));
    status.show(session('second', 30));
    expect(waiting.size).toBe(1);
    advance(6 * MINUTE);
    expect(item.text).toBe('$(key) Keyless: second 24 min');
  });

  it('stops when disposed', () => {
    const item = fakeItem();
    const { timers, waiting } = fakeTimers();
    const status = createSessionStatus(item, timers);
    status.show(session('my-role', 5));
    status.dispose();
    expect(waiting.size).toBe(0);
  });

  it('draws no icon out of a profile name', () => {
    const item = fakeItem();
    createSessionStatus(item, fakeTimers().timers).show(session('$(bug)', 5));
    expect(item.text).toBe('$(key) Keyless: \\$(bug) 5 min');
  });
});
