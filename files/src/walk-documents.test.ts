import { execFileSync } from 'node:child_process';
import * as node from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import type { DocumentKind } from '@keyless/core';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ReadingFileSystem } from './file-system.ts';
import { walkDocuments, type WalkEntry, type WalkOptions } from './walk-documents.ts';

let folder: string;
beforeEach(async () => {
  folder = await node.realpath(await node.mkdtemp(join(tmpdir(), 'keyless-walk-')));
});
afterEach(() => node.rm(folder, { recursive: true, force: true }));

async function tree(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await node.mkdir(dirname(join(folder, name)), { recursive: true });
    await node.writeFile(join(folder, name), '');
  }
}

async function collect(walk: AsyncIterable<WalkEntry>): Promise<readonly WalkEntry[]> {
  const entries: WalkEntry[] = [];
  for await (const entry of walk) entries.push(entry);
  return entries;
}

function show(entry: WalkEntry): string {
  const name = relative(folder, entry.path);
  if (entry.type === 'foreign') return `${name} foreign`;
  return entry.type === 'document' ? `${name} ${entry.kind}` : `${name} ! ${entry.code}`;
}

async function walked(
  roots: readonly string[] = [''],
  options: WalkOptions = {},
): Promise<readonly string[]> {
  return (
    await collect(
      walkDocuments(
        roots.map((root) => join(folder, root)),
        options,
      ),
    )
  ).map(show);
}

const systemError = (code: string) => Object.assign(new Error(code), { code });

