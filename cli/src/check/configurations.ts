import { dirname } from 'node:path';
import {
  emptyConfiguration,
  parseModel,
  readConfiguration,
  RULE_IDS,
  settingsOf,
  type Baseline,
  type BaselineProblem,
  type Configuration,
  type OwnSettings,
  type Settings,
  type SourceText,
} from '@keyless/core';
import {
  baselinePath,
  exclusionOf,
  knownFindings,
  nearestConfiguration,
  pathInConfiguration,
  type IsExcluded,
} from '@keyless/files';
import { uriOf } from '../names.ts';
import { remember } from '../remember.ts';
import type { FilesPort } from './files-port.ts';

/** What a team has decided about a file. */
export interface Decided {
  readonly settings: Settings;
  /** Fingerprints of its findings that are known. */
  readonly baseline: ReadonlySet<string>;
  readonly isExcluded: boolean;
  /** The configuration that says so; `undefined` where there is none. */
  readonly by: LoadedConfiguration | undefined;
  /** Whether there is one that cannot be read: what has been decided is not known then. */
  readonly isUnknown: boolean;
}

/** A configuration that was read. */
export interface LoadedConfiguration {
  /** Absolute. */
  readonly path: string;
  readonly source: SourceText;
  readonly configuration: Configuration;
  /** How much of it is wrong, its baseline included. */
  readonly problems: number;
  readonly baselineProblem: BaselineProblem | undefined;
  readonly baseline: Baseline;
  readonly isExcluded: IsExcluded;
}

/** A configuration that is there and cannot be read. */
export interface UnreadableConfiguration {
  /** Absolute. */
  readonly path: string;
  /** As of a file that is skipped. */
  readonly reason: string;
}

/** The configurations that hold for the files of a run. Each is read once. */
export interface Configurations {
  of(path: string): Promise<Decided>;
  /** Those that were read so far. */
  loaded(): Promise<readonly LoadedConfiguration[]>;
  /** Those that should have been read so far. */
  unreadable(): Promise<readonly UnreadableConfiguration[]>;
}

export function createConfigurations(files: FilesPort, own: OwnSettings): Configurations {
  // The folders of a run lie below the same ones.
  const taken = new Map<string, Promise<boolean>>();
  const byFolder = new Map<string, Promise<string | undefined>>();
  const byPath = new Map<string, Promise<LoadedConfiguration | UnreadableConfiguration | undefined>>();
  const nearest = (path: string): Promise<string | undefined> => {
    const isTaken = (candidate: string): Promise<boolean> =>
      remember(taken, candidate, () => files.disk.isTaken(candidate));
    return remember(byFolder, dirname(path), () => nearestConfiguration(path, isTaken));
  };
  const load = (path: string): Promise<LoadedConfiguration | UnreadableConfiguration | undefined> =>
    remember(byPath, path, () => loadConfiguration(path, files));
  return {
    of: async (path) => {
      const found = await nearest(path);
      const by = found === undefined ? undefined : await load(found);
      if (!by || 'reason' in by)
        return { settings: settingsOf(emptyConfiguration, own), ...NOTHING, isUnknown: by !== undefined };
      const inside = pathInConfiguration(by.path, path);
      return {
        settings: settingsOf(by.configuration, own),
        baseline: by.baseline.get(inside) ?? NOTHING.baseline,
        isExcluded: by.isExcluded(inside),
        by,
        isUnknown: false,
      };
    },
    loaded: async () =>
      (await Promise.all(byPath.values())).filter((one) => one !== undefined && 'source' in one),
    unreadable: async () =>
      (await Promise.all(byPath.values())).filter((one) => one !== undefined && 'reason' in one),
  };
}

const NOTHING = { baseline: new Set<string>(), isExcluded: false, by: undefined };

async function loadConfiguration(
  path: string,
  files: FilesPort,
): Promise<LoadedConfiguration | UnreadableConfiguration | undefined> {
  const read = await files.read(path);
  if ('skipped' in read) return { path, reason: read.skipped.reason };
  const { document } = parseModel(uriOf(path), 'keyless-config', read.source);
  if (document.format !== 'yaml') return undefined;
  const { configuration, problems } = readConfiguration(document, RULE_IDS);
  const named = configuration.baseline?.path;
  const known =
    named === undefined ? undefined : knownFindings(named, await files.read(baselinePath(path, named)));
  const baselineProblem = known && 'problem' in known ? known.problem : undefined;
  return {
    path,
    source: read.source,
    configuration,
    problems: problems.length + (baselineProblem === undefined ? 0 : 1),
    baselineProblem,
    baseline: known && 'baseline' in known ? known.baseline : new Map(),
    isExcluded: exclusionOf(configuration.exclude),
  };
}
