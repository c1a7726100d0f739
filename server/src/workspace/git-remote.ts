import { dirname, join, resolve } from 'node:path';
import { parseRemote, type GitRemote } from '@keyless/core';
import type { FilePort } from '../host/host.ts';

/** What git's own files tell of a repository. */
export interface Repository {
  readonly remote: GitRemote;
  readonly defaultBranch: string;
}

/** A repository whose remote does not tell its default branch most likely calls it so. */
const USUAL_BRANCH = 'main';

/** How far up a folder's repository is looked for. */
const MOST_PARENTS = 20;

/** Reads where a folder's repository is pushed to; `undefined` where it has no remote on a server. */
export async function readRepository(files: FilePort, folder: string): Promise<Repository | undefined> {
  let at = folder;
  for (let step = 0; step < MOST_PARENTS; step += 1) {
    const common = await commonFolder(files, at);
    const config = common && (await textOf(files, join(common, 'config')));
    if (common && config !== undefined) {
      const [name, url] = remoteIn(config) ?? [];
      const remote = url === undefined ? undefined : parseRemote(url);
      return remote && { remote, defaultBranch: await defaultBranch(files, common, name ?? 'origin') };
    }
    const parent = dirname(at);
    if (parent === at) break;
    at = parent;
  }
  return undefined;
}

/** The folder with the repository's configuration; a worktree's `.git` is a file that leads there. */
async function commonFolder(files: FilePort, folder: string): Promise<string | undefined> {
  const git = join(folder, '.git');
  // Most folders have none, which is told by one call.
  if ((await files.stamp(git)) === undefined) return undefined;
  if ((await files.stamp(join(git, 'config'))) !== undefined) return git;
  const link = /^gitdir:[ \t]*(.+)$/mu.exec((await textOf(files, git)) ?? '')?.[1];
  if (link === undefined) return undefined;
  const own = resolve(folder, link.trim());
  const common = await textOf(files, join(own, 'commondir'));
  return common === undefined ? own : resolve(own, common.trim());
}

/** The remote `origin`, else the first one. */
function remoteIn(config: string): readonly [string, string] | undefined {
  const found: (readonly [string, string])[] = [];
  let name: string | undefined;
  for (const line of config.split(/\r?\n/u)) {
    const section = /^\s*\[([^\]]*)\]/u.exec(line)?.[1];
    if (section !== undefined) name = /^remote\s+"([^"]*)"$/u.exec(section.trim())?.[1];
    const url = /^\s*url\s*=\s*(\S+)/u.exec(line)?.[1];
    if (name !== undefined && url !== undefined) found.push([name, url]);
  }
  return found.find(([one]) => one === 'origin') ?? found[0];
}

async function defaultBranch(files: FilePort, common: string, remote: string): Promise<string> {
  const head = await textOf(files, join(common, 'refs', 'remotes', remote, 'HEAD'));
  return /^ref:[ \t]*refs\/remotes\/[^/\s]+\/(\S+)/u.exec(head ?? '')?.[1] ?? USUAL_BRANCH;
}

async function textOf(files: FilePort, path: string): Promise<string | undefined> {
  const reading = await files.read(path);
  return 'source' in reading ? reading.source.text : undefined;
}