describe('walkDocuments', () => {
  it('finds the documents of a folder in the order of their names', async () => {
    await tree(
      'b/.env',
      'b/readme.md',
      'a/.env.local',
      '.aws/config',
      '.aws/credentials',
      'A/.env',
      '.github/workflows/ci.yml',
    );
    expect(await walked()).toEqual([
      '.aws/config aws-config',
      '.aws/credentials aws-credentials',
      '.github/workflows/ci.yml github-workflow',
      'A/.env dotenv',
      'a/.env.local dotenv',
      'b/.env dotenv',
    ]);
  });

  it('leaves out the folders that are not written by hand, unless one is asked for', async () => {
    await tree('node_modules/a/.env', '.git/.env', '.env');
    expect(await walked()).toEqual(['.env dotenv']);
    expect(await walked(['node_modules'])).toEqual(['node_modules/a/.env dotenv']);
  });

  it('takes files that are named, tells of unknown and missing ones, and names none twice', async () => {
    await tree('b/.env', 'a/.env', 'a/notes.txt');
    expect(await walked(['b/.env', 'a/notes.txt', 'none', 'b', 'a', 'a/.env'])).toEqual([
      'b/.env dotenv',
      'a/notes.txt ! unknown-kind',
      'none ! vanished',
      'a/.env dotenv',
    ]);
  });

  it('takes YAML files without a name of their own for what their beginning says, and opens no others', async () => {
    await tree('.env', 'b.yaml', 'a.ts', 'c/.github/workflows/ci.yml');
    const manifest = '# x\napiVersion: v1\nkind: Secret\n';
    await node.writeFile(join(folder, 'a.yaml'), `\uFEFF${manifest}`);
    await node.writeFile(
      join(folder, 'c', 'late.yml'),
      `apiVersion: v1\ndata:\n${'  a: b\n'.repeat(20_000)}kind: Secret\n`,
    );
    await node.writeFile(join(folder, 'values.yml'), manifest.replace('kind', 'sort'));
    const opened: string[] = [];
    const open: ReadingFileSystem['open'] = (path, flags) => {
      opened.push(relative(folder, path));
      return node.open(path, flags);
    };
    expect(await walked([''], { fs: { ...node, open } })).toEqual([
      '.env dotenv',
      'a.yaml kubernetes',
      'c/.github/workflows/ci.yml github-workflow',
      'c/late.yml kubernetes',
    ]);
    expect(opened.sort()).toEqual(['a.yaml', 'b.yaml', 'c/late.yml', 'values.yml']);
    expect(await walked(['a.yaml', 'b.yaml', '', 'b.yaml'])).toEqual([
      'a.yaml kubernetes',
      'b.yaml foreign',
      '.env dotenv',
      'c/.github/workflows/ci.yml github-workflow',
      'c/late.yml kubernetes',
    ]);
  });

  it('leaves what to say of YAML that cannot be read to whoever reads it', async () => {
    await tree('a.yaml', 'b/c.yml');
    const open: ReadingFileSystem['open'] = () => Promise.reject(new Error('closed'));
    expect(await walked(['a.yaml', 'b'], { fs: { ...node, open } })).toEqual([
      'a.yaml kubernetes',
      'b/c.yml kubernetes',
    ]);
  });

  it('classifies by the absolute path, whatever the root', async () => {
    await tree('.github/workflows/ci.yml');
    expect(await walked(['.github/workflows'])).toEqual(['.github/workflows/ci.yml github-workflow']);
  });

  it('enters a folder with the name of a document', async () => {
    await tree('.env/.env');
    expect(await walked()).toEqual(['.env/.env dotenv']);
  });

  describe('links', () => {
    it('prefers the real place of a document to a link that comes first', async () => {
      await tree('z/.env', '.github/workflows/ci.yml');
      await node.symlink('.github/workflows', join(folder, 'a'));
      await node.symlink('z/.env', join(folder, '.env'));
      expect(await walked()).toEqual(['.github/workflows/ci.yml github-workflow', 'z/.env dotenv']);
    });

    it('follows links that lead out of the roots, once', async () => {
      await tree('in/x', 'out/.env', 'out/deep/.env.local', 'aws/settings');
      await node.symlink('../out', join(folder, 'in', 'one'));
      await node.symlink('../out', join(folder, 'in', 'two'));
      await node.mkdir(join(folder, 'in', '.aws'));
      await node.symlink('../../aws/settings', join(folder, 'in', '.aws', 'config'));
      const entries = await collect(walkDocuments([join(folder, 'in')]));
      expect(entries.map(show)).toEqual([
        'in/one/.env dotenv',
        'in/one/deep/.env.local dotenv',
        'in/.aws/config aws-config',
      ]);
      expect(entries[2]).toMatchObject({ realPath: join(folder, 'aws', 'settings') });
    });

    it('knows a document by the place that a link leads to', async () => {
      await tree('out/.aws/config');
      await node.symlink('out/.aws/config', join(folder, 'my-profiles'));
      expect(await walked(['my-profiles'])).toEqual(['my-profiles aws-config']);
    });

    it('ends in a circle of links', async () => {
      await tree('a/b/.env');
      await node.symlink('..', join(folder, 'a', 'up'));
      await node.symlink('../..', join(folder, 'a', 'b', 'top'));
      await node.symlink('.', join(folder, 'self'));
      await node.symlink('loop', join(folder, 'loop'));
      await node.symlink('.env', join(folder, '.env'));
      expect(await walked()).toEqual(['a/b/.env dotenv', '.env ! cyclic-link']);
    });

    it('tells of a link that should be a document and leads nowhere', async () => {
      await node.symlink('none', join(folder, '.env'));
      await node.symlink('none', join(folder, 'other'));
      expect(await walked()).toEqual(['.env ! vanished']);
    });

    it('does not follow a link into a folder that is left out', async () => {
      await tree('node_modules/a/.env');
      await node.symlink('node_modules', join(folder, 'modules'));
      expect(await walked()).toEqual([]);
    });
  });

  it.skipIf(process.platform === 'win32')('tells of a fifo with the name of a document', async () => {
    execFileSync('mkfifo', [join(folder, '.env'), join(folder, 'other')]);
    expect(await walked()).toEqual(['.env ! not-a-file']);
    expect(await walked(['.env'])).toEqual(['.env ! not-a-file']);
  });

  it('goes on behind folders that are closed or vanish meanwhile', async () => {
    await tree('a/.env', 'b/.env', 'c/.env');
    const readdir: ReadingFileSystem['readdir'] = (path, options) => {
      if (basename(path) === 'a') return Promise.reject(systemError('EACCES'));
      if (basename(path) === 'b') return Promise.reject(systemError('ENOENT'));
      return node.readdir(path, options);
    };
    expect(await walked([''], { fs: { ...node, readdir } })).toEqual([
      'a ! unreadable',
      'b ! vanished',
      'c/.env dotenv',
    ]);
  });

  it('stops when asked to, with the reason given', async () => {
    await tree('a/.env', 'b/.env', 'c/.env');
    const controller = new AbortController();
    const seen: string[] = [];
    const walk = async () => {
      for await (const entry of walkDocuments([folder], { signal: controller.signal })) {
        seen.push(show(entry));
        controller.abort(new Error('enough'));
      }
    };
    await expect(walk()).rejects.toThrow('enough');
    expect(seen).toEqual(['a/.env dotenv']);
  });

  it('closes the folder when the caller stops listening', async () => {
    await tree('a/.env', 'b/.env');
    for await (const entry of walkDocuments([folder])) {
      expect(show(entry)).toBe('a/.env dotenv');
      break;
    }
  });

  it('walks a tree deeper than any call stack', async () => {
    const depth = 700;
    const path = Array.from({ length: depth }, () => 'd').join('/');
    await tree(`${path}/.env`);
    expect(await walked()).toEqual([`${path}/.env dotenv`]);
  });

  it('finds each document of any tree exactly once, links or not', async () => {
    const name = fc.constantFrom('a', 'b', 'c');
    const place = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const links = fc.array(fc.record({ at: place, to: place }), { maxLength: 4 });
    const classify = (path: string): DocumentKind | undefined =>
      basename(path) === 'doc' ? 'dotenv' : undefined;
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(place, { maxLength: 6 }), links, async (folders, linked) => {
        await node.rm(folder, { recursive: true, force: true });
        for (const one of folders) await tree(`${one}/doc`);
        await node.mkdir(folder, { recursive: true });
        for (const { at, to } of linked) {
          await node.mkdir(dirname(join(folder, at)), { recursive: true }).catch(() => undefined);
          await node.symlink(join(folder, to), join(folder, `${at}-link`)).catch(() => undefined);
        }
        const entries = await walked([''], { classify });
        expect([...entries].sort()).toEqual(folders.map((one) => `${one}/doc dotenv`).sort());
        expect(await walked([''], { classify })).toEqual(entries);
      }),
      { numRuns: 40 },
    );
  });
});
