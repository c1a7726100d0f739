import { setImmediate } from 'node:timers/promises';
import type { DocumentKind, FileRewrite } from '@keyless/core';
import { createPositionMap } from '../convert/position.ts';
import type { TextChange } from '../convert/workspace-edit.ts';
import type { LeftJob } from '../protocol.ts';
import type { Services } from '../services.ts';
import { kindOfPath } from './document-kind.ts';
import { pathKey, pathToUri, uriToPath } from './file-uri.ts';

/** What is found in all the CI files of the workspace: what can be rewritten to OIDC, and what is left and why. */
export interface RepositoryRewrite {
  readonly texts: readonly TextChange[];
  /** How many jobs and the like are rewritten. */
  readonly rewritten: number;
  readonly left: readonly LeftJob[];
}

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

/** Looks through the CI files of all folders, each as the editor has it where it is open, else as the disk has it. */
export async function planRepository(services: Services, signal: AbortSignal): Promise<RepositoryRewrite> {
  const texts: TextChange[] = [];
  const left: LeftJob[] = [];
  let rewritten = 0;
  for (const [path, kind] of await ciFiles(services, signal)) {
    // Everybody else who waits for the server has a turn between two files.
    await setImmediate();
    if (signal.aborted) break;
    const file = await planFile(services, path, kind);
    if (!file) continue;
    rewritten += file.rewrite.rewritten.length;
    if (file.rewrite.edits.length > 0) texts.push(file.change);
    left.push(...file.rewrite.left.map((one) => leftJob(file.change, one)));
  }
  return { texts, rewritten, left };
}

async function ciFiles(
  { host, folders, documents }: Services,
  signal: AbortSignal,
): Promise<readonly (readonly [string, DocumentKind])[]> {
  const found = new Map<string, readonly [string, DocumentKind]>();
  const classify = (path: string): DocumentKind | undefined => {
    const kind = kindOfPath(path, host.awsPaths);
    return kind !== undefined && CI_KINDS.has(kind) ? kind : undefined;
  };
  for (const folder of folders.all()) {
    for await (const entry of host.files.walk(folder, { classify, signal })) {
      if (entry.type === 'document') found.set(pathKey(entry.path), [entry.path, entry.kind]);
      if (found.size >= MOST_FILES) break;
    }
  }
  // A new file may not have been saved yet.
  for (const { key, uri, kind } of documents.all()) {
    const path = uriToPath(uri);
    if (CI_KINDS.has(kind) && path !== undefined && folders.of(path) !== undefined)
      found.set(key, [path, kind]);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, file]) => file);
}

interface PlannedFile {
  readonly rewrite: FileRewrite;
  readonly change: TextChange;
}

async function planFile(
  services: Services,
  path: string,
  kind: DocumentKind,
): Promise<PlannedFile | undefined> {
  const { host, shared, facts, settings, documents } = services;
  const key = pathKey(path);
  const target = { uri: documents.byKey(key)?.uri ?? pathToUri(path), key, kind };
  const { settings: chosen } = await settings.of(target.uri);
  const around = await facts.around(target);
  const found = await shared.get(path, kind);
  if (!found) return undefined;
  const rewrite = host.linter.rewriteToOidc(found.model, { facts: around.facts, settings: chosen.lint });
  const version = documents.byKey(key)?.version ?? null;
  const positions = createPositionMap(found.model.document.source, found.marked);
  return { rewrite, change: { uri: target.uri, version, positions, edits: rewrite.edits } };
}

function leftJob(
  { uri, positions }: TextChange,
  { what, reason, range }: FileRewrite['left'][number],
): LeftJob {
  return { uri, what, reason, range: positions.range(range) };
}
