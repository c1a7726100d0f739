import { safe, safeName } from '@keyless/core';
import type { RefreshResult, RoleProfile } from '@keyless/sessions';
import { describe, expect, it } from 'vitest';
import type { ProfileChoice } from '../sessions/profile-choice.ts';
import type { Action, RefreshUi } from '../sessions/refresh-ui.ts';
import { createRefreshCommand, type PersonPorts, type RefreshInit } from './refresh-assumed-role.ts';

const NOW = new Date('2026-11-24T10:00:00Z');

const role = (name: string, more: Partial<RoleProfile> = {}): RoleProfile => ({
  name,
  label: safeName(name),
  kind: 'role',
  detail: safe`role`,
  behind: [],
  needThen: 'nobody',
  signIn: undefined,
  wantsBridge: false,
  roleArn: safe`arn:aws:iam::444455556666:role/ReadOnly`,
  accountId: safe`444455556666`,
  roleName: safe`ReadOnly`,
  sourceDescription: safe`keys of base`,
  needsMfa: false,
  expiresAt: undefined,
  end: undefined,
  ...more,
});

/** The end of a cached session. */
const cached = (state: 'live' | 'soon' | 'ended', expiresAt: Date): Partial<RoleProfile> => ({
  expiresAt,
  end: { state, expiresAt, arn: undefined, file: '/entry.json' },
});

const success: RefreshResult = {
  ok: true,
  profile: safe`my-role`,
  identity: { arn: safe`arn:aws:sts::444455556666:assumed-role/ReadOnly/me`, accountId: safe`444455556666` },
  expiresAt: new Date(NOW.getTime() + 3_600_000 - 1),
  cacheFiles: [],
  notes: [],
};

interface Scene {
  readonly roles?: readonly RoleProfile[];
  readonly refusal?: string;
  readonly trusted?: boolean;
  readonly env?: Record<string, string>;
  readonly choose?: (choices: readonly ProfileChoice[]) => ProfileChoice | undefined;
  readonly refresh?: (profile: string, ports: PersonPorts) => Promise<RefreshResult>;
}

function play(scene: Scene) {
  const said: string[] = [];
  const logged: string[] = [];
  const asked: (readonly ProfileChoice[])[] = [];
  const refreshed: string[] = [];
  const shown: unknown[] = [];
  const buttons = new Map<string, Action>();
  const say =
    (kind: string): RefreshUi['inform'] =>
    (message, ...actions) => {
      said.push([kind, message, ...actions.map(({ title }) => `[${title}]`)].join(' '));
      for (const action of actions) buttons.set(action.title, action);
    };
  const ui: RefreshUi = {
    pickProfile: (choices) => {
      asked.push(choices);
      return Promise.resolve(scene.choose ? scene.choose(choices) : choices[0]);
    },
    askMfaCode: (question) => Promise.resolve(question.includes('for') ? '123456' : undefined),
    withProgress: (title, run) => {
      said.push(`progress ${title}`);
      return run({ signal: new AbortController().signal, report: (message) => said.push(`… ${message}`) });
    },
    inform: say('info'),
    warn: say('warning'),
    fail: say('error'),
  };
  const menders: RefreshInit['menders'] = {
    refresh: (profile) => Promise.resolve(refreshed.push(`again ${profile}`) > 0),
    run: (line) => Promise.resolve(said.push(`terminal ${line}`) > 0),
    removeEntry: () => Promise.resolve(false),
    openFile: () => Promise.resolve(false),
  };
  const init: RefreshInit = {
    ui,
    readProfiles: () =>
      Promise.resolve({
        refusal: scene.refusal,
        roleProfiles: () => Promise.resolve(scene.roles ?? [role('my-role')]),
        refresh: (profile, ports) => {
          refreshed.push(profile);
          return scene.refresh ? scene.refresh(profile, ports) : Promise.resolve(success);
        },
      }),
    log: { info: (line) => logged.push(line), warn: (line) => logged.push(line) },
    env: scene.env ?? {},
    clock: () => NOW,
    isTrusted: () => scene.trusted ?? true,
    manageTrust: { title: 'Manage Workspace Trust', run: () => undefined },
    showOutput: { title: 'Show Output', run: () => undefined },
    menders,
    show: (...session) => shown.push(session),
    offer: (profile) => [{ title: `More for ${profile}`, run: () => undefined }],
  };
  const press = async (title: string): Promise<void> => {
    await buttons.get(title)?.run();
  };
  return { command: createRefreshCommand(init), said, logged, asked, refreshed, shown, press };
}

