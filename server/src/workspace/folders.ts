import { sep } from 'node:path';
import { pathKey } from './file-uri.ts';

/** The folders of the workspace that lie on the disk. */
export interface Folders {
  all(): readonly string[];
  /** The innermost folder that holds a path. */
  of(path: string): string | undefined;
  add(folders: readonly string[]): void;
  remove(folders: readonly string[]): void;
}

export function createFolders(initial: readonly string[]): Folders {
  const folders = new Map(initial.map((folder) => [pathKey(folder), folder]));
  return {
    all: () => [...folders.values()],
    of: (path) =>
      [...folders.values()].filter((folder) => holds(folder, path)).sort((a, b) => b.length - a.length)[0],
    add: (added) => {
      for (const folder of added) folders.set(pathKey(folder), folder);
    },
    remove: (removed) => {
      for (const folder of removed) folders.delete(pathKey(folder));
    },
  };
}

/** Whether a path is a folder or lies somewhere in it. */
export function holds(folder: string, path: string): boolean {
  const base = pathKey(folder).replace(/[/\\]+$/u, '');
  const key = pathKey(path);
  return key === base || key.startsWith(base + sep);
}
