import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseSessionArn, type KnownSession } from '@keyless/core';
import { cliCacheFolder } from './key.ts';
import { readCacheEntry } from './read.ts';

/** What the AWS CLI's cache knows of sessions, for those who find one elsewhere. */
export interface SessionCache {
  /** The folder that it reads; tools write to it at any time. */
  readonly folder: string;
  /**
   * All sessions that can be read, ended ones included. Files that have not changed since the last time are not read
   * again. Never rejects: what cannot be read is not known.
   */
  read(): Promise<readonly KnownSession[]>;
}

/** The AWS CLI never deletes an entry; this many are looked at, in the order of their names. */
const MOST_ENTRIES = 1000;

interface Known {
  readonly stamp: string;
  readonly session: KnownSession | undefined;
}

/** Makes the view of the cache under a home folder. */
export function createSessionCache(home: string): SessionCache {
  const folder = cliCacheFolder(home);
  let known: ReadonlyMap<string, Known> = new Map();
  const look = async (name: string): Promise<readonly [string, Known] | undefined> => {
    const stamp = await stampOf(join(folder, name));
    if (stamp === undefined) return undefined;
    const before = known.get(name);
    return [name, before?.stamp === stamp ? before : { stamp, session: await sessionOf(home, name) }];
  };
  return {
    folder,
    read: async () => {
      const found = await Promise.all((await namesIn(folder)).map(look));
      known = new Map(found.filter((one) => one !== undefined));
      return [...known.values()].map(({ session }) => session).filter((one) => one !== undefined);
    },
  };
}

async function sessionOf(home: string, name: string): Promise<KnownSession | undefined> {
  const entry = await readCacheEntry(home, name, new Date());
  if (entry.state === 'absent' || entry.state === 'corrupt') return undefined;
  return {
    accessKeyId: entry.credentials.accessKeyId,
    end: entry.expiresAt,
    session: entry.arn === undefined ? undefined : parseSessionArn(entry.arn),
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith('.json'))
      .sort()
      .slice(0, MOST_ENTRIES);
  } catch {
    return [];
  }
}

async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, ctimeMs, size, ino } = await stat(path);
    return [mtimeMs, ctimeMs, size, ino].join(':');
  } catch {
    return undefined;
  }
}
