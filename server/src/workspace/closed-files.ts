import { dirname, relative, sep } from 'node:path';
import { prunedFolders, type DocumentKind } from '@keyless/core';
import { createWorkQueue } from '../scheduling/work-queue.ts';
import type { ClosedFile, ClosedFilesInit, KnownFile } from './closed-file.ts';
import { judgeClosedFile } from './closed-file-run.ts';
import { kindOfPath } from './document-kind.ts';
import { pathKey, pathToUri } from './file-uri.ts';
import { createFolderScans } from './folder-scans.ts';
import { holds, type Folders } from './folders.ts';

/** The matching files of the workspace that are not open, judged in the background. */
export interface ClosedFiles {
  /**
   * Looks through the folders that have not been looked through, where the settings want it, and judges again what has
   * other settings or facts than before.
   */
  update(): void;
  /** A file has come, has another content, or was closed in the editor. Tells whether it is one of the workspace's. */
  changed(path: string): boolean;
  /** A file or folder has gone. */
  deleted(path: string): void;
  /** A folder has come, with all that is in it. */
  arrived(path: string): void;
  /** Gives up what is in no folder of the workspace any more. */
  foldersRemoved(): void;
  /** The workspace's files of some kinds that are known when its folders have been looked through, open ones included. */
  list(kinds: ReadonlySet<DocumentKind>): Promise<readonly ClosedFile[]>;
  progress(): { readonly scanning: boolean; readonly judged: number };
  dispose(): void;
}

/** Files that are read at the same time. They are judged one after the other. */
const WIDTH = 4;

export function createClosedFiles(init: ClosedFilesInit): ClosedFiles {
  const files = new Map<string, KnownFile>();
  const queue = createWorkQueue({
    width: WIDTH,
    work: (key) => init.guard.wait('Judging a file', () => judgeClosedFile(init, files, key)),
    progressed: init.progressed,
  });
  const found = (path: string, kind: DocumentKind): void => {
    const key = pathKey(path);
    const known = files.get(key);
    if (known) known.change += 1;
    else files.set(key, newFile(key, path, kind));
    queue.add(key);
  };
  const forget = ({ key }: ClosedFile): void => {
    files.delete(key);
    queue.remove(key);
    if (!init.documents.byKey(key)) init.skips.forget(key);
    init.clear(key);
  };
  const scans = createFolderScans({ ...init, found });
  return {
    update: () => {
      for (const key of files.keys()) queue.add(key);
      for (const folder of init.folders.all()) scans.startOnce(folder);
    },
    changed: (path) => {
      const kind = kindOfPath(path, init.host.awsPaths);
      if (kind === undefined || !isInside(path, init.folders)) return false;
      found(path, kind);
      return true;
    },
    deleted: (path) => {
      init.skips.forget(pathKey(path));
      for (const known of [...files.values()]) if (holds(path, known.path)) forget(known);
    },
    arrived: (path) => {
      if (isInside(path, init.folders)) scans.start(path);
    },
    foldersRemoved: () => {
      scans.keep(init.folders.all());
      for (const known of [...files.values()]) if (init.folders.of(known.path) === undefined) forget(known);
    },
    list: async (kinds) => {
      await scans.settled();
      return [...files.values()].filter(({ kind }) => kinds.has(kind));
    },
    progress: () => {
      const judged = [...files.values()].filter((known) => known.seen > 0).length;
      return { scanning: scans.isBusy() || !queue.isIdle(), judged };
    },
    dispose: () => {
      files.clear();
      scans.dispose();
      queue.dispose();
    },
  };
}

/** A file that nobody has looked at yet. */
function newFile(key: string, path: string, kind: DocumentKind): KnownFile {
  return { key, path, uri: pathToUri(path), kind, change: 1, seen: 0, mentionsSession: false, revision: '' };
}

/** Whether a path lies in a folder of the workspace, and in none of those that are never looked into. */
function isInside(path: string, folders: Folders): boolean {
  const folder = folders.of(path);
  if (folder === undefined) return false;
  return !relative(folder, dirname(path))
    .split(sep)
    .some((name) => prunedFolders.has(name));
}
