import { dirname, join } from 'node:path';
import { oidcRolesOf, rankRoles, type SafeText } from '@keyless/core';
import type { AwsPaths } from '@keyless/files';
import type { Target } from './aws-files.ts';
import { kindOfPath } from './document-kind.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { pathKey, uriToPath } from './file-uri.ts';
import type { Folders } from './folders.ts';
import type { SharedModels } from './shared-models.ts';

/** Which roles the workflows of a repository assume by OIDC. */
export interface RoleIndex {
  /** The folder of the workflows of a document's repository; `undefined` for files that no workflow can help. */
  folderOf(target: Target): string | undefined;
  /** The roles of a folder's workflows but one, the most frequent first. */
  others(folder: string, key: string): Promise<readonly SafeText[]>;
  /** Differs when the roles do. */
  digest(folder: string): Promise<string>;
}

export interface RoleIndexInit {
  readonly awsPaths: AwsPaths;
  readonly shared: SharedModels;
  readonly documents: Documents;
  readonly folders: Folders;
}

/** A repository with more workflows than this tells its habits by some of them. */
const MOST_WORKFLOWS = 200;

interface WorkflowRoles {
  readonly key: string;
  readonly roles: readonly SafeText[];
}

export function createRoleIndex(init: RoleIndexInit): RoleIndex {
  const read = (folder: string): Promise<readonly WorkflowRoles[]> => {
    const open = openWorkflows(init, folder);
    const editions = open.map((document) => document.edition).join();
    const key = `roles:${pathKey(folder)}:${editions}`;
    return init.shared.remember(key, () => readRoles(init, folder, open));
  };
  return {
    folderOf: (target) => workflowFolder(target, init.folders),
    others: async (folder, key) =>
      rankRoles((await read(folder)).filter((one) => one.key !== key).flatMap((one) => one.roles)),
    digest: async (folder) => JSON.stringify((await read(folder)).filter((one) => one.roles.length > 0)),
  };
}

function openWorkflows({ documents }: RoleIndexInit, folder: string): readonly OpenDocument[] {
  const key = pathKey(folder);
  return documents.all().filter((document) => {
    const path = document.kind === 'github-workflow' ? uriToPath(document.uri) : undefined;
    return path !== undefined && pathKey(dirname(path)) === key;
  });
}

/** One file after the other: to parse them all at once would keep everything else waiting. */
async function readRoles(
  { awsPaths, shared }: RoleIndexInit,
  folder: string,
  open: readonly OpenDocument[],
): Promise<readonly WorkflowRoles[]> {
  const paths = new Map<string, string>();
  for (const name of await shared.list(folder)) {
    const path = join(folder, name);
    if (kindOfPath(path, awsPaths) === 'github-workflow') paths.set(pathKey(path), path);
  }
  for (const { key, uri } of open) paths.set(key, uriToPath(uri) ?? '');
  const workflows: WorkflowRoles[] = [];
  for (const [key, path] of [...paths].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, MOST_WORKFLOWS)) {
    const found = await shared.get(path, 'github-workflow');
    if (found) workflows.push({ key, roles: oidcRolesOf(found.model) });
  }
  return workflows;
}

function workflowFolder({ uri, kind }: Target, folders: Folders): string | undefined {
  const path = uriToPath(uri);
  if (path === undefined) return undefined;
  if (kind === 'github-workflow') return dirname(path);
  const root = kind === 'github-action' ? folders.of(path) : undefined;
  return root === undefined ? undefined : join(root, '.github', 'workflows');
}
