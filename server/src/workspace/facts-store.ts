import { noFacts, safe, type WorkspaceFacts } from '@keyless/core';
import { describeError } from '../host/describe-error.ts';
import type { ServerLog } from '../host/logger.ts';
import { awsFilesAround, type Target } from './aws-files.ts';
import { createFactReaders, type FactReadersInit } from './fact-readers.ts';
import { createFactSources } from './fact-sources.ts';
import { pathToUri, uriToPath } from './file-uri.ts';
import { gitDigest } from './git-index.ts';
import type { Revisions } from './revisions.ts';
import type { SharedModels } from './shared-models.ts';
import type { TeamConfiguration } from './team-configuration.ts';

/** What is known around a document, and a number that changes with it. */
export interface FactsAround {
  readonly facts: WorkspaceFacts;
  readonly revision: number;
  /** URIs of the documents among them whose texts, as the client holds them, start with a byte order mark. */
  readonly marked: ReadonlySet<string>;
}

/** Facts about other files. Never rejects: where something cannot be known, it is not known. */
export interface FactsStore {
  around(target: Target, interest?: FactsInterest): Promise<FactsAround>;
  /** Whether anything that was given out as a fact has changed since the last time this was asked. */
  hasChanged(): Promise<boolean>;
}

/** What a document's text makes worth knowing. */
export interface FactsInterest {
  /** It holds a session, which may be one of the AWS CLI's. */
  readonly sessions: boolean;
}

export interface FactsStoreInit extends FactReadersInit {
  readonly log: ServerLog;
  readonly revisions: Revisions;
  readonly team: TeamConfiguration;
}

const NOTHING: FactsAround = { facts: noFacts, revision: 0, marked: new Set() };

export function createFactsStore(init: FactsStoreInit): FactsStore {
  const { awsPaths, log, revisions } = init;
  const sources = createFactSources();
  const read = createFactReaders(init, sources);

  const collect = async (target: Target, interest: FactsInterest): Promise<FactsAround> => {
    const paths = awsFilesAround(target, awsPaths);
    const [config, credentials, { found, digest }, cached, newConfig, git, baselineProblem] =
      await Promise.all([
        read.awsFile(paths.config, 'aws-config'),
        read.awsFile(paths.credentials, 'aws-credentials'),
        read.repository(target),
        interest.sessions ? read.sessions() : undefined,
        placeForConfig(target, paths.config, init.shared),
        read.git(target),
        baselineProblemOf(target, init.team),
      ]);
    const awsFiles = { config: config?.model, credentials: credentials?.model, newConfig };
    const files = [config?.revision, credentials?.revision, newConfig, cached?.digest, digest];
    const digests = [...files, gitDigest(git), baselineProblem];
    return {
      facts: { ...found, awsFiles, sessions: cached?.sessions, git, baselineProblem },
      revision: revisions.of(JSON.stringify(['facts', digests, found.oidcRoles])),
      marked: new Set(
        [config, credentials].flatMap((one) => (one?.marked === true ? one.model.document.uri : [])),
      ),
    };
  };
  return {
    around: async (target, interest = { sessions: false }) => {
      try {
        return await collect(target, interest);
      } catch (error) {
        log.error(safe`Other files cannot be looked into: ${describeError(error)}`);
        return NOTHING;
      }
    },
    hasChanged: () => sources.haveChanged(),
  };
}

/** Only a configuration itself is judged by whether its baseline can be used. */
async function baselineProblemOf({ kind, uri }: Target, team: TeamConfiguration) {
  const path = kind === 'keyless-config' ? uriToPath(uri) : undefined;
  return path === undefined ? undefined : team.baselineProblem(path);
}

/** Where the config file of a credentials file would be, if there is none. */
async function placeForConfig(
  { kind }: Target,
  path: string | undefined,
  shared: SharedModels,
): Promise<string | undefined> {
  const isMissing = kind === 'aws-credentials' && path !== undefined && !(await shared.exists(path));
  return isMissing ? pathToUri(path) : undefined;
}
