import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import * as node from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileText, readDocument, type ReadDocument } from './read-document.ts';

let folder: string;
beforeAll(async () => {
  folder = await node.mkdtemp(join(tmpdir(), 'keyless-read-'));
});
afterAll(() => node.rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await node.writeFile(path, content);
  return path;
}

async function readOk(path: string): Promise<ReadDocument> {
  const reading = await readDocument(path);
  if ('skipped' in reading) throw new Error(reading.skipped.reason);
  return reading;
}

describe('readDocument', () => {
  it('reads a text as it is, line endings included', async () => {
    const reading = await readOk(await file('text', 'a\r\nb\rc\n€😀'));
    expect(reading).toMatchObject({
      source: { text: 'a\r\nb\rc\n€😀', bom: false, malformed: false },
      size: 14,
    });
  });

  it('takes a byte order mark off and remembers it', async () => {
    const reading = await readOk(await file('bom', '\uFEFFa=1\r\n'));
    expect(reading).toMatchObject({ source: { text: 'a=1\r\n', bom: true, eol: '\r\n', malformed: false } });
  });

  it('reads an empty file', async () => {
    expect((await readOk(await file('empty', ''))).source.text).toBe('');
  });

  it('marks bytes that are no UTF-8', async () => {
    const path = await file('latin', Buffer.from([0x61, 0x3d, 0xff, 0xfe, 0x0a]));
    expect(await readOk(path)).toMatchObject({ source: { text: 'a=\uFFFD\uFFFD\n', malformed: true } });
  });

  it('takes U+FFFD that stands in a file for what it is', async () => {
    expect((await readOk(await file('fffd', '\uFFFD'))).source.malformed).toBe(false);
  });

  it.each([
    ['NUL bytes', Buffer.from('a\0b'), 'it is binary (it holds NUL bytes)'],
    ['UTF-16, little end first', Buffer.from('\uFEFFa=1', 'utf16le'), 'it is UTF-16, not UTF-8'],
    ['UTF-16, big end first', Buffer.from([0xfe, 0xff, 0, 0x61]), 'it is UTF-16, not UTF-8'],
  ])('refuses %s', async (_name, bytes, reason) => {
    const path = await file('binary', bytes);
    expect(await readDocument(path)).toEqual({ skipped: { path, code: 'binary', reason } });
  });

  it('refuses 50 MiB by their size alone', async () => {
    const path = await file('large', '');
    await node.truncate(path, 50 * 1024 * 1024);
    const fs = { stat: node.stat, open: () => Promise.reject(new Error('a large file must not be opened')) };
    const reason = 'its size of 50 MiB is over the limit of 1 MiB';
    expect(await readDocument(path, { fs })).toEqual({ skipped: { path, code: 'too-large', reason } });
  });

  it('does not name a size that looks like the limit', async () => {
    const path = await file('beyond', '');
    await node.truncate(path, 1024 * 1024 + 1);
    const reason = 'its size of more than 1 MiB is over the limit of 1 MiB';
    expect(await readDocument(path)).toMatchObject({ skipped: { reason } });
  });

  it('allows exactly the limit and not a byte more', async () => {
    expect(await readDocument(await file('ten', '0123456789'), { maxBytes: 10 })).toHaveProperty('source');
    expect(await readDocument(await file('eleven', '0123456789a'), { maxBytes: 10 })).toMatchObject({
      skipped: { code: 'too-large', reason: 'its size of 11 bytes is over the limit of 10 bytes' },
    });
  });

  it.runIf(process.platform === 'linux')('bounds files whose size is not known before', async () => {
    expect((await node.stat('/proc/self/status')).size).toBe(0);
    expect((await readOk('/proc/self/status')).source.text).toMatch(/^Name:/u);
    expect(await readDocument('/proc/self/status', { maxBytes: 10 })).toMatchObject({
      skipped: { code: 'too-large', reason: 'its size of more than 10 bytes is over the limit of 10 bytes' },
    });
  });

  it.skipIf(process.platform === 'win32')('does not wait for a fifo', async () => {
    const path = join(folder, 'fifo');
    execFileSync('mkfifo', [path]);
    expect(await readDocument(path)).toMatchObject({ skipped: { code: 'not-a-file' } });
  });

  it.skipIf(process.platform === 'win32')(
    'does not wait for what became a fifo after the first look',
    async () => {
      const path = join(folder, 'late-fifo');
      execFileSync('mkfifo', [path]);
      const regular = await node.stat(await file('regular', 'a'));
      const fs = { open: node.open, stat: () => Promise.resolve(regular) } as unknown as typeof node;
      expect(await readDocument(path, { fs })).toMatchObject({ skipped: { code: 'not-a-file' } });
    },
  );

  it.each(['/dev/zero', '/dev/null'])('refuses the device %s', async (path) => {
    expect(await readDocument(path)).toMatchObject({ skipped: { code: 'not-a-file' } });
  });

  it('refuses a folder', async () => {
    expect(await readDocument(folder)).toMatchObject({ skipped: { path: folder, code: 'not-a-file' } });
  });

  it('tells of a file that is gone', async () => {
    expect(await readDocument(join(folder, 'none'))).toMatchObject({ skipped: { code: 'vanished' } });
    expect(await readDocument(join(folder, 'none', 'below'))).toMatchObject({
      skipped: { code: 'vanished' },
    });
  });

  it('tells of links in a circle', async () => {
    const path = join(folder, 'circle');
    await node.symlink(path, path);
    expect(await readDocument(path)).toMatchObject({ skipped: { code: 'cyclic-link' } });
  });

  it.each([
    ['EACCES', 'permission denied'],
    ['EIO', 'it cannot be read (EIO)'],
  ])('tells of %s', async (code, reason) => {
    const path = await file('closed', 'a');
    const fs = {
      stat: node.stat,
      open: (_path: unknown, flags: unknown) => {
        expect((flags as number) & constants.O_NONBLOCK).toBe(constants.O_NONBLOCK);
        return Promise.reject(Object.assign(new Error(code), { code }));
      },
    };
    expect(await readDocument(path, { fs })).toEqual({ skipped: { path, code: 'unreadable', reason } });
  });

  it('gives a text back byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.boolean(), async (text, bom) => {
        const bytes = Buffer.from(`${bom ? '\uFEFF' : ''}${text}`);
        fc.pre(!bytes.includes(0));
        const { source } = await readOk(await file('any', bytes));
        expect(source.malformed).toBe(false);
        expect(Buffer.from(fileText(source.text, source))).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });

  it('reads or refuses any bytes, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        const reading = await readDocument(await file('random', bytes));
        if ('source' in reading && !reading.source.malformed) {
          expect(Buffer.from(fileText(reading.source.text, reading.source))).toEqual(Buffer.from(bytes));
        }
      }),
      { numRuns: 100 },
    );
  });
});
