import type { FileHandle } from 'node:fs/promises';
import * as node from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileSystem } from './file-system.ts';
import { FileChangedError, NotAFileError, writeFileAtomic } from './write-file-atomic.ts';

let folder: string;
beforeEach(async () => {
  folder = await node.mkdtemp(join(tmpdir(), 'keyless-write-'));
});
afterEach(() => node.rm(folder, { recursive: true, force: true }));

const read = (path: string) => node.readFile(path, 'utf8');
const modeOf = async (path: string) => (await node.stat(path)).mode & 0o7777;
const systemError = (code: string) => Object.assign(new Error(`${code}: injected`), { code });

/** A file system whose handles fail at one of their methods. */
function failing(method: 'writeFile' | 'sync' | 'chmod', code: string): FileSystem {
  const open = async (...args: Parameters<typeof node.open>): Promise<FileHandle> => {
    const handle = await node.open(...args);
    if (args[1] === 'wx') handle[method] = () => Promise.reject(systemError(code));
    return handle;
  };
  return { ...node, open };
}

describe('writeFileAtomic', () => {
  it('replaces the content and keeps the mode', async () => {
    const path = join(folder, 'a');
    await node.writeFile(path, 'old');
    await node.chmod(path, 0o640);
    await writeFileAtomic(path, '\uFEFFnew\r\nline\r\n');
    expect(await read(path)).toBe('\uFEFFnew\r\nline\r\n');
    expect(await modeOf(path)).toBe(0o640);
    expect(await node.readdir(folder)).toEqual(['a']);
  });

  it('makes a new file private', async () => {
    await writeFileAtomic(join(folder, 'new'), Buffer.from([1, 2]));
    expect(await modeOf(join(folder, 'new'))).toBe(0o600);
    expect(await node.readFile(join(folder, 'new'))).toEqual(Buffer.from([1, 2]));
  });

  it('takes the given mode, whatever the mask and the file before', async () => {
    const path = join(folder, 'a');
    await node.writeFile(path, 'old');
    await node.chmod(path, 0o644);
    await writeFileAtomic(path, 'new', { mode: 0o600 });
    expect(await modeOf(path)).toBe(0o600);
    await writeFileAtomic(path, 'new', { mode: 0o666 });
    expect(await modeOf(path)).toBe(0o666);
  });

  it('writes into a private file beside the target first', async () => {
    const path = join(folder, 'a');
    await node.writeFile(path, 'old');
    const seen: { from: string; mode: number; target: string }[] = [];
    const fs: FileSystem = {
      ...node,
      open: async (...args: Parameters<typeof node.open>) => {
        const handle = await node.open(...args);
        if (args[1] !== 'wx') return handle;
        const from = args[0] as string;
        seen.push({ from, mode: await modeOf(from), target: await read(path) });
        return handle;
      },
    };
    await writeFileAtomic(path, 'new', { fs, mode: 0o644 });
    expect(seen).toHaveLength(1);
    expect(dirname(seen[0]!.from)).toBe(folder);
    expect(seen[0]).toMatchObject({ mode: 0o600, target: 'old' });
    expect(await modeOf(path)).toBe(0o644);
  });

  it('leaves links standing and replaces their target', async () => {
    await node.mkdir(join(folder, 'real'));
    await node.writeFile(join(folder, 'real', 'a'), 'old');
    await node.symlink(join('real', 'a'), join(folder, 'one'));
    await node.symlink('one', join(folder, 'two'));
    await writeFileAtomic(join(folder, 'two'), 'new');
    expect(await read(join(folder, 'real', 'a'))).toBe('new');
    expect((await node.lstat(join(folder, 'two'))).isSymbolicLink()).toBe(true);
    expect((await node.lstat(join(folder, 'one'))).isSymbolicLink()).toBe(true);
  });

  it('creates the target of a link that led nowhere', async () => {
    await node.mkdir(join(folder, 'real'));
    await node.symlink('real/a', join(folder, 'link'));
    await writeFileAtomic(join(folder, 'link'), 'new');
    expect((await node.lstat(join(folder, 'link'))).isSymbolicLink()).toBe(true);
    expect(await read(join(folder, 'real', 'a'))).toBe('new');
  });

  it('refuses links in a circle, folders and missing folders', async () => {
    await node.symlink('loop', join(folder, 'loop'));
    await expect(writeFileAtomic(join(folder, 'loop'), 'x')).rejects.toMatchObject({ code: 'ELOOP' });
    await expect(writeFileAtomic(folder, 'x')).rejects.toThrow(NotAFileError);
    await expect(writeFileAtomic(join(folder, 'none', 'a'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await node.readdir(folder)).toEqual(['loop']);
  });

  it.each([
    ['writeFile', 'ENOSPC'],
    ['sync', 'EIO'],
    ['chmod', 'EPERM'],
  ] as const)('keeps the old content when %s fails with %s', async (method, code) => {
    const path = join(folder, 'a');
    await node.writeFile(path, 'old');
    await expect(writeFileAtomic(path, 'new', { fs: failing(method, code) })).rejects.toMatchObject({ code });
    expect(await read(path)).toBe('old');
    expect(await node.readdir(folder)).toEqual(['a']);
  });

  it('keeps the old content when the rename fails', async () => {
    const path = join(folder, 'a');
    await node.writeFile(path, 'old');
    const fs: FileSystem = { ...node, rename: () => Promise.reject(systemError('EACCES')) };
    await expect(writeFileAtomic(path, 'new', { fs, platform: 'linux' })).rejects.toMatchObject({
      code: 'EACCES',
    });
    expect(await node.readdir(folder)).toEqual(['a']);
  });

  it('tries again on Windows, where another program may hold the file for a moment', async () => {
    const path = join(folder, 'a');
    let calls = 0;
    const rename = (from: string, to: string) => {
      calls += 1;
      return calls < 3 ? Promise.reject(systemError('EPERM')) : node.rename(from, to);
    };
    const fs = { ...node, rename } as FileSystem;
    await writeFileAtomic(path, 'new', { fs, platform: 'win32' });
    expect(calls).toBe(3);
    expect(await read(path)).toBe('new');
  });

  it('tells of a forbidden folder and leaves nothing behind', async () => {
    const path = join(folder, 'a');
    const fs: FileSystem = { ...node, open: () => Promise.reject(systemError('EACCES')) };
    await expect(writeFileAtomic(path, 'new', { fs })).rejects.toMatchObject({ code: 'EACCES' });
    expect(await node.readdir(folder)).toEqual([]);
  });

  it('stands a folder that cannot be synced', async () => {
    const path = join(folder, 'a');
    const open = (...args: Parameters<typeof node.open>) =>
      args[0] === folder ? Promise.reject(systemError('EISDIR')) : node.open(...args);
    await writeFileAtomic(path, 'new', { fs: { ...node, open } });
    expect(await read(path)).toBe('new');
  });

  it.runIf(process.getuid?.() === 0)('leaves a file to its owner when root writes it', async () => {
    const path = join(folder, 'a');
    await node.writeFile(path, 'old');
    await node.chown(path, 1234, 2345);
    await node.chmod(path, 0o600);
    await writeFileAtomic(path, 'new');
    expect(await node.stat(path)).toMatchObject({ uid: 1234, gid: 2345 });
    expect(await modeOf(path)).toBe(0o600);
  });

  describe('with the content that it expects', () => {
    it('writes while the content is the same', async () => {
      const path = join(folder, 'a');
      await node.writeFile(path, '\uFEFFold€');
      await writeFileAtomic(path, 'new', { expected: '\uFEFFold€' });
      await writeFileAtomic(path, 'newer', { expected: Buffer.from('new') });
      expect(await read(path)).toBe('newer');
    });

    it.each(['other', 'longer than before', ''])('refuses when the file now holds %j', async (now) => {
      const path = join(folder, 'a');
      await node.writeFile(path, now);
      const written = writeFileAtomic(path, 'new', { expected: 'first' });
      await expect(written).rejects.toThrow(FileChangedError);
      await expect(written).rejects.toThrow(`${basename(path)} has changed since it was read`);
      expect(await read(path)).toBe(now);
      expect(await node.readdir(folder)).toEqual(['a']);
    });

    it('refuses when the file is gone', async () => {
      await expect(writeFileAtomic(join(folder, 'a'), 'new', { expected: 'old' })).rejects.toThrow(
        FileChangedError,
      );
      expect(await node.readdir(folder)).toEqual([]);
    });
  });

  it('never shows a part of the content to a reader', async () => {
    const path = join(folder, 'a');
    const contents = ['a', 'b', 'c'].map((letter) => letter.repeat(300_000));
    await node.writeFile(path, contents[0]!);
    const state = { writing: true };
    const reader = (async () => {
      while (state.writing) expect(contents).toContain(await read(path));
    })();
    for (let round = 0; round < 12; round += 1) await writeFileAtomic(path, contents[round % 3]!);
    state.writing = false;
    await reader;
  });
});
