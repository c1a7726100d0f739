import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cliCacheFolder } from './key.ts';
import { removeCorruptEntries } from './remove.ts';

const NOW = new Date('2026-11-25T12:00:00Z');
const name = (digit: string): string => digit.repeat(40);
const session = (expiration: string): string =>
  JSON.stringify({
    Credentials: { AccessKeyId: 'a', SecretAccessKey: 'b', SessionToken: 'c', Expiration: expiration },
  });

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-remove-'));
  await mkdir(cliCacheFolder(home), { recursive: true });
  const files = {
    [`${name('a')}.json`]: session('2026-11-25T13:00:00Z'),
    [`${name('b')}.json`]: session('2026-11-25T11:00:00Z'),
    [`${name('c')}.json`]: '{',
    [`${name('d')}.json`]: '',
    'session.db': 'SQLite format 3',
    'notes.json': '{',
  };
  for (const [file, text] of Object.entries(files)) await writeFile(join(cliCacheFolder(home), file), text);
});
afterEach(() => rm(home, { recursive: true, force: true }));

it('removes the broken entries and nothing else', async () => {
  const { removed, problems } = await removeCorruptEntries(home, undefined, NOW);
  expect([removed, problems]).toEqual([[`${name('c')}.json`, `${name('d')}.json`], []]);
  expect((await readdir(cliCacheFolder(home))).sort()).toEqual([
    `${name('a')}.json`,
    `${name('b')}.json`,
    'notes.json',
    'session.db',
  ]);
});

it('removes the one that is named, if it is broken', async () => {
  expect((await removeCorruptEntries(home, name('d'), NOW)).removed).toEqual([`${name('d')}.json`]);
  expect((await removeCorruptEntries(home, name('a'), NOW)).removed).toEqual([]);
  expect((await removeCorruptEntries(home, name('e'), NOW)).removed).toEqual([]);
});

it('goes nowhere else, whatever it is given for a name', async () => {
  await writeFile(join(home, '.aws', 'config.json'), '{');
  expect((await removeCorruptEntries(home, '../../config', NOW)).removed).toEqual([]);
  expect(await readdir(join(home, '.aws'))).toContain('config.json');
});

it('finds nothing where there is no cache', async () => {
  await rm(join(home, '.aws'), { recursive: true });
  expect(await removeCorruptEntries(home, undefined, NOW)).toEqual({ removed: [], problems: [] });
});
