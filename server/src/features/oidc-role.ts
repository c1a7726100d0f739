import {
  notesFor,
  planRole,
  renderRole,
  ROLE_FORMATS,
  type DocumentModel,
  type RoleFormat,
} from '@keyless/core';
import { OIDC_ROLE_REQUEST, type OidcRoleParams, type OidcRoleResult } from '../protocol.ts';
import type { Services } from '../services.ts';
import { ciFiles } from '../workspace/ci-files.ts';
import { uriToPath } from '../workspace/file-uri.ts';
import { readRepository, type Repository } from '../workspace/git-remote.ts';
import type { Feature } from './feature.ts';

const LANGUAGES: Readonly<Record<RoleFormat, string>> = {
  policy: 'json',
  cloudformation: 'yaml',
  terraform: 'terraform',
  commands: 'shellscript',
};

const BROKEN: OidcRoleResult = { problem: 'The role cannot be worked out' };

/** The IAM side of OIDC: worked out from the repository's CI files and its remote. */
export function startOidcRole(services: Services): Feature {
  const { connection, guard } = services;
  connection.onRequest(
    OIDC_ROLE_REQUEST,
    guard.request<OidcRoleParams, OidcRoleResult>('The role for OIDC', BROKEN, (params) =>
      describeRole(services, params),
    ),
  );
  return { capabilities: {} };
}

async function describeRole(services: Services, { format, folder }: OidcRoleParams): Promise<OidcRoleResult> {
  const chosen = ROLE_FORMATS.find((one) => one === format);
  if (!chosen) return BROKEN;
  const found = await findRepository(services, folder);
  if (!found) {
    return {
      problem: 'The repository of this workspace has no remote, so it is not known whose tokens to trust',
    };
  }
  const plan = planRole({ ...found.repository, models: await modelsIn(services, found.folder) });
  return { text: renderRole(plan, chosen), languageId: LANGUAGES[chosen], notes: notesFor(plan, chosen) };
}

async function findRepository(
  { host, folders }: Services,
  wanted: string | undefined,
): Promise<{ readonly folder: string; readonly repository: Repository } | undefined> {
  const path = wanted === undefined ? undefined : uriToPath(wanted);
  for (const folder of path === undefined ? folders.all() : [path]) {
    const repository = await readRepository(host.files, folder);
    if (repository) return { folder, repository };
  }
  return undefined;
}

async function modelsIn(services: Services, folder: string): Promise<readonly DocumentModel[]> {
  const models: DocumentModel[] = [];
  for (const [path, kind] of await ciFiles(services, [folder], new AbortController().signal)) {
    if (kind !== 'github-workflow' && kind !== 'gitlab-ci') continue;
    const model = await services.shared.model(path, kind);
    // A role for GitHub's tokens is of no use to other servers that read the same files.
    if (model && model.workflow?.server !== 'forgejo') models.push(model);
  }
  return models;
}