describe('refresh assumed role', () => {
  it('refreshes the chosen profile and says whose identity it is and until when', async () => {
    const { command, said, shown, logged } = play({});
    await command();
    expect(said[0]).toBe('progress Refreshing my-role');
    expect(said[1]).toMatch(
      /^info my-role is now valid until .* \(59 min\) as arn:aws:sts::444455556666:assumed-role\/ReadOnly\/me \[More for my-role\]$/u,
    );
    expect(shown).toEqual([[success, 'my-role']]);
    expect(logged).toHaveLength(1);
  });

  it('does not ask which profile where one is given', async () => {
    const { command, asked, refreshed } = play({});
    await command('other');
    expect(asked).toEqual([]);
    expect(refreshed).toEqual(['other']);
  });

  it.each([
    [{ AWS_PROFILE: 'second' }, 'second'],
    [{ AWS_DEFAULT_PROFILE: 'second' }, 'second'],
    [{ AWS_PROFILE: 'second', AWS_DEFAULT_PROFILE: 'first' }, 'second'],
    [{ AWS_PROFILE: 'unknown' }, 'first'],
    [{}, 'first'],
  ])('offers the profile in use first: %j', async (env, expected) => {
    const { command, asked } = play({ env, roles: [role('first'), role('second')] });
    await command();
    expect(asked[0]?.[0]?.label).toBe(expected);
    expect(asked[0]).toHaveLength(2);
  });

  it('tells account, role, time left, source and MFA of each profile', async () => {
    const expiresAt = new Date(NOW.getTime() + 20 * 60_000);
    const { command, asked } = play({
      env: { AWS_PROFILE: 'b' },
      roles: [
        role('a', { needsMfa: true }),
        role('b', cached('live', expiresAt)),
        role('c', cached('ended', NOW)),
        role('d', {
          end: { state: 'corrupt', reason: safe`no JSON`, file: '/x.json' },
          accountId: undefined,
          roleName: undefined,
        }),
      ],
    });
    await command();
    expect(asked[0]?.map(({ description, detail }) => [description, detail])).toEqual([
      ['ReadOnly in 444455556666 (in use)', '20 min left · keys of base'],
      ['ReadOnly in 444455556666', 'No session yet · keys of base · asks for an MFA code'],
      ['ReadOnly in 444455556666', 'Session ended · keys of base'],
      ['arn:aws:iam::444455556666:role/ReadOnly', 'Cached session is broken · keys of base'],
    ]);
  });

  it('does nothing where nobody chooses', async () => {
    const { command, said, refreshed } = play({ choose: () => undefined });
    await command();
    expect(said).toEqual([]);
    expect(refreshed).toEqual([]);
  });

  it('says that there is no role', async () => {
    const { command, said } = play({ roles: [] });
    await command();
    expect(said).toEqual([
      'info No profile of your AWS files has a role_arn, so there is no role to refresh.',
    ]);
  });

  it('shows why the files are refused', async () => {
    const { command, said, refreshed } = play({ refusal: 'config, line 3: no delimiter' });
    await command('my-role');
    expect(said).toEqual(['error config, line 3: no delimiter [Show Output]']);
    expect(refreshed).toEqual([]);
  });

  it('asks first in a folder that is not trusted', async () => {
    const { command, said, refreshed, press } = play({ trusted: false });
    await command({ profile: 'my-role' });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      /^warning You have not trusted this folder\. .* \[Refresh Anyway\] \[Manage Workspace Trust\]$/u,
    );
    expect(refreshed).toEqual([]);
    await press('Refresh Anyway');
    expect(refreshed).toEqual(['my-role']);
  });

  it('takes nothing else for a profile than a name', async () => {
    const { command, asked } = play({});
    for (const argument of [7, { profile: 7 }, ['my-role'], null, { name: 'my-role' }])
      await command(argument);
    expect(asked).toHaveLength(5);
  });

  it('passes the MFA code and the progress on', async () => {
    const codes: unknown[] = [];
    const { command, said } = play({
      refresh: async (_profile, ports) => {
        ports.progress(safe`Assuming`);
        codes.push(
          await ports.askMfaCode({ serial: safe`arn:aws:iam::111122223333:mfa/dev`, profile: safe`admin` }),
        );
        return success;
      },
    });
    await command();
    expect(codes).toEqual(['123456']);
    expect(said).toContain('… Assuming');
  });

  it('says what STS said, what it means and what mends it', async () => {
    const { command, said, shown } = play({
      refresh: () =>
        Promise.resolve({
          ok: false,
          kind: 'sts',
          title: safe`my-role was not refreshed`,
          said: safe`AccessDenied: not authorized`,
          meaning: safe`The role does not trust you`,
          action: safe`Ask its owner`,
        }),
    });
    await command();
    expect(said.at(-1)).toBe(
      'error my-role was not refreshed. STS said: AccessDenied: not authorized. The role does not trust you. Ask its owner. [Show Output]',
    );
    expect(shown).toEqual([]);
  });

  it('is silent where the person cancelled', async () => {
    const { command, said, logged } = play({
      refresh: () =>
        Promise.resolve({
          ok: false,
          kind: 'cancelled',
          title: safe`Refresh cancelled`,
          meaning: safe`Nothing was written`,
        }),
    });
    await command();
    expect(said).toEqual(['progress Refreshing my-role']);
    expect(logged).toEqual(['Refresh cancelled. Nothing was written.']);
  });

  it('runs one refresh at a time, and another one afterwards', async () => {
    const { promise, resolve } = withResolvers<RefreshResult>();
    const { command, said, refreshed } = play({ refresh: () => promise });
    const first = command('a');
    await command('b');
    expect(said).toContain('info A refresh is running already.');
    resolve(success);
    await first;
    await command('c');
    expect(refreshed).toEqual(['a', 'c']);
  });

  it('survives a mistake without quoting it', async () => {
    const { command, said, logged } = play({ refresh: () => Promise.reject(new TypeError('wJalrXUtnFEMI')) });
    await command();
    expect(said.at(-1)).toBe('error The refresh broke off by a mistake of the extension. [Show Output]');
    expect(logged).toEqual(['The refresh broke off: TypeError']);
    await command();
  });

  it('shows what the owner should know beside a success', async () => {
    const { command, said } = play({
      refresh: () => Promise.resolve({ ...success, notes: [safe`The folder is a link`] }),
    });
    await command();
    expect(said.at(-1)).toBe('warning The folder is a link.');
  });

  it('offers the sign-in that its source needs, and goes on after it', async () => {
    const failure: RefreshResult = {
      ok: false,
      kind: 'source',
      title: safe`Profile sso needs a sign-in`,
      meaning: safe`The token has ended`,
      action: safe`Run aws sso login --profile sso, then refresh again`,
      mend: { type: 'run', command: safe`aws sso login --profile sso` },
    };
    const scene = play({ refresh: () => Promise.resolve(failure) });
    await scene.command('my-role');
    expect(scene.said.at(-1)).toMatch(/\[Run aws sso login --profile sso\] \[Show Output\]$/u);
    await scene.press('Run aws sso login --profile sso');
    expect(scene.said.at(-1)).toBe('terminal aws sso login --profile sso');
    expect(scene.refreshed).toEqual(['my-role', 'again my-role']);
  });

  it('offers what is to be done next beside the news', async () => {
    const { command, said } = play({});
    await command('my-role', { title: 'Run Again', run: () => undefined });
    expect(said.at(-1)).toMatch(/^info my-role is now valid .* \[Run Again\] \[More for my-role\]$/u);
  });
});

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
