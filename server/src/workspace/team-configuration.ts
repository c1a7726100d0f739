import {
  attached,
  emptyConfiguration,
  readConfiguration,
  RULE_IDS,
  type BaselineProblem,
  type Configuration,
  type DocumentModel,
} from '@keyless/core';
import {
  baselinePath,
  CONFIGURATION_NAME,
  exclusionOf,
  knownFindings,
  nearestConfiguration,
  pathInConfiguration,
  type IsExcluded,
  type KnownFindings,
} from '@keyless/files';
import { basename } from 'node:path';
import type { FilePort } from '../host/host.ts';
import { pathKey } from './file-uri.ts';
import type { SharedModels } from './shared-models.ts';

/** What a team has decided about a file in `.keyless.yaml`. */
export interface TeamDecision {
  readonly configuration: Configuration;
  /** Fingerprints of the file's findings that the baseline knows, in order. */
  readonly baseline: readonly string[];
  readonly isExcluded: boolean;
}

/** The configurations that hold for files: the open version where there is one, else the disk's. Never rejects. */
export interface TeamConfiguration {
  of(path: string): Promise<TeamDecision>;
  /** Why the baseline of a configuration cannot be used. */
  baselineProblem(path: string): Promise<BaselineProblem | undefined>;
  /** Whether a change of a file may change what a team has decided. */
  isAbout(path: string): boolean;
}

export const NO_DECISION: TeamDecision = {
  configuration: emptyConfiguration,
  baseline: [],
  isExcluded: false,
};

interface Parsed {
  readonly configuration: Configuration;
  readonly isExcluded: IsExcluded;
}

export function createTeamConfiguration(shared: SharedModels, files: FilePort): TeamConfiguration {
  const parsed = attached<DocumentModel, Parsed>();
  /** Baselines that were looked for, by the key of their path. */
  const baselines = new Set<string>();

  const read = async (path: string): Promise<Parsed | undefined> => {
    const model = await shared.model(path, 'keyless-config');
    if (model?.document.format !== 'yaml') return undefined;
    const known = parsed.get(model);
    if (known) return known;
    const { configuration } = readConfiguration(model.document, RULE_IDS);
    const made = { configuration, isExcluded: exclusionOf(configuration.exclude) };
    parsed.set(model, made);
    return made;
  };
  const knownOf = async (path: string, { configuration }: Parsed): Promise<KnownFindings | undefined> => {
    const named = configuration.baseline?.path;
    if (named === undefined) return undefined;
    const place = baselinePath(path, named);
    baselines.add(pathKey(place));
    return shared.remember(`baseline:${place}`, async () => knownFindings(named, await files.read(place)));
  };
  return {
    of: async (path) => {
      const found = await nearestConfiguration(path, (candidate) => shared.exists(candidate));
      const team = found === undefined ? undefined : await read(found);
      if (found === undefined || !team) return NO_DECISION;
      const known = await knownOf(found, team);
      const inside = pathInConfiguration(found, path);
      const prints = known && 'baseline' in known ? known.baseline.get(inside) : undefined;
      return {
        configuration: team.configuration,
        baseline: [...(prints ?? [])].sort(),
        isExcluded: team.isExcluded(inside),
      };
    },
    baselineProblem: async (path) => {
      const team = await read(path);
      const known = team && (await knownOf(path, team));
      return known && 'problem' in known ? known.problem : undefined;
    },
    isAbout: (path) => basename(path) === CONFIGURATION_NAME || baselines.has(pathKey(path)),
  };
}
