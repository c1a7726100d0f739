import { ConfigurationRequest, type Connection } from 'vscode-languageserver';
import { describeError } from '../host/describe-error.ts';
import type { ServerLog } from '../host/logger.ts';
import { safe } from '@keyless/core';
import { isRecord, type Client } from './client.ts';
import { uriToPath, pathToUri } from './file-uri.ts';
import type { Folders } from './folders.ts';
import type { Revisions } from './revisions.ts';
import { defaultResourceSettings, readSettings, type ResourceSettings } from './settings.ts';

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
}

/**
 * Asks the client once a workspace folder, which is how fine VS Code's resource settings are, and once a file outside
 * of them. Clients that cannot be asked give their settings at the start and with each change.
 */
export function createSettingsStore(init: SettingsStoreInit): SettingsStore {
  const asked = new Map<string, Promise<RevisedSettings>>();
  const told = new Set<string>();
  let given = readGiven(init, init.client.initialSettings, told);

  const ask = async (scope: string): Promise<RevisedSettings> => {
    try {
      const answer: readonly unknown[] = await init.connection.sendRequest(ConfigurationRequest.type, {
        items: [{ scopeUri: scope, section: 'keyless' }],
      });
      return readGiven(init, answer[0], told);
    } catch (error) {
      init.log.warn(safe`The settings cannot be asked for (${describeError(error)}); the defaults are used`);
      return revise(init, defaultResourceSettings);
    }
  };
  const forget = (): void => {
    asked.clear();
    told.clear();
  };
  return {
    of: (uri) => {
      if (!init.client.answersConfiguration) return Promise.resolve(given);
      const scope = scopeOf(uri, init.folders);
      const answer = asked.get(scope) ?? ask(scope);
      asked.set(scope, answer);
      return answer;
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
function readGiven(init: SettingsStoreInit, raw: unknown, told: Set<string>): RevisedSettings {
  const { settings, problems } = readSettings(raw, init.knownRules);
  for (const problem of problems) {
    if (!told.has(problem)) init.log.warn(problem);
    told.add(problem);
  }
  return revise(init, settings);
}

function revise({ revisions }: SettingsStoreInit, settings: ResourceSettings): RevisedSettings {
  return { settings, revision: revisions.of(`settings:${JSON.stringify(settings)}`) };
}
