import { basename, dirname, join } from 'node:path';
import {
  attached,
  rankRoles,
  readRepository,
  repositoryDigest,
  repositoryFileOf,
  type GitRemote,
  type RepositoryFile,
  type WorkspaceFacts,
} from '@keyless/core';
import type { AwsPaths } from '@keyless/files';
import type { Target } from './aws-files.ts';
import { kindOfPath } from './document-kind.ts';
import type { FilePort } from '../host/host.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { pathKey, uriToPath } from './file-uri.ts';
import { holds, type Folders } from './folders.ts';
import { readRepository as readRemote } from './git-remote.ts';
import type { SharedFile, SharedModels } from './shared-models.ts';

/** What the workflows of a repository, and the actions in it that they use, tell each other. */
export interface RepositoryIndex {
  /** The root of a document's repository; `undefined` for files that no workflow can help. */
  rootOf(target: Target): string | undefined;
  /** Roles of the other workflows, the most frequent first, what can be called, and where all of it is pushed to. */
  around(root: string, key: string): Promise<Pick<WorkspaceFacts, 'oidcRoles' | 'called' | 'remote'>>;
  /** Differs when the above does. */
  digest(root: string): Promise<string>;
}

export interface RepositoryIndexInit {
  readonly files: FilePort;
  readonly awsPaths: AwsPaths;
  readonly shared: SharedModels;
  readonly documents: Documents;
  readonly folders: Folders;
}

export function createRepositoryIndex(init: RepositoryIndexInit): RepositoryIndex {
  const factOf = createFactReader();
  const read = (root: string): Promise<readonly RepositoryFile[]> => {
    const open = openFiles(init, root);
    const editions = open.map((document) => document.edition).join();
    const key = `repository:${pathKey(root)}:${editions}`;
    return init.shared.remember(key, () => readFiles({ ...init, factOf }, root, open));
  };
  const remoteOf = async (root: string): Promise<GitRemote | undefined> => {
    const look = () => readRemote(init.files, root);
    return (await init.shared.remember(`remote:${pathKey(root)}`, look))?.remote;
  };
  return {
    rootOf: (target) => rootOf(target, init.folders),
    around: async (root, key) => {
      // First, because nothing that waits for the disk goes on while files are parsed.
      const remote = await remoteOf(root);
      const files = await read(root);
      const others = files.filter(({ path }) => pathKey(join(root, path)) !== key);
      return {
        oidcRoles: rankRoles(others.flatMap(({ roles }) => roles)),
        called: new Map(files.map((file) => [file.path, file])),
        remote,
      };
    },
    digest: async (root) => JSON.stringify([repositoryDigest(await read(root)), await remoteOf(root)]),
  };
}

/** Open workflows and actions, whose texts are newer than the disk's. */
function openFiles({ documents }: RepositoryIndexInit, root: string): readonly OpenDocument[] {
  return documents.all().filter(({ kind, uri }) => {
    const path = kind === 'github-workflow' || kind === 'github-action' ? uriToPath(uri) : undefined;
    return path !== undefined && holds(root, path);
  });
}

type FactReader = (shared: SharedFile, path: string) => Promise<RepositoryFile | undefined>;

/** Makes the fact of each version of a file once, so that its parsed form need not be kept. */
function createFactReader(): FactReader {
  const known = attached<SharedFile, { readonly path: string; readonly fact: RepositoryFile | undefined }>();
  return async (shared, path) => {
    const last = known.get(shared);
    if (last?.path === path) return last.fact;
    const model = await shared.model();
    const file = model && repositoryFileOf(path, model);
    // What is made when it is first asked for holds its file until then.
    const fact = file && { path, roles: file.roles, uses: file.uses, jobs: file.jobs };
    known.set(shared, { path, fact });
    return fact;
  };
}

async function readFiles(
  { awsPaths, shared, factOf }: RepositoryIndexInit & { readonly factOf: FactReader },
  root: string,
  open: readonly OpenDocument[],
): Promise<readonly RepositoryFile[]> {
  const folder = workflowsOf(root);
  const isWorkflow = (name: string): boolean =>
    kindOfPath(join(folder, name), awsPaths) === 'github-workflow';
  const names = new Map<string, string>();
  for (const name of await shared.list(folder)) if (isWorkflow(name)) names.set(pathKey(name), name);
  for (const { uri } of open) {
    const path = uriToPath(uri) ?? '';
    if (pathKey(dirname(path)) === pathKey(folder)) names.set(pathKey(basename(path)), basename(path));
  }
  return readRepository([...names.values()], async ({ file, kind, path }) => {
    const found = await shared.get(join(root, file), kind);
    return found && factOf(found, path);
  });
}

function rootOf({ uri, kind }: Target, folders: Folders): string | undefined {
  const path = uriToPath(uri);
  if (path === undefined) return undefined;
  if (kind === 'github-workflow') return dirname(dirname(dirname(path)));
  return kind === 'github-action' ? folders.of(path) : undefined;
}

function workflowsOf(root: string): string {
  return join(root, '.github', 'workflows');
}
