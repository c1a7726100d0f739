import { readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { safe, type SafeText } from '@keyless/core';
import { errorCode } from '@keyless/files';
import { shownErrorCode } from '../error-code.ts';
import { safePath } from '../safe-path.ts';
import { cliCacheFolder } from './key.ts';
import { readCacheEntry } from './read.ts';

/** What came of removing broken entries. */
export interface Removal {
  /** Names of the files that are gone. */
  readonly removed: readonly string[];
  /** Full sentences, one for each file that could not be removed. */
  readonly problems: readonly SafeText[];
}

/** An entry's name without its ending. */
const NAME = /^[0-9a-f]{40}$/u;

/**
 * Removes the entries of the AWS CLI's cache that it cannot read, because each of them makes every command of its
 * profile fail. Whatever can be read stays, as does everything that is no entry, such as `session.db`.
 * @param name The forty digits of one entry; without them all entries are looked at.
 */
export async function removeCorruptEntries(
  home: string,
  name: string | undefined,
  now: Date,
): Promise<Removal> {
  const removed: string[] = [];
  const problems: SafeText[] = [];
  for (const file of name === undefined ? await entryFiles(home) : NAME.test(name) ? [`${name}.json`] : []) {
    // Judged at the last moment: another tool may just have mended it.
    if ((await readCacheEntry(home, file, now)).state !== 'corrupt') continue;
    const path = join(cliCacheFolder(home), file);
    try {
      await unlink(path);
      removed.push(file);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') continue;
      problems.push(safe`${safePath(path)} cannot be removed (${shownErrorCode(error)}).`);
    }
  }
  return { removed, problems };
}

async function entryFiles(home: string): Promise<readonly string[]> {
  const names = await readdir(cliCacheFolder(home)).catch(() => []);
  return names.filter((file) => file.endsWith('.json') && NAME.test(file.slice(0, -'.json'.length))).sort();
}
