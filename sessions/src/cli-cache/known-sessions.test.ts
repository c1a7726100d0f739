import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SecretValue } from '@keyless/core';
import { createSessionCache, type SessionCache } from './known-sessions.ts';

const ID = 'ASIAQ3EGRT7YHXW5KLMN';
const ARN = 'arn:aws:sts::123456789012:assumed-role/Demo/me';

let home: string;
let cache: SessionCache;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-known-'));
  cache = createSessionCache(home);
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<void> {
  await mkdir(cache.folder, { recursive: true });
  await writeFile(join(cache.folder, name), text);
}

function entry(id: string, end: string, arn?: string): string {
  return JSON.stringify({
    Credentials: { AccessKeyId: id, SecretAccessKey: 's'.repeat(40), SessionToken: 't', Expiration: end },
    ...(arn !== undefined && { AssumedRoleUser: { Arn: arn } }),
  });
}

it('knows nothing where there is no cache', async () => {
  expect(await cache.read()).toEqual([]);
});

it('tells id, end and role of every entry, and keeps the rest of it', async () => {
  await write('a.json', entry(ID, '2020-01-01T00:00:00Z', ARN));
  await write('sso.json', entry('ASIAQ3EGRT7YHXW5KLM2', '2027-01-01T00:00:00+00:00'));
  const [role, sso, ...more] = await cache.read();
  expect(more).toEqual([]);
  expect(role?.accessKeyId.equals(new SecretValue(ID))).toBe(true);
  expect(role?.end).toEqual(new Date('2020-01-01T00:00:00Z'));
  expect(role?.session).toMatchObject({ accountId: '123456789012', roleName: 'Demo' });
  expect(sso?.session).toBeUndefined();
  expect(JSON.stringify([role, sso])).not.toMatch(/ASIA|ssss/);
});

it('leaves out what is broken or no entry', async () => {
  await write('a.json', entry(ID, '2027-01-01T00:00:00Z'));
  await write('torn.json', '{"Credentials": {');
  await write('zoneless.json', entry(ID, '2027-01-01T00:00:00'));
  await write('session.db', entry(ID, '2027-01-01T00:00:00Z'));
  await mkdir(join(cache.folder, 'folder.json'));
  expect(await cache.read()).toHaveLength(1);
});

it('reads what is new, changed or gone, and nothing else again', async () => {
  await write('a.json', entry(ID, '2027-01-01T00:00:00Z'));
  await write('b.json', entry(ID, '2027-01-01T00:00:00Z'));
  const [a, b] = await cache.read();
  await write('b.json', entry(ID, '2028-01-01T00:00:00Z', ARN));
  const [sameA, newB] = await cache.read();
  expect(sameA).toBe(a);
  expect(newB).not.toBe(b);
  expect(newB?.end).toEqual(new Date('2028-01-01T00:00:00Z'));
  await rm(join(cache.folder, 'a.json'));
  expect(await cache.read()).toEqual([newB]);
});
