import type { Dirent, Stats } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import { classify as classifyPath, prunedFolders, type DocumentKind } from '@keyless/core';
import type { ReadingFileSystem } from './file-system.ts';
import { ManifestSearch } from './manifest-search.ts';
import { notAFile, skipOf, type Skip } from './skip.ts';
import { threadedFileSystem } from './threaded-file-system.ts';

/** A file that is ours to judge. */
export interface FoundDocument {
  readonly type: 'document';
  /** Absolute, as it was reached: through a link it is the link's path. */
  readonly path: string;
  /** Absolute, all links resolved. */
  readonly realPath: string;
  readonly kind: DocumentKind;
}

/** Something that would have been looked at and cannot be. */
export interface SkippedEntry extends Skip {
  readonly type: 'skipped';
}

/** A YAML file that is a root of the walk and none of ours: whoever names it may know nothing but that it is YAML. */
export interface ForeignFile {
  readonly type: 'foreign';
  readonly path: string;
}

export type WalkEntry = FoundDocument | SkippedEntry | ForeignFile;

export interface WalkOptions {
  /** What kind of document an absolute path is; core's own answer if left out. */
  readonly classify?: (path: string) => DocumentKind | undefined;
  /** Called for each folder before it is listed, so that a long walk can be followed. */
  readonly entered?: (folder: string) => void;
  /** Stops the walk: the next step throws the signal's reason. */
  readonly signal?: AbortSignal;
  readonly fs?: Pick<ReadingFileSystem, 'readdir' | 'open' | 'realpath' | 'stat'>;
}

/**
 * Finds the documents in the given files and folders. Order: the roots as given, each folder's entries by name in
 * code-unit order, depth first; links come last, so that a document is reported under its real path where it has
 * one. No folder and no document comes twice, so links in a circle end. What cannot be read is an entry of its own
 * and stops nothing. Memory grows with the number of folders and documents and with the fullest folder, not with that of
 * all files.
 */
export async function* walkDocuments(
  roots: readonly string[],
  options: WalkOptions = {},
): AsyncGenerator<WalkEntry> {
  const fs = options.fs ?? threadedFileSystem;
  const walk: Walk = {
    fs,
    manifests: new ManifestSearch(fs),
    classify: options.classify ?? ((path) => classifyPath(path)),
    signal: options.signal,
    entered: options.entered,
    visited: new Set(),
    links: [],
  };
  for (const root of roots) yield* visitRoot(walk, resolve(root));
  // Links found on the way may lead to folders with more links: the list grows while it is worked off.
  for (let link = walk.links.shift(); link !== undefined; link = walk.links.shift())
    yield* visitLink(walk, link);
}

/** State of one walk. */
interface Walk {
  readonly fs: Pick<ReadingFileSystem, 'readdir' | 'open' | 'realpath' | 'stat'>;
  readonly manifests: ManifestSearch;
  readonly classify: (path: string) => DocumentKind | undefined;
  readonly signal: AbortSignal | undefined;
  readonly entered: WalkOptions['entered'];
  /** Real paths of the folders and documents that were reached. */
  readonly visited: Set<string>;
  readonly links: string[];
}

/** A place to look at: the path by which it was reached and the real one. */
interface Place {
  readonly path: string;
  readonly realPath: string;
}

async function* visitRoot(walk: Walk, path: string): AsyncGenerator<WalkEntry> {
  walk.signal?.throwIfAborted();
  const looked = await look(walk, path);
  if ('skipped' in looked) {
    yield skippedEntry(looked.skipped);
    return;
  }
  const { place, stats } = looked;
  if (stats.isDirectory()) {
    yield* visitFolder(walk, place);
    return;
  }
  const kind = kindOf(walk, place);
  if (kind === undefined) {
    const reason = 'its name and place tell of no kind of file that Keyless knows';
    yield { type: 'skipped', path, code: 'unknown-kind', reason };
  } else if (!stats.isFile() || (await isOfKind(walk, place, kind))) {
    yield* visitFile(walk, place, stats.isFile());
  } else if (!walk.visited.has(place.realPath)) {
    walk.visited.add(place.realPath);
    yield { type: 'foreign', path };
  }
}

/** A link that leads nowhere is worth a word only where a document is expected behind it. */
async function* visitLink(walk: Walk, path: string): AsyncGenerator<WalkEntry> {
  walk.signal?.throwIfAborted();
  const looked = await look(walk, path);
  if ('skipped' in looked) {
    const harmless = looked.skipped.code === 'vanished' || looked.skipped.code === 'cyclic-link';
    if (!harmless || isNamed(walk.classify(path))) yield skippedEntry(looked.skipped);
    return;
  }
  const { place, stats } = looked;
  if (!stats.isDirectory()) {
    const kind = kindOf(walk, place);
    if (stats.isFile() && kind !== undefined && !(await isOfKind(walk, place, kind))) return;
    yield* visitFile(walk, place, stats.isFile());
  } else if (!isPruned(basename(place.realPath))) yield* visitFolder(walk, place);
}

