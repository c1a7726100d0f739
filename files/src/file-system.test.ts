import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import * as node from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eagerFileSystem } from './eager-file-system.ts';
import type { ReadingFileSystem } from './file-system.ts';
import { readDocument } from './read-document.ts';
import { threadedFileSystem } from './threaded-file-system.ts';
import { walkDocuments } from './walk-documents.ts';

let folder: string;
beforeEach(async () => {
  folder = await node.realpath(await node.mkdtemp(join(tmpdir(), 'keyless-eager-')));
});
afterEach(() => node.rm(folder, { recursive: true, force: true }));

async function put(name: string, text: string): Promise<void> {
  await node.mkdir(dirname(join(folder, name)), { recursive: true });
  await node.writeFile(join(folder, name), text);
}

/** All that a walk finds, and what stands in it. */
async function seen(fs: Omit<ReadingFileSystem, 'isTaken' | 'isThere'>): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const entry of walkDocuments([folder], { fs })) {
    const read = await readDocument(entry.path, { fs, maxBytes: 1000 });
    all.push(entry, 'source' in read ? [read.source.text, read.source.bom, read.size] : read);
  }
  return all;
}

describe.each([
  ['eagerFileSystem', eagerFileSystem()],
  ['threadedFileSystem', threadedFileSystem],
])('%s', (_name, fs) => {
  it.skipIf(process.platform === 'win32')('sees what `node:fs/promises` sees', async () => {
    await put('.aws/config', '\uFEFF[default]\nregion = eu-west-1\n');
    await put('a/.env', 'A=1\n');
    await put('a/large.env', 'A=1\n'.repeat(1000));
    await put('b/deploy.yaml', 'apiVersion: v1\nkind: Secret\n');
    await put('b/values.yaml', 'apiVersions: [v1]\n');
    await node.symlink('a', join(folder, 'again'));
    await node.symlink('.env', join(folder, '.env'));
    await node.symlink('nowhere', join(folder, 'gone.env'));
    execFileSync('mkfifo', [join(folder, 'pipe.env')]);
    const expected = await seen(node);
    expect(expected).toHaveLength(14);
    expect(await seen(fs)).toEqual(expected);
  });

  it('rejects with the system’s error', async () => {
    const gone = join(folder, 'gone');
    const calls = [
      fs.lstat(gone),
      fs.open(gone, constants.O_RDONLY),
      fs.readdir(gone, { withFileTypes: true }),
      fs.realpath(gone),
      fs.stat(gone),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it.skipIf(process.platform === 'win32')('tells what is there', async () => {
    await put('a/.env', '');
    await node.symlink('a', join(folder, 'link'));
    await node.symlink('nowhere', join(folder, 'dangling'));
    await node.symlink('circle', join(folder, 'circle'));
    const paths = ['a', 'a/.env', 'link/.env', 'dangling', 'circle', 'gone', 'a/.env/gone'];
    const told = paths.map((path) => fs.isThere(join(folder, path)));
    expect(await Promise.all(told)).toEqual([true, true, true, false, false, false, false]);
    const taken = paths.map((path) => fs.isTaken(join(folder, path)));
    expect(await Promise.all(taken)).toEqual([true, true, true, true, true, false, false]);
  });
});
