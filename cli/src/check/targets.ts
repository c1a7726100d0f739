import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isManifestText, type DocumentKind, type SourceText } from '@keyless/core';
import { errorCode, readAwsPaths, walkDocuments, type ForeignFile } from '@keyless/files';
import type { CliIo } from '../io.ts';
import { readStdin } from './read-stdin.ts';
import type { Run } from './run.ts';

/** A file to judge, or something that is left out. Paths are absolute. */
export type Target =
  | {
      readonly type: 'document';
      readonly path: string;
      readonly kind: DocumentKind;
      readonly source: SourceText;
      /** Whether the command line names it, and not just a folder that it is in. */
      readonly isNamed: boolean;
    }
  | { readonly type: 'skipped'; readonly path: string; readonly reason: string }
  | ForeignFile;

/** What the command line names, one after the other. */
export async function* targetsOf(run: Run): AsyncGenerator<Target> {
  const { io, command, facts, files, progress } = run;
  if (command.stdinFilename !== undefined) {
    yield await fromStdin(resolve(io.cwd, command.stdinFilename), run);
    return;
  }
  const own = command.aws ? await ownFiles(io) : [];
  const roots = [...command.paths.map((path) => resolve(io.cwd, path)), ...own];
  const named = new Set(roots);
  const entered = (): void => progress.step('folder');
  const options = { signal: io.signal, classify: facts.classify, entered, fs: files.disk };
  for await (const entry of walkDocuments(roots, options)) {
    if (entry.type !== 'document') yield entry;
    else {
      const read = await files.read(entry.path);
      yield 'skipped' in read
        ? { type: 'skipped', path: entry.path, reason: read.skipped.reason }
        : {
            type: 'document',
            path: entry.path,
            kind: entry.kind,
            source: read.source,
            isNamed: named.has(entry.path),
          };
    }
  }
}

/** The user's two files, as far as they are there. */
async function ownFiles({ env, home, cwd }: CliIo): Promise<readonly string[]> {
  const { config, credentials } = readAwsPaths(env, home, { cwd });
  const there: string[] = [];
  for (const path of [config, credentials])
    if (path !== undefined && !(await isMissing(path))) there.push(path);
  return there;
}

/** Paths that do not exist; the walk itself tells of everything else that is wrong with one. */
export async function missingPaths(paths: readonly string[], { cwd }: CliIo): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const path of paths) if (await isMissing(resolve(cwd, path))) missing.push(path);
  return missing;
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
  }
}

async function fromStdin(path: string, { io, facts }: Run): Promise<Target> {
  const kind = facts.classify(path);
  if (kind === undefined) {
    const reason = 'its name and place tell of no kind of file that Keyless knows';
    return { type: 'skipped', path, reason };
  }
  const read = await readStdin(path, io);
  if ('skipped' in read) return { type: 'skipped', path, reason: read.skipped.reason };
  const { source } = read;
  if (kind === 'kubernetes' && !isManifestText(source.text)) return { type: 'foreign', path };
  return { type: 'document', path, kind, source, isNamed: true };
}
