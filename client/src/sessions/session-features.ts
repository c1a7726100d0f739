import { readAwsPaths } from '@keyless/files';
import { inspectFolders } from '@keyless/sessions';
import { env as host, window, workspace, type LogOutputChannel } from 'vscode';
import type { CommandHandlers } from '../commands/command-ids.ts';
import { createProfileCommands } from '../commands/profile-commands.ts';
import { createRefreshCommand } from '../commands/refresh-assumed-role.ts';
import { createSignInCommand } from '../commands/sign-in.ts';
import type { Menders } from '../incident/incident-notice.ts';
import { createMenders, type Person } from '../incident/menders.ts';
import { openProfileTerminal } from './profile-terminal.ts';
import { readProfiles } from './profiles.ts';
import { manageTrust, prompts } from './prompts.ts';
import { failureMessage } from './refresh-outcome.ts';
import type { SessionSnapshot } from './session-list.ts';
import { createSessions } from './sessions.ts';

/** All that an editor has for sessions. */
export interface SessionFeatures {
  readonly menders: Menders;
  readonly commands: Pick<
    CommandHandlers,
    'refreshAssumedRole' | 'signIn' | 'openProfileTerminal' | 'copyProfileExport' | 'removeBrokenEntries'
  >;
  readonly dispose: () => void;
}

/** Wires sessions, and the commands around them, to VS Code. */
export function createSessionFeatures(person: Person, log: LogOutputChannel): SessionFeatures {
  const { env, home } = person;
  const read = () => readProfiles(env, home);
  const showOutput = { title: 'Show Output', run: () => log.show() };
  const menders = createMenders(person, (profile, next) => refresh(profile, next));
  const signIn = createSignInCommand({
    sessionProfiles: async () => (await read()).sessionProfiles(),
    run: (line) => menders.run(line),
    ui: prompts,
  });
  const refresh = createRefreshCommand({
    readProfiles: read,
    ui: prompts,
    log,
    env,
    clock: () => new Date(),
    isTrusted: () => workspace.isTrusted,
    manageTrust,
    showOutput,
    menders,
    show: ({ expiresAt }, profile) => sessions.made(profile, expiresAt),
    offer: () => [],
  });
  const { config, credentials } = readAwsPaths(env, home);
  const sessions = createSessions({
    person,
    files: [config, credentials].filter((path) => path !== undefined),
    read: () => snapshot(person),
    ui: prompts,
    refresh,
    signIn,
    refreshQuietly: async (profile) => {
      const result = await (await read()).refreshQuietly(profile, (message) => log.info(message));
      return result === undefined || result.ok ? undefined : failureMessage(result);
    },
  });
  const handed = createProfileCommands({
    profileNames: () => Promise.resolve(sessions.list.current().profiles.map(({ name }) => name)),
    pick: async (names, title) => window.showQuickPick(names, { title }),
    openTerminal: openProfileTerminal,
    copy: (text) => host.clipboard.writeText(text),
    shell: () => host.shell,
    ui: prompts,
  });
  return {
    menders,
    commands: {
      refreshAssumedRole: (profile) => refresh(profile),
      signIn,
      openProfileTerminal: handed.openTerminal,
      copyProfileExport: handed.copyExport,
      removeBrokenEntries: () => menders.removeEntry(undefined),
    },
    dispose: sessions.dispose,
  };
}

/** Everything about sessions that the disk tells. */
async function snapshot({ env, home }: Person): Promise<SessionSnapshot> {
  const [profiles, dangers] = await Promise.all([readProfiles(env, home), inspectFolders(env, home)]);
  return { profiles: await profiles.sessionProfiles(), refusal: profiles.refusal, dangers };
}
