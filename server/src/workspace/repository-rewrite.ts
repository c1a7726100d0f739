import { setImmediate } from 'node:timers/promises';
import type { DocumentKind, FileRewrite } from '@keyless/core';
import { createPositionMap } from '../convert/position.ts';
import type { TextChange } from '../convert/workspace-edit.ts';
import type { LeftJob } from '../protocol.ts';
import type { Services } from '../services.ts';
import { ciFiles } from './ci-files.ts';
import { lintOptions } from './settings.ts';
import { pathKey, pathToUri } from './file-uri.ts';

/** What is found in all the CI files of the workspace: what can be rewritten to OIDC, and what is left and why. */
export interface RepositoryRewrite {
  readonly texts: readonly TextChange[];
  /** How many jobs and the like are rewritten. */
  readonly rewritten: number;
  readonly left: readonly LeftJob[];
}

/** Looks through the CI files of all folders, each as the editor has it where it is open, else as the disk has it. */
export async function planRepository(services: Services, signal: AbortSignal): Promise<RepositoryRewrite> {
  const texts: TextChange[] = [];
  const left: LeftJob[] = [];
  let rewritten = 0;
  for (const [path, kind] of await ciFiles(services, services.folders.all(), signal)) {
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
  const model = await found?.model();
  if (!found || !model || chosen.isExcluded) return undefined;
  const rewrite = host.linter.rewriteToOidc(model, lintOptions(around.facts, chosen));
  const version = documents.byKey(key)?.version ?? null;
  const positions = createPositionMap(model.document.source, found.marked);
  return { rewrite, change: { uri: target.uri, version, positions, edits: rewrite.edits } };
}

function leftJob(
  { uri, positions }: TextChange,
  { what, reason, range }: FileRewrite['left'][number],
): LeftJob {
  return { uri, what, reason, range: positions.range(range) };
}
