import { safe } from '@keyless/core';
import type { SessionProfile } from '@keyless/sessions';
import { describe, expect, it } from 'vitest';
import type { AutoRefresh } from './auto-refresh.ts';
import { lasting, madeUpProfile, manualTimers, MINUTE, START } from './made-up.ts';
import type { Action } from './refresh-ui.ts';
import { createSessionBoard } from './session-board.ts';
import { changesOf } from './session-clock.ts';
import { createSessionKeeper } from './session-keeper.ts';
import { createSessionList } from './session-list.ts';

const HOUR = 60 * MINUTE;

interface Scene {
  readonly profiles: readonly SessionProfile[];
  readonly mode?: AutoRefresh;
  readonly focused?: boolean;
  /** Whether the view is in sight; else the first profile stands in the status bar. */
  readonly view?: boolean;
  readonly refreshFails?: string;
}

/** A window with a status bar or a view, on a clock that only the test moves. */
async function play(scene: Scene) {
  const timers = manualTimers();
  const said: string[] = [];
  const done: string[] = [];
  let buttons: readonly Action[] = [];
  let profiles = scene.profiles;
  let { focused = true, mode = 'notify' } = scene;
  let draws = 0;
  const list = createSessionList(() => Promise.resolve({ profiles, refusal: undefined, dangers: [] }));
  const keeper = createSessionKeeper({
    profiles: () => list.current().profiles,
    mode: () => mode,
    now: timers.now,
    isFocused: () => focused,
    tell: (message, ...actions) => {
      said.push(message);
      buttons = actions;
    },
    refreshQuietly: (profile) => {
      done.push(`refreshed ${profile}`);
      return Promise.resolve(scene.refreshFails);
    },
    refresh: (profile) => done.push(`asked to refresh ${profile ?? 'one of all'}`),
    signIn: (profile) => done.push(`asked to sign in for ${profile}`),
    reload: list.reload,
  });
  const board = createSessionBoard({
    list,
    keeper,
    timers,
    isFocused: () => focused,
    draw: () => (draws += 1),
    changes: () =>
      list
        .current()
        .profiles.slice(0, scene.view === true ? undefined : 1)
        .flatMap((profile) => changesOf(profile, timers.now())),
  });
  await list.reload();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  await settle();
  return {
    timers,
    said,
    done,
    keeper,
    draws: () => draws,
    advance: async (milliseconds: number): Promise<void> => {
      // In minutes, so that what a timer has started comes to its end before the next one.
      for (let left = milliseconds; left > 0; left -= MINUTE) {
        timers.advance(Math.min(left, MINUTE));
        await settle();
      }
    },
    change: async (more: readonly SessionProfile[]): Promise<void> => {
      profiles = more;
      await list.reload();
      await settle();
    },
    focus: async (is: boolean): Promise<void> => {
      focused = is;
      board.wake();
      await settle();
    },
    set: (next: AutoRefresh): void => {
      mode = next;
      board.wake();
    },
    press: (title: string): unknown => buttons.find((button) => button.title === title)?.run(),
    titles: (): readonly string[] => buttons.map(({ title }) => title),
    board,
  };
}

const role = (name: string, needThen: SessionProfile['needThen'], minutes: number) =>
  madeUpProfile(name, { needThen, ...lasting(minutes, { file: `/${name}.json` }) });

describe('wake-ups in an hour', () => {
  it('are one a minute for a session whose countdown is in sight', async () => {
    const { timers, advance } = await play({ profiles: [role('a', 'nobody', 120)] });
    await advance(HOUR);
    expect(timers.rung()).toBe(60);
    expect(timers.waiting()).toBe(1);
  });

  it('are as many for a view of many sessions that end in the same minute', async () => {
    const profiles = Array.from({ length: 50 }, (_, index) => role(`p${index}`, 'nobody', 120));
    const { timers, advance } = await play({ profiles, view: true });
    await advance(HOUR);
    expect(timers.rung()).toBe(60);
  });

  it('are none while the window is idle and no session lasts', async () => {
    const over = madeUpProfile('pasted', { kind: 'static', ...lasting(-5) });
    const broken = { state: 'corrupt', reason: safe`it is empty`, file: '/x.json' } as const;
    const profiles = [over, madeUpProfile('none'), madeUpProfile('broken', { end: broken })];
    for (const mode of ['off', 'notify', 'on'] as const) {
      const { timers, advance } = await play({ profiles, view: true, mode });
      expect(timers.waiting()).toBe(0);
      await advance(HOUR);
      expect(timers.rung()).toBe(0);
    }
  });

  it('are none in a window that is not in front, unless something is to be refreshed', async () => {
    const profiles = [role('a', 'mfa', 120), role('b', 'nobody', 80)];
    const idle = await play({ profiles, view: true, focused: false });
    await idle.advance(HOUR);
    expect(idle.timers.rung()).toBe(0);
    const on = await play({ profiles, view: true, focused: false, mode: 'on' });
    await on.advance(HOUR);
    expect(on.timers.rung()).toBe(1);
    expect(on.done).toEqual(['refreshed b']);
  });

  it('end with the session', async () => {
    const { timers, advance } = await play({ profiles: [role('a', 'elsewhere', 10)] });
    await advance(HOUR);
    expect(timers.rung()).toBe(11);
    expect(timers.waiting()).toBe(0);
  });

  it('are none once it is all over', async () => {
    const { timers, board } = await play({ profiles: [role('a', 'nobody', 120)] });
    board.dispose();
    expect(timers.waiting()).toBe(0);
  });
});

