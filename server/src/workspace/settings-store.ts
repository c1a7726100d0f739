import { ConfigurationRequest, type Connection } from '../lsp.ts';
import { describeError } from '../host/describe-error.ts';
import type { ServerLog } from '../host/logger.ts';
import { safe } from '@keyless/core';
import { isRecord, type Client } from './client.ts';
import { uriToPath, pathToUri } from './file-uri.ts';
import type { Folders } from './folders.ts';
import type { Revisions } from './revisions.ts';
import { readSettings, resourceSettings, type PersonalSettings, type ResourceSettings } from './settings.ts';
import type { TeamConfiguration } from './team-configuration.ts';

/** Settings and a number that changes with them. */
interface RevisedSettings {
  readonly settings: ResourceSettings;
  readonly revision: number;
}

/** The settings of each file. Never rejects: what cannot be asked for is the default. */
export interface SettingsStore {
  of(uri: string): Promise<RevisedSettings>;
  /** Forgets what was asked for. `pushed` is what the client sent along. */
  change(pushed: unknown): void;
  /** Forgets what was asked for, because it may be another folder's now. */
  foldersChanged(): void;
}

export interface SettingsStoreInit {
  readonly connection: Connection;
  readonly client: Client;
  readonly folders: Folders;
  readonly knownRules: ReadonlySet<string>;
  readonly log: ServerLog;
  readonly revisions: Revisions;
  readonly team: TeamConfiguration;
}

/**
 * What a person has set, over what the team of the file's repository has decided.
 *
 * Asks the client once a workspace folder, which is how fine VS Code's resource settings are, and once a file outside
 * of them. Clients that cannot be asked give their settings at the start and with each change.
 */
export function createSettingsStore(init: SettingsStoreInit): SettingsStore {
  const asked = new Map<string, Promise<PersonalSettings>>();
  const told = new Set<string>();
  const revised = new Map<string, RevisedSettings>();
  let given = readGiven(init, init.client.initialSettings, told);

  const ask = async (scope: string): Promise<PersonalSettings> => {
    try {
      const answer: readonly unknown[] = await init.connection.sendRequest(ConfigurationRequest.type, {
        items: [{ scopeUri: scope, section: 'keyless' }],
      });
      return readGiven(init, answer[0], told);
    } catch (error) {
      init.log.warn(safe`The settings cannot be asked for (${describeError(error)}); the defaults are used`);
      return readGiven(init, undefined, told);
    }
  };
  const personal = (uri: string): Promise<PersonalSettings> => {
    if (!init.client.answersConfiguration) return Promise.resolve(given);
    const scope = scopeOf(uri, init.folders);
    const answer = asked.get(scope) ?? ask(scope);
    asked.set(scope, answer);
    return answer;
  };
  const forget = (): void => {
    asked.clear();
    told.clear();
    revised.clear();
  };
  return {
    of: async (uri) => {
      const own = await personal(uri);
      const path = uriToPath(uri);
      const team = path === undefined ? undefined : await init.team.of(path);
      return revise(init, revised, resourceSettings(own, team));
    },
    change: (pushed) => {
      forget();
      if (init.client.answersConfiguration) return;
      const section = isRecord(pushed) && isRecord(pushed['keyless']) ? pushed['keyless'] : pushed;
      given = readGiven(init, section, told);
    },
    foldersChanged: forget,
  };
}

function scopeOf(uri: string, folders: Folders): string {
  const path = uriToPath(uri);
  const folder = path === undefined ? undefined : folders.of(path);
  return folder === undefined ? uri : pathToUri(folder);
}

/** Each problem is told once, not once a folder, until the settings change. */
function readGiven(init: SettingsStoreInit, raw: unknown, told: Set<string>): PersonalSettings {
  const { settings, problems } = readSettings(raw, init.knownRules);
  for (const problem of problems) {
    if (!told.has(problem)) init.log.warn(problem);
    told.add(problem);
  }
  return settings;
}

/** The same settings are the same object: what is kept of earlier judgements holds for as long as they are. */
function revise(
  { revisions }: SettingsStoreInit,
  known: Map<string, RevisedSettings>,
  settings: ResourceSettings,
): RevisedSettings {
  const key = JSON.stringify(settings);
  const revised = known.get(key) ?? { settings, revision: revisions.of(`settings:${key}`) };
  known.set(key, revised);
  return revised;
}
