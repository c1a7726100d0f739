import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import * as node from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eagerFileSystem } from './eager-file-system.ts';
import { nodeFileSystem, type ReadingFileSystem } from './file-system.ts';
import { readDocument } from './read-document.ts';
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
async function seen(fs: ReadingFileSystem): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const entry of walkDocuments([folder], { fs })) {
    const read = await readDocument(entry.path, { fs, maxBytes: 1000 });
    all.push(entry, 'source' in read ? [read.source.text, read.source.bom, read.size] : read);
  }
  return all;
}

describe('eagerFileSystem', () => {
  it.skipIf(process.platform === 'win32')('sees what the asynchronous calls see', async () => {
    await put('.aws/config', '\uFEFF[default]\nregion = eu-west-1\n');
    await put('a/.env', 'A=1\n');
    await put('a/large.env', 'A=1\n'.repeat(1000));
    await put('b/deploy.yaml', 'apiVersion: v1\nkind: Secret\n');
    await put('b/values.yaml', 'apiVersions: [v1]\n');
    await node.symlink('a', join(folder, 'again'));
    await node.symlink('.env', join(folder, '.env'));
    await node.symlink('nowhere', join(folder, 'gone.env'));
    execFileSync('mkfifo', [join(folder, 'pipe.env')]);
    const expected = await seen(nodeFileSystem);
    expect(expected).toHaveLength(14);
    expect(await seen(eagerFileSystem())).toEqual(expected);
  });

  it('rejects as the asynchronous calls do', async () => {
    const gone = join(folder, 'gone');
    const calls: readonly ((fs: ReadingFileSystem) => Promise<unknown>)[] = [
      (fs) => fs.lstat(gone),
      (fs) => fs.open(gone, constants.O_RDONLY),
      (fs) => fs.readdir(gone, { withFileTypes: true }),
      (fs) => fs.realpath(gone),
      (fs) => fs.stat(gone),
    ];
    for (const call of calls) await expect(call(eagerFileSystem())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('lets a timer have its turn in a walk that waits for nothing', async () => {
    await put('a/b/c', '');
    const fs = eagerFileSystem();
    const turns: string[] = [];
    const timer = setTimeout(() => turns.push('timer'), 1);
    const end = performance.now() + 10_000;
    while (turns.length === 0 && performance.now() < end) await fs.readdir(folder, { withFileTypes: true });
    clearTimeout(timer);
    expect(turns).toEqual(['timer']);
  });
});