describe('what a person is told', () => {
  it('comes once, before the AWS CLI would ask for a code', async () => {
    const { said, advance, press, done } = await play({ profiles: [role('a', 'mfa', 60)] });
    await advance(39 * MINUTE);
    expect(said).toEqual([]);
    await advance(MINUTE);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^In 5 min the AWS CLI will ask for an MFA code again for a\./u);
    await advance(HOUR);
    expect(said).toHaveLength(1);
    press('Refresh');
    expect(done).toEqual(['asked to refresh a']);
  });

  it('comes once for many, with a choice', async () => {
    const profiles = [role('a', 'mfa', 60), role('b', 'mfa', 60), role('c', 'sign-in', 60)];
    const signedIn = profiles.map((profile) => ({ ...profile, signIn: safe`aws sso login` }));
    const { said, advance, press, done, titles } = await play({ profiles: signedIn });
    await advance(HOUR);
    expect(said).toHaveLength(1);
    expect(titles()).toEqual(['Refresh…', 'Sign In']);
    press('Refresh…');
    press('Sign In');
    expect(done).toEqual(['asked to refresh one of all', 'asked to sign in for c']);
  });

  it('comes five minutes before the end of a pasted session, without a button that could not help', async () => {
    const pasted = madeUpProfile('pasted', { kind: 'static', ...lasting(60) });
    const { said, advance, titles } = await play({ profiles: [pasted] });
    await advance(54 * MINUTE);
    expect(said).toEqual([]);
    await advance(MINUTE);
    expect(said[0]).toMatch(/^The session that is pasted into pasted ends in 5 min\./u);
    expect(titles()).toEqual([]);
  });

  it('waits for the window to come to the front, and not longer than it helps', async () => {
    const late = await play({ profiles: [role('a', 'mfa', 60)], focused: false });
    await late.advance(42 * MINUTE);
    expect(late.said).toEqual([]);
    await late.focus(true);
    expect(late.said[0]).toMatch(/^In 3 min /u);
    const tooLate = await play({ profiles: [role('a', 'mfa', 60)], focused: false });
    await tooLate.advance(50 * MINUTE);
    await tooLate.focus(true);
    expect(tooLate.said).toEqual([]);
  });

  it('comes again for the next session', async () => {
    const { said, advance, change } = await play({ profiles: [role('a', 'mfa', 60)] });
    await advance(41 * MINUTE);
    await change([role('a', 'mfa', 101)]);
    await advance(HOUR);
    expect(said).toHaveLength(2);
  });

  it('does not come for a session that the person has just made', async () => {
    const { said, change, keeper, advance } = await play({ profiles: [role('a', 'mfa', -5)] });
    const short = role('a', 'mfa', 18);
    keeper.made('a', short.expiresAt ?? new Date(0));
    await change([short]);
    await advance(HOUR);
    expect(said).toEqual([]);
  });

  it('is nothing with `off`, and something as soon as that changes', async () => {
    const scene = await play({ profiles: [role('a', 'mfa', 60)], mode: 'off' });
    await scene.advance(41 * MINUTE);
    expect(scene.said).toEqual([]);
    scene.set('notify');
    expect(scene.said).toHaveLength(1);
  });
});

describe('what is refreshed with `on`', () => {
  it('is what needs nobody, once, before the AWS CLI would do it', async () => {
    const profiles = [
      role('a', 'nobody', 60),
      role('b', 'mfa', 300),
      role('c', 'elsewhere', 60),
      role('d', 'sign-in', 300),
    ];
    const { done, said, advance } = await play({ profiles, mode: 'on' });
    await advance(39 * MINUTE);
    expect(done).toEqual([]);
    await advance(HOUR);
    expect(done).toEqual(['refreshed a']);
    expect(said).toEqual([]);
  });

  it('is nothing where another window was faster', async () => {
    const { done, timers, change, advance } = await play({ profiles: [role('a', 'nobody', 60)], mode: 'on' });
    await advance(38 * MINUTE);
    await change([role('a', 'nobody', 98)]);
    await advance(10 * MINUTE);
    expect(done).toEqual([]);
    expect(timers.now()).toBe(START + 48 * MINUTE);
  });

  it('is told of where it fails, with a way to try again', async () => {
    const { said, advance, press, done } = await play({
      profiles: [role('a', 'nobody', 60)],
      mode: 'on',
      refreshFails: 'STS did not answer.',
    });
    await advance(HOUR);
    expect(said).toEqual(['STS did not answer.']);
    press('Refresh');
    expect(done).toEqual(['refreshed a', 'asked to refresh a']);
  });
});
