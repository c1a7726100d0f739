import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
  chmod,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretValue } from '@keyless/core';
import { nodeFileSystem, type FileSystem } from '@keyless/files';
import type { AssumeRoleAnswer } from '../sts-port.ts';
import { cliCacheFolder } from './key.ts';
import { readCacheEntry } from './read.ts';
import { cacheEntryText, writeCacheEntry } from './write.ts';

const name = 'ecd91d7989471012b3d38d435d4d037a581676a5.json';
const now = new Date('2026-11-23T12:00:00Z');
const posix = process.platform !== 'win32';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-cache-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const answer: AssumeRoleAnswer = {
  credentials: {
    accessKeyId: new SecretValue('ASIAQAAAAAAAAAAA7WML'),
    secretAccessKey: new SecretValue('secret/é'),
    sessionToken: new SecretValue('token=='),
  },
  expiresAt: new Date('2026-11-23T13:00:00.456Z'),
  assumedRoleUser: { arn: 'arn:aws:sts::123456789012:assumed-role/Demo/me', assumedRoleId: 'AROAQ:me' },
  metadata: { requestId: 'abc', httpStatus: 200, headers: { 'x-amzn-requestid': 'abc' }, retries: 0 },
};

/** The machine's files, but one call fails as on a full disk or in a forbidden folder. */
function failing(call: keyof FileSystem, code: string): FileSystem {
  const fail = (): Promise<never> => Promise.reject(Object.assign(new Error('failed'), { code }));
  return { ...nodeFileSystem, [call]: fail };
}

describe('cacheEntryText', () => {
  it('is what the AWS CLI writes', () => {
    expect(cacheEntryText(answer)).toBe(
      '{"Credentials": {"AccessKeyId": "ASIAQAAAAAAAAAAA7WML", "SecretAccessKey": "secret/\\u00e9", ' +
        '"SessionToken": "token==", "Expiration": "2026-11-23T13:00:00Z", "AccountId": "123456789012"}, ' +
        '"AssumedRoleUser": {"AssumedRoleId": "AROAQ:me", "Arn": "arn:aws:sts::123456789012:assumed-role/Demo/me"}, ' +
        '"ResponseMetadata": {"RequestId": "abc", "HTTPStatusCode": 200, ' +
        '"HTTPHeaders": {"x-amzn-requestid": "abc"}, "RetryAttempts": 0}}',
    );
  });
});

describe('writeCacheEntry', () => {
  it('makes the folders and a private file that can be read back', async () => {
    const file = join(cliCacheFolder(home), name);
    expect(await writeCacheEntry(home, name, answer)).toEqual({ file, notes: [] });
    if (posix) expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readCacheEntry(home, name, now)).toMatchObject({ state: 'live' });
  });

  it('replaces an entry, mends its mode, and touches no other file', async () => {
    const folder = cliCacheFolder(home);
    await mkdir(folder, { recursive: true });
    const others = ['session.db', 'other.json'];
    for (const other of others) {
      await writeFile(join(folder, other), other);
      await utimes(join(folder, other), 1, 1);
    }
    await writeFile(join(folder, name), 'corrupt');
    await chmod(join(folder, name), 0o644);
    await writeCacheEntry(home, name, answer);
    expect((await readdir(folder)).sort()).toEqual([name, ...others].sort());
    for (const other of others) {
      expect(await readFile(join(folder, other), 'utf8')).toBe(other);
      expect((await stat(join(folder, other))).mtimeMs).toBe(1000);
    }
    if (posix) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect(await readFile(join(folder, name), 'utf8')).toBe(cacheEntryText(answer));
  });

  it('is never seen half written while two write at once', async () => {
    const long = {
      ...answer,
      credentials: { ...answer.credentials, sessionToken: new SecretValue('x'.repeat(50_000)) },
    };
    const states = new Set<string>();
    const state = { writing: true };
    await writeCacheEntry(home, name, answer);
    const reader = (async () => {
      while (state.writing) {
        const text = await readFile(join(cliCacheFolder(home), name), 'utf8');
        states.add(text === cacheEntryText(answer) || text === cacheEntryText(long) ? 'whole' : 'torn');
      }
    })();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => writeCacheEntry(home, name, index % 2 ? answer : long)),
    );
    state.writing = false;
    await reader;
    expect([...states]).toEqual(['whole']);
    expect(await readdir(cliCacheFolder(home))).toEqual([name]);
  });

  it.skipIf(!posix)('tells that a folder is a link', async () => {
    const elsewhere = join(home, 'elsewhere');
    await mkdir(elsewhere);
    await symlink(elsewhere, join(home, '.aws'));
    const written = await writeCacheEntry(home, name, answer);
    expect(written).toEqual({
      file: join(cliCacheFolder(home), name),
      notes: [`${join(home, '.aws')} is a link to ${elsewhere}`],
    });
    expect(await readdir(join(elsewhere, 'cli', 'cache'))).toEqual([name]);
  });

  it.skipIf(!posix)('does not write through an entry that is a link', async () => {
    await mkdir(cliCacheFolder(home), { recursive: true });
    await writeFile(join(home, 'precious'), 'precious');
    await symlink(join(home, 'precious'), join(cliCacheFolder(home), name));
    expect(await writeCacheEntry(home, name, answer)).toEqual({
      problem: `${join(cliCacheFolder(home), name)} is a link to another file`,
    });
    expect(await readFile(join(home, 'precious'), 'utf8')).toBe('precious');
    expect((await lstat(join(cliCacheFolder(home), name))).isSymbolicLink()).toBe(true);
  });

  it('does not write where a folder is', async () => {
    await mkdir(join(cliCacheFolder(home), name), { recursive: true });
    expect(await writeCacheEntry(home, name, answer)).toEqual({
      problem: `${join(cliCacheFolder(home), name)} is not a file`,
    });
  });

  it.skipIf(!posix)('does not write where others may replace files', async () => {
    await mkdir(cliCacheFolder(home), { recursive: true });
    await chmod(cliCacheFolder(home), 0o777);
    expect(await writeCacheEntry(home, name, answer)).toEqual({
      problem: `every user of this machine may replace files in ${cliCacheFolder(home)}`,
    });
  });

  it.skipIf(!posix)('does not write into a folder of another user, and root is told', async () => {
    await mkdir(cliCacheFolder(home), { recursive: true });
    const folder = cliCacheFolder(home);
    const foreign = async (path: string): Promise<unknown> => {
      const real = await stat(path);
      return path === folder ? Object.defineProperty(real, 'uid', { value: 4242 }) : real;
    };
    const fs = { ...nodeFileSystem, stat: foreign } as FileSystem;
    const written = await writeCacheEntry(home, name, answer, fs);
    expect(JSON.stringify(written)).toContain('4242');
    expect('problem' in written).toBe(process.getuid?.() !== 0);
  });

  it.each([
    ['mkdir', 'EACCES'],
    ['open', 'EROFS'],
    ['rename', 'ENOSPC'],
  ] as const)('tells that %s failed and leaves the old entry', async (call, code) => {
    await writeCacheEntry(home, name, answer);
    const other = { ...answer, expiresAt: new Date('2027-01-01T00:00:00Z') };
    expect(await writeCacheEntry(home, name, other, failing(call, code))).toEqual({
      problem: `${cliCacheFolder(home)} cannot be written (${code})`,
    });
    expect(await readFile(join(cliCacheFolder(home), name), 'utf8')).toBe(cacheEntryText(answer));
    expect(await readdir(cliCacheFolder(home))).toEqual([name]);
  });
});
