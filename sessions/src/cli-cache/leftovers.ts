import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { cliCacheFolder } from './key.ts';

/** What `writeFileAtomic` writes before it renames; a program that is killed in between leaves it behind. */
const LEFTOVER = /^\.keyless-[0-9a-f]{18}\.tmp$/u;

/** In milliseconds: nobody takes that long to rename a file, so a younger one may be another window's. */
const OLD = 10 * 60_000;

/** Removes what killed refreshes have left in the AWS CLI's cache: each holds a session. Never rejects. */
export async function removeLeftovers(home: string, now: Date): Promise<void> {
  const folder = cliCacheFolder(home);
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => LEFTOVER.test(one))) {
    const path = join(folder, name);
    const info = await lstat(path).catch(() => undefined);
    if (info && now.getTime() - info.mtimeMs > OLD) await unlink(path).catch(() => undefined);
  }
}
