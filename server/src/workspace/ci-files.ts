import type { DocumentKind } from '@keyless/core';
import type { Services } from '../services.ts';
import { kindOfPath } from './document-kind.ts';
import { pathKey, uriToPath } from './file-uri.ts';
import { holds } from './folders.ts';

/** A repository has some dozen CI files; thousands would be somebody else's. */
const MOST_FILES = 1000;

const CI_KINDS: ReadonlySet<DocumentKind> = new Set<DocumentKind>([
  'github-workflow',
  'gitlab-ci',
  'circleci',
  'bitbucket-pipelines',
  'azure-pipelines',
  'buildkite',
  'codebuild',
]);

/** The CI files below some folders of the workspace, each once, by their paths. */
export async function ciFiles(
  { host, documents }: Pick<Services, 'host' | 'documents'>,
  within: readonly string[],
  signal: AbortSignal,
): Promise<readonly (readonly [string, DocumentKind])[]> {
  const found = new Map<string, readonly [string, DocumentKind]>();
  const classify = (path: string): DocumentKind | undefined => {
    const kind = kindOfPath(path, host.awsPaths);
    return kind !== undefined && CI_KINDS.has(kind) ? kind : undefined;
  };
  for (const folder of within) {
    for await (const entry of host.files.walk(folder, { classify, signal })) {
      if (entry.type === 'document') found.set(pathKey(entry.path), [entry.path, entry.kind]);
      if (found.size >= MOST_FILES) break;
    }
  }
  // A new file may not have been saved yet.
  for (const { key, uri, kind } of documents.all()) {
    const path = uriToPath(uri);
    if (CI_KINDS.has(kind) && path !== undefined && within.some((folder) => holds(folder, path)))
      found.set(key, [path, kind]);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}
