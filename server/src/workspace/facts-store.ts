import { noFacts, safe, type DocumentModel, type GitFacts, type WorkspaceFacts } from '@keyless/core';
import type { AwsPaths } from '@keyless/files';
import type { SessionStore } from '@keyless/sessions/cache';
import { describeError } from '../host/describe-error.ts';
import type { FilePort } from '../host/host.ts';
import type { ServerLog } from '../host/logger.ts';
import { awsFilesAround, type Target } from './aws-files.ts';
import { createGitIndex, gitDigest } from './git-index.ts';
import { pathToUri, uriToPath } from './file-uri.ts';
import { createRepositoryIndex } from './repository-index.ts';
import type { Revisions } from './revisions.ts';
import { createSessionMemory } from './session-memory.ts';
import type { SharedFile, SharedModels } from './shared-models.ts';
import type { Documents } from './documents.ts';
import type { Folders } from './folders.ts';
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

export interface FactsStoreInit {
  readonly files: FilePort;
  readonly awsPaths: AwsPaths;
  readonly sessions: Pick<SessionStore, 'known'>;
  readonly shared: SharedModels;
  readonly documents: Documents;
  readonly folders: Folders;
  readonly log: ServerLog;
  readonly revisions: Revisions;
  readonly team: TeamConfiguration;
}

const NOTHING: FactsAround = { facts: noFacts, revision: 0, marked: new Set() };

export function createFactsStore(init: FactsStoreInit): FactsStore {
  const { awsPaths, shared, log, revisions } = init;
  const repository = createRepositoryIndex(init);
  const gitIndex = createGitIndex(init);
  const sessions = createSessionMemory(init.sessions);
  /** What others have been told, by the place that it came from. */
  const sources = new Map<string, Source>();

  const watch = (id: string, digest: string, read: () => Promise<string>): string => {
    if (!sources.has(id)) sources.set(id, { digest, read });
    return digest;
  };
  const file = async (path: string | undefined, kind: AwsKind): Promise<AwsFile | undefined> => {
    if (path === undefined) return undefined;
    const found = await shared.get(path, kind);
    watch(`${kind}:${path}`, digestOf(found), async () => digestOf(await shared.get(path, kind)));
    return found && withModel(found);
  };
  const gitOf = async (target: Target): Promise<GitFacts | undefined> => {
    const path = gitIndex.pathOf(target);
    if (path === undefined) return undefined;
    const facts = await gitIndex.get(path);
    watch(`git:${path}`, gitDigest(facts), async () => gitDigest(await gitIndex.get(path)));
    return facts;
  };
  const collect = async (target: Target, interest: FactsInterest): Promise<FactsAround> => {
    const paths = awsFilesAround(target, awsPaths);
    const config = await file(paths.config, 'aws-config');
    const credentials = await file(paths.credentials, 'aws-credentials');
    const root = repository.rootOf(target);
    const found = root === undefined ? noFacts : await repository.around(root, target.key);
    const digest = root === undefined ? '' : await repository.digest(root);
    if (root !== undefined) watch(`repository:${root}`, digest, () => repository.digest(root));
    const cached = interest.sessions ? await sessions.known() : undefined;
    if (cached) watch('sessions', cached.digest, async () => (await sessions.look()).digest);
    const newConfig = await placeForConfig(target, paths.config, shared);
    const git = await gitOf(target);
    const baselineProblem = await baselineProblemOf(target, init.team);
    const awsFiles = { config: config?.model, credentials: credentials?.model, newConfig };
    const files = [config?.digest, credentials?.digest, newConfig, cached?.digest, digest];
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
    hasChanged: () => compare(sources),
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

type AwsKind = 'aws-config' | 'aws-credentials';

interface AwsFile extends Pick<SharedFile, 'digest' | 'marked'> {
  readonly model: DocumentModel;
}

interface Source {
  digest: string;
  readonly read: () => Promise<string>;
}

async function compare(sources: ReadonlyMap<string, Source>): Promise<boolean> {
  let changed = false;
  for (const source of sources.values()) {
    const digest = await source.read();
    if (digest === source.digest) continue;
    source.digest = digest;
    changed = true;
  }
  return changed;
}

async function withModel(shared: SharedFile): Promise<AwsFile | undefined> {
  const model = await shared.model();
  const { digest, marked } = shared;
  return model && { model, digest, marked };
}

function digestOf(shared: SharedFile | undefined): string {
  return shared?.digest ?? '';
}
