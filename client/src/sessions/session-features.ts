import { readAwsPaths } from '@keyless/files';
import { inspectFolders, type SessionProfile } from '@keyless/sessions';
import { env as host, workspace, type LogOutputChannel } from 'vscode';
import type { CommandHandlers } from '../commands/command-ids.ts';
import { createBridgeCommand } from '../commands/create-bridge.ts';
import { bridgeUi, readBridges } from '../commands/create-bridge-ui.ts';
import { createProfileCommands } from '../commands/profile-commands.ts';
import { createRefreshCommand } from '../commands/refresh-assumed-role.ts';
import { createSignInCommand } from '../commands/sign-in.ts';
import type { Menders } from '../incident/incident-notice.ts';
import { createMenders, type Person } from '../incident/menders.ts';
import { bridgeOffer, type Memory } from './bridge-offer.ts';
import { openProfileTerminal } from './profile-terminal.ts';
import { readProfiles } from './profiles.ts';
import { manageTrust, prompts } from './prompts.ts';
import { failureMessage } from './refresh-outcome.ts';
import type { SessionList, SessionSnapshot } from './session-list.ts';
import { createSessions } from './sessions.ts';

/** All that an editor has for sessions. */
export interface SessionFeatures {
  readonly menders: Menders;
  readonly commands: Pick<
    CommandHandlers,
    | 'refreshAssumedRole'
    | 'signIn'
    | 'openProfileTerminal'
    | 'copyProfileExport'
    | 'createBridge'
    | 'removeBrokenEntries'
  >;
  readonly dispose: () => void;
}

/** Wires sessions, and the commands around them, to VS Code. */
export function createSessionFeatures(
  person: Person,
  log: LogOutputChannel,
  memory: Memory,
): SessionFeatures {
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
    offer: (profile) =>
      bridgeOffer(
        sessions.list.current().profiles.find(({ name }) => name === profile),
        memory,
        createBridge,
      ),
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
  const { createBridge, ...handed } = handingCommands(person, sessions.list);
  return {
    menders,
    commands: {
      refreshAssumedRole: (profile) => refresh(profile),
      signIn,
      ...handed,
      createBridge,
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

/** The commands that hand a profile on: to a terminal, a shell, or other tools. */
function handingCommands(person: Person, list: SessionList) {
  const commands = createProfileCommands({
    profileNames: () => namesOf(list),
    pick: bridgeUi.pick,
    openTerminal: openProfileTerminal,
    copy: (text) => host.clipboard.writeText(text),
    shell: () => host.shell,
    ui: prompts,
  });
  return {
    openProfileTerminal: commands.openTerminal,
    copyProfileExport: commands.copyExport,
    createBridge: createBridgeCommand({
      read: () => readBridges(person),
      candidates: () => namesOf(list, ({ wantsBridge }) => wantsBridge),
      ...bridgeUi,
      ui: prompts,
    }),
  };
}

function namesOf(
  list: SessionList,
  isWanted: (profile: SessionProfile) => boolean = () => true,
): readonly string[] {
  return list
    .current()
    .profiles.filter(isWanted)
    .map(({ name }) => name);
}
