import { noFacts, type DocumentModel, type GitFacts, type WorkspaceFacts } from '@keyless/core';
import type { SessionStore } from '@keyless/sessions/cache';
import type { Target } from './aws-files.ts';
import type { FactSources } from './fact-sources.ts';
import { createGitIndex, gitDigest, type GitIndexInit } from './git-index.ts';
import { createRepositoryIndex, type RepositoryIndexInit } from './repository-index.ts';
import { createSessionMemory, type RememberedSessions } from './session-memory.ts';
import type { SharedFile } from './shared-models.ts';

/** An AWS file that is read together with a document. */
export interface AwsFile extends Pick<SharedFile, 'revision' | 'marked'> {
  readonly model: DocumentModel;
}

/** What is known of the repository of a document, and what tells one state of that from another. */
export interface RepositoryAround {
  readonly found: Pick<WorkspaceFacts, 'oidcRoles' | 'called' | 'remote'>;
  readonly digest: string;
}

/** Reads facts of each kind, and notes what they were made of. */
export interface FactReaders {
  awsFile(path: string | undefined, kind: 'aws-config' | 'aws-credentials'): Promise<AwsFile | undefined>;
  repository(target: Target): Promise<RepositoryAround>;
  git(target: Target): Promise<GitFacts | undefined>;
  sessions(): Promise<RememberedSessions>;
}

export interface FactReadersInit extends RepositoryIndexInit, GitIndexInit {
  readonly sessions: Pick<SessionStore, 'known'>;
}

export function createFactReaders(init: FactReadersInit, sources: FactSources): FactReaders {
  const { shared } = init;
  const repository = createRepositoryIndex(init);
  const git = createGitIndex(init);
  const sessions = createSessionMemory(init.sessions);
  return {
    awsFile: async (path, kind) => {
      if (path === undefined) return undefined;
      const found = await shared.get(path, kind);
      sources.watch(`${kind}:${path}`, digestOf(found), async () => digestOf(await shared.get(path, kind)));
      return found && withModel(found);
    },
    repository: async (target) => {
      const root = repository.rootOf(target);
      if (root === undefined) return { found: noFacts, digest: '' };
      const found = await repository.around(root, target.key);
      const digest = await repository.digest(root);
      sources.watch(`repository:${root}`, digest, () => repository.digest(root));
      return { found, digest };
    },
    git: async (target) => {
      const path = git.pathOf(target);
      if (path === undefined) return undefined;
      const facts = await git.get(path);
      sources.watch(`git:${path}`, gitDigest(facts), async () => gitDigest(await git.get(path)));
      return facts;
    },
    sessions: async () => {
      const known = await sessions.known();
      sources.watch('sessions', known.digest, async () => (await sessions.look()).digest);
      return known;
    },
  };
}

async function withModel(shared: SharedFile): Promise<AwsFile | undefined> {
  const model = await shared.model();
  const { revision, marked } = shared;
  return model && { model, revision, marked };
}

function digestOf(shared: SharedFile | undefined): string {
  return String(shared?.revision ?? '');
}
