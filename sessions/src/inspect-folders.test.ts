import { chmod, chown, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliCacheFolder } from './cli-cache/key.ts';
import { inspectFolders } from './inspect-folders.ts';

let home: string;
let cache: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-inspect-'));
  cache = cliCacheFolder(home);
  await mkdir(cache, { recursive: true, mode: 0o700 });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const look = (): Promise<readonly string[]> => inspectFolders({}, home);

describe.skipIf(process.getuid === undefined)('the folders of sessions', () => {
  it('are fine where only their owner reads them, and where they are not there', async () => {
    await writeFile(join(cache, 'a.json'), '{}', { mode: 0o600 });
    await writeFile(join(cache, 'session.db'), '', { mode: 0o644 });
    expect(await look()).toEqual([]);
    await rm(join(home, '.aws'), { recursive: true });
    expect(await look()).toEqual([]);
  });

  it('are told of where others can read what is in them', async () => {
    await writeFile(join(cache, 'a.json'), '{}');
    await chmod(join(cache, 'a.json'), 0o644);
    expect(await look()).toEqual([
      `Other users of this machine can read a file with credentials in ${cache}: run chmod 600 on ${join(cache, 'a.json')}`,
    ]);
    await writeFile(join(cache, 'b.json'), '{}');
    await chmod(join(cache, 'b.json'), 0o640);
    expect(await look()).toEqual([
      `Other users of this machine can read 2 files with credentials in ${cache}: run chmod 600 on ${join(cache, '*.json')}`,
    ]);
  });

  it('are told of where they lead elsewhere', async () => {
    const elsewhere = join(home, 'elsewhere');
    await mkdir(elsewhere);
    const sso = join(home, '.aws', 'sso');
    await mkdir(sso);
    await symlink(elsewhere, join(sso, 'cache'));
    await symlink(join(home, 'gone'), join(cache, 'a.json'));
    expect(await look()).toEqual([
      `${join(cache, 'a.json')} is a link to another file, and is not written to`,
      `${join(sso, 'cache')} is a link to ${elsewhere}: sessions are kept there`,
    ]);
  });

  it('are told of where everybody may replace what is in them', async () => {
    await chmod(cache, 0o777);
    expect(await look()).toEqual([
      `Every user of this machine may replace the sessions in ${cache}: run chmod 700 on it`,
    ]);
    await chmod(cache, 0o1777);
    expect(await look()).toEqual([]);
  });

  it.skipIf(process.getuid?.() !== 0)('are told of where they are those of somebody else', async () => {
    await chown(cache, 12_345, 12_345);
    expect(await look()).toEqual([
      `${cache} belongs to another user (id 12345), who can read and replace the sessions in it`,
    ]);
  });

  it('are those that the environment names', async () => {
    const login = join(home, 'login');
    await mkdir(login);
    await writeFile(join(login, 'x.json'), '{}');
    await chmod(join(login, 'x.json'), 0o604);
    expect(await inspectFolders({ AWS_LOGIN_CACHE_DIRECTORY: login }, home)).toHaveLength(1);
  });
});
