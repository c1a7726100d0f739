import type { Incident, Mend } from '@keyless/sessions';
import { safe } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import type { Action } from '../sessions/refresh-ui.ts';
import type { Menders } from './incident-notice.ts';
import { createTerminalWatch, type RunningCommand } from './terminal-watch.ts';

interface Scene {
  readonly mend?: Mend;
  readonly on?: boolean;
  /** Whether what mends comes off. */
  readonly well?: boolean;
}

function play({ mend = { type: 'refresh', profile: 'dev' }, on = true, well = true }: Scene = {}) {
  const said: string[] = [];
  const done: string[] = [];
  const buttons = new Map<string, Action>();
  let now = 0;
  const say =
    (kind: string) =>
    (message: string, ...actions: readonly Action[]): void => {
      said.push(`${kind} ${message}`);
      for (const action of actions) buttons.set(action.title, action);
    };
  const mender =
    (name: string) =>
    (what: string | undefined): Promise<boolean> => {
      done.push(`${name} ${what ?? ''}`);
      return Promise.resolve(well);
    };
  const menders: Menders = {
    refresh: (profile, next) => {
      done.push(`refresh ${profile}, then ${next?.title ?? 'nothing'}`);
      return Promise.resolve();
    },
    run: mender('run'),
    removeEntry: mender('remove'),
    openFile: mender('open'),
  };
  const incident: Incident = {
    kind: 'expired-session',
    title: safe`The session has ended`,
    meaning: safe`It is over.`,
    action: safe`Refresh profile dev`,
    mend,
  };
  const watch = createTerminalWatch({
    isOn: () => on,
    env: { AWS_PROFILE: 'dev' },
    explain: (output, command) => {
      done.push(`explain ${output} of ${command.line ?? ''}`);
      return Promise.resolve(output.includes('ExpiredToken') ? incident : undefined);
    },
    menders,
    ui: { warn: say('warning'), inform: say('info') },
    now: () => now,
  });
  const run = (output: readonly string[], exitCode: number | undefined): Promise<void> => {
    async function* chunks(): AsyncGenerator<string> {
      for (const chunk of output) yield await Promise.resolve(chunk);
    }
    const command: RunningCommand = {
      line: 'aws s3 ls',
      output: chunks(),
      exitCode: Promise.resolve(exitCode),
      runAgain: () => done.push('again'),
    };
    return watch(command);
  };
  const press = async (title: string): Promise<void> => {
    const button = buttons.get(title);
    if (!button) throw new Error(`There is no button ${title} but ${[...buttons.keys()].join(', ')}`);
    await button.run();
  };
  return { run, press, said, done, buttons, pass: (time: number) => (now += time) };
}

describe('the watch over terminals', () => {
  it('says why a command has failed, refreshes, and offers to run it again', async () => {
    const { run, press, said, done } = play();
    await run(['An error (Expired', 'Token)'], 254);
    expect(said).toEqual(['warning The session has ended. It is over. Refresh profile dev.']);
    await press('Refresh');
    expect(done).toEqual(['explain An error (ExpiredToken) of aws s3 ls', 'refresh dev, then Run Again']);
    expect(said).toHaveLength(1);
    await press('Run Again');
    expect(done.at(-1)).toBe('again');
  });

  it.each([true, false])('offers to run it again after a sign-in that comes off: %s', async (well) => {
    const { run, press, said } = play({ well, mend: { type: 'run', command: safe`aws sso login` } });
    await run(['ExpiredToken'], 1);
    await press('Run aws sso login');
    expect(said.slice(1)).toEqual(well ? ['info The command can be run again now.'] : []);
  });

  it.each<[Mend, string, string]>([
    [{ type: 'run', command: safe`aws sso login` }, 'Run aws sso login', 'run aws sso login'],
    [{ type: 'remove-entry', name: undefined }, 'Remove Broken Entry', 'remove '],
    [{ type: 'open-file', file: 'config' }, 'Open config', 'open config'],
  ])('mends by %j', async (mend, title, work) => {
    const { run, press, done } = play({ mend });
    await run(['ExpiredToken'], 1);
    await press(title);
    expect(done.at(-1)).toBe(work);
  });

  it('has no button where there is nothing to press', async () => {
    const { run, buttons } = play({ mend: { type: 'none' } });
    await run(['ExpiredToken'], undefined);
    expect([...buttons.keys()]).toEqual(['Run Again']);
  });

  it.each([
    ['commands that ended well', ['ExpiredToken'], 0, {}],
    ['other failures', ['make: *** Error 1'], 2, {}],
    ['everything while it is off', ['ExpiredToken'], 1, { on: false }],
  ])('is silent about %s', async (_name, output, exitCode, scene) => {
    const { run, said } = play(scene);
    await run(output, exitCode);
    expect(said).toEqual([]);
  });

  it('looks at nothing that a command printed which ended well', async () => {
    const { run, done } = play();
    await run(['ExpiredToken'], 0);
    expect(done).toEqual([]);
  });

  it('tells the same only once in half a minute', async () => {
    const { run, said, pass } = play();
    await run(['ExpiredToken'], 1);
    pass(29_000);
    await run(['ExpiredToken'], 1);
    expect(said).toHaveLength(1);
    pass(1_000);
    await run(['ExpiredToken'], 1);
    expect(said).toHaveLength(2);
  });
});
