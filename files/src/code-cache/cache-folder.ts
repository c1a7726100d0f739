import { lstatSync, mkdirSync, statSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { Environment } from '../aws-paths.ts';

/** Who runs the program. */
export interface Person {
  readonly env: Environment;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Number of the user; `undefined` on Windows, where the folder that is asked for belongs to one user alone. */
  readonly uid: number | undefined;
}

/**
 * The folder for compiled code, which may not be there yet; `undefined` where none is to be kept. It lies in the folder
 * that the system has for such things, if that is there already and the user's own. What lies in a repository may have come with
 * it, and a runner of continuous integration has no next time. `NODE_DISABLE_COMPILE_CACHE` is how Node is told to keep
 * none. https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function codeCacheFolder(person: Person): string | undefined {
  const { env, uid } = person;
  if (isSet(env['NODE_DISABLE_COMPILE_CACHE']) || isSet(env['CI'])) return undefined;
  const around = userCacheFolder(person);
  if (around === undefined || !isAbsolute(around)) return undefined;
  const stats = statSync(around, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true || !isOf(stats, uid) || isInRepository(around)) return undefined;
  return join(around, 'keyless');
}

function userCacheFolder({ env, home, platform }: Person): string | undefined {
  if (platform === 'win32') return env['LOCALAPPDATA'];
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  const named = env['XDG_CACHE_HOME'];
  return named !== undefined && isAbsolute(named) ? named : join(home, '.cache');
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

function isInRepository(folder: string): boolean {
  if (statSync(join(folder, '.git'), { throwIfNoEntry: false })) return true;
  const parent = dirname(folder);
  return parent !== folder && isInRepository(parent);
}

/** Whether nobody but the user can put files into a folder. A link is none. */
export function isPrivateFolder(folder: string, uid: number | undefined): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && isPrivate(stats, uid);
}

export function isPrivate(stats: Stats, uid: number | undefined): boolean {
  return uid === undefined || (isOf(stats, uid) && (stats.mode & 0o077) === 0);
}

function isOf(stats: Stats, uid: number | undefined): boolean {
  return uid === undefined || stats.uid === uid;
}

/** Makes the folder for its owner alone. Whether it is there now and private. */
export function makePrivateFolder(folder: string, uid: number | undefined): boolean {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) mkdirSync(folder, { mode: 0o700 });
  return isPrivateFolder(folder, uid);
}