async function look(
  walk: Walk,
  path: string,
): Promise<{ readonly place: Place; readonly stats: Stats } | { readonly skipped: Skip }> {
  try {
    const realPath = await walk.fs.realpath(path);
    return { place: { path, realPath }, stats: await walk.fs.stat(realPath) };
  } catch (error) {
    return { skipped: skipOf(path, error) };
  }
}

/** Depth first with a stack of its own: a deeply nested tree must not end the process. */
async function* visitFolder(walk: Walk, root: Place): AsyncGenerator<WalkEntry> {
  const pending: Pending[] = [{ ...root, type: 'folder' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    walk.signal?.throwIfAborted();
    if (next.type !== 'folder') {
      yield* visitFile(walk, next, next.type === 'file');
      continue;
    }
    if (walk.visited.has(next.realPath)) continue;
    walk.visited.add(next.realPath);
    walk.entered?.(next.path);
    const listed = await list(walk, next);
    if ('skipped' in listed) yield skippedEntry(listed.skipped);
    else pending.push(...listed.entries);
  }
}

interface Pending extends Place {
  readonly type: 'folder' | 'file' | 'special';
}

/** What is of interest in a folder, last name first. */
async function list(
  walk: Walk,
  folder: Place,
): Promise<{ readonly entries: readonly Pending[] } | { readonly skipped: Skip }> {
  const entries: Pending[] = [];
  const links: string[] = [];
  let all: readonly Dirent[];
  try {
    all = await walk.fs.readdir(folder.path, { withFileTypes: true });
  } catch (error) {
    return { skipped: skipOf(folder.path, error) };
  }
  walk.signal?.throwIfAborted();
  const inside = insideOf(folder.path);
  const reallyInside = insideOf(folder.realPath);
  for (const entry of all) {
    const path = inside + entry.name;
    if (entry.isSymbolicLink()) {
      if (!isPruned(entry.name)) links.push(path);
      continue;
    }
    const type = typeOf(walk, entry, path);
    if (type) entries.push({ type, path, realPath: reallyInside + entry.name });
  }
  walk.links.push(...links.sort(byCodeUnits));
  const ours = await withoutForeign(walk, entries);
  return { entries: ours.sort((a, b) => byCodeUnits(b.path, a.path)) };
}

/** What stands before the names of a folder's entries; of all folders only a root ends with it. */
function insideOf(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

/** The filter of the walk by name: every reason to leave an entry of a folder out belongs here. */
function typeOf(walk: Walk, entry: Dirent, path: string): Pending['type'] | undefined {
  if (entry.isDirectory()) return isPruned(entry.name) ? undefined : 'folder';
  const kind = walk.classify(path);
  if (kind === undefined) return undefined;
  if (entry.isFile()) return 'file';
  return isNamed(kind) ? 'special' : undefined;
}

/** The filter of the walk by content, for kinds of which nothing is known by the name. */
async function withoutForeign(walk: Walk, entries: readonly Pending[]): Promise<Pending[]> {
  const doubtful = new Set(entries.filter((one) => one.type === 'file' && !isNamed(kindOf(walk, one))));
  const paths = [...doubtful].map(({ realPath }) => realPath);
  const manifests = await walk.manifests.among(paths, walk.signal);
  return entries.filter((one) => !doubtful.has(one) || manifests.has(one.realPath));
}

async function isOfKind(walk: Walk, { realPath }: Place, kind: DocumentKind): Promise<boolean> {
  return isNamed(kind) || (await walk.manifests.among([realPath])).size > 0;
}

/** Whether a kind is told by a file's name: every YAML file may be a manifest. */
function isNamed(kind: DocumentKind | undefined): boolean {
  return kind !== undefined && kind !== 'kubernetes';
}

function* visitFile(walk: Walk, place: Place, isRegular: boolean): Generator<WalkEntry> {
  const kind = kindOf(walk, place);
  if (kind === undefined || walk.visited.has(place.realPath)) return;
  walk.visited.add(place.realPath);
  if (isRegular) yield { type: 'document', ...pathsOf(place), kind };
  else yield skippedEntry(notAFile(place.path));
}

/** A link may have the name of a document, or lead to a file that has one. */
function kindOf(walk: Walk, { path, realPath }: Place): DocumentKind | undefined {
  return walk.classify(path) ?? (path === realPath ? undefined : walk.classify(realPath));
}

function pathsOf({ path, realPath }: Place): Place {
  return { path, realPath };
}

function isPruned(name: string): boolean {
  return prunedFolders.has(name);
}

function skippedEntry(skip: Skip): SkippedEntry {
  return { type: 'skipped', ...skip };
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
