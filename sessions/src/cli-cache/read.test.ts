import { writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliCacheFolder } from './key.ts';
import { parseCacheEntry, readCacheEntry } from './read.ts';

const now = new Date('2026-11-23T12:00:00Z');
const name = 'ecd91d7989471012b3d38d435d4d037a581676a5.json';
const keys = { AccessKeyId: 'ASIAQAAAAAAAAAAA7WML', SecretAccessKey: 'secret', SessionToken: 'token' };

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-cache-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

function entry(expiration: unknown, more: object = {}): Uint8Array {
  return Buffer.from(JSON.stringify({ Credentials: { ...keys, Expiration: expiration }, ...more }));
}

async function store(bytes: string | Uint8Array): Promise<string> {
  await mkdir(cliCacheFolder(home), { recursive: true });
  await writeFile(join(cliCacheFolder(home), name), bytes);
  return name;
}

describe('parseCacheEntry', () => {
  it.each([
    ['2026-11-23T12:15:00Z', 'live'],
    ['2026-11-23T12:15:00+00:00', 'live'],
    ['2026-11-23T12:15:00UTC', 'live'],
    ['2026-11-23T12:14:59.999Z', 'soon'],
    ['2026-11-23T12:00:01Z', 'soon'],
    ['2026-11-23T12:00:00Z', 'ended'],
    ['2020-01-01T00:00:00Z', 'ended'],
  ])('judges %s as %s', (expiration, state) => {
    expect(parseCacheEntry(entry(expiration), now)).toMatchObject({ state });
  });

  it('reads the session and its ARN', () => {
    const arn = 'arn:aws:sts::123456789012:assumed-role/Demo/me';
    const read = parseCacheEntry(entry('2026-11-23T13:00:00Z', { AssumedRoleUser: { Arn: arn } }), now);
    if (read.state !== 'live') throw new Error(read.state);
    expect(read.arn).toBe(arn);
    expect(read.credentials.accessKeyId.expose()).toBe(keys.AccessKeyId);
    expect(read.credentials.secretAccessKey.expose()).toBe('secret');
    expect(read.credentials.sessionToken.expose()).toBe('token');
    expect(JSON.stringify(read)).not.toContain('secret"');
  });

  it.each([
    ['', 'it is empty'],
    ['{"Credentials": {"AccessKeyId": "ASIA', 'it is not JSON'],
    ['\uFEFF{}', 'it is not JSON'],
    [new Uint8Array([0x22, 0xff, 0x22]), 'it is not JSON'],
    ['[]', 'it has no Credentials'],
    ['null', 'it has no Credentials'],
    ['{}', 'it has no Credentials'],
    ['{"Credentials": []}', 'it has no Credentials'],
    [entry(undefined), 'it has no Expiration'],
    [entry('notadate'), 'its Expiration is not a date'],
    [entry(7), 'its Expiration is not a date'],
    [entry('2026-11-23T12:30:00'), 'its Expiration has no time zone'],
    ['{"Credentials": {"Expiration": "2026-11-23T13:00:00Z"}}', "it lacks a part of the session's key"],
  ])('finds out why %# is corrupt', (bytes, reason) => {
    expect(parseCacheEntry(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, now)).toEqual({
      state: 'corrupt',
      reason,
    });
  });

  it('never throws', () => {
    const json = fc.json().map((text) => Buffer.from(text));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), json), (bytes) => {
        expect(['corrupt', 'live', 'soon', 'ended']).toContain(parseCacheEntry(bytes, now).state);
      }),
    );
  });
});

describe('readCacheEntry', () => {
  it('tells an absent entry', async () => {
    expect(await readCacheEntry(home, name, now)).toEqual({ state: 'absent' });
  });

  it('reads an entry, also through a link', async () => {
    await store(entry('2026-11-23T13:00:00Z'));
    await symlink(name, join(cliCacheFolder(home), 'link.json'));
    expect(await readCacheEntry(home, name, now)).toMatchObject({ state: 'live' });
    expect(await readCacheEntry(home, 'link.json', now)).toMatchObject({ state: 'live' });
  });

  it.each([
    ['a folder', () => mkdir(join(cliCacheFolder(home), name), { recursive: true }), 'it is not a file'],
    ['a huge file', () => store(new Uint8Array(1024 * 1024 + 1)), 'it is larger than 1 MiB'],
    [
      'a circle of links',
      async () => {
        await mkdir(cliCacheFolder(home), { recursive: true });
        await symlink(name, join(cliCacheFolder(home), name));
      },
      'it cannot be read (ELOOP)',
    ],
  ])('calls %s corrupt', async (_, make, reason) => {
    await make();
    expect(await readCacheEntry(home, name, now)).toEqual({ state: 'corrupt', reason });
  });

  it.skipIf(process.getuid?.() === 0)('calls a file that may not be read corrupt', async () => {
    await chmod(join(cliCacheFolder(home), await store('{}')), 0);
    expect(await readCacheEntry(home, name, now)).toEqual({
      state: 'corrupt',
      reason: 'it cannot be read (EACCES)',
    });
  });

  it('looks twice at a torn file: the AWS CLI v2 empties it before it writes', async () => {
    await store('');
    const file = join(cliCacheFolder(home), name);
    // Fires before the second look, whose timer starts later and runs longer.
    setTimeout(() => writeFileSync(file, entry('2026-11-23T13:00:00Z')), 5);
    const reading = readCacheEntry(home, name, now);
    expect(await reading).toMatchObject({ state: 'live' });
  });
});
