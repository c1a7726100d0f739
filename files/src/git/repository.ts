import { join, resolve } from 'node:path';
import type { ReadingFileSystem } from '../file-system.ts';
import { readDocument } from '../read-document.ts';

/** What is needed to look at a repository. */
export type GitFileSystem = Pick<ReadingFileSystem, 'isThere' | 'lstat' | 'open' | 'realpath' | 'stat'>;

/** The file is there, but what stands in it cannot be known. */
export class UnknownContentError extends Error {}

/**
 * The folder in which Git keeps what the working trees of a repository share, for a folder that is the root of a
 * working tree; `undefined` for every other one. In a worktree and in a submodule `.git` is a file that names it.
 * https://git-scm.com/docs/gitrepository-layout
 */
export async function sharedFolderOf(root: string, fs: GitFileSystem): Promise<string | undefined> {
  const entry = join(root, '.git');
  // Most folders have none, which is told by one call.
  if (!(await fs.isThere(entry))) return undefined;
  if (await fs.isThere(join(entry, 'HEAD'))) return entry;
  const pointer = /^gitdir: ([^\r\n]+)/u.exec((await textOf(entry, fs)) ?? '')?.[1];
  if (pointer === undefined) return undefined;
  const own = resolve(root, pointer);
  if (!(await fs.isThere(join(own, 'HEAD')))) return undefined;
  const shared = (await textOf(join(own, 'commondir'), fs))?.trim();
  return shared === undefined ? own : resolve(own, shared);
}

/** A file's text without byte order mark; `undefined` where there is no file. */
export async function textOf(path: string, fs: GitFileSystem): Promise<string | undefined> {
  const reading = await readDocument(path, { fs });
  if ('source' in reading) return reading.source.text;
  if (reading.skipped.code === 'vanished' || reading.skipped.code === 'not-a-file') return undefined;
  throw new UnknownContentError();
}
