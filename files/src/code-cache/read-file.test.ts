import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readAscii, readMapped, withFile } from './read-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyless-read-'));
afterAll(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'file');
/** Of what a call of the system may give at once. */
const PIECE = 64 * 1024;

/** Each place has a character that tells it from those around. */
function textOf(length: number): string {
  return Array.from({ length }, (_, index) => String.fromCharCode(32 + (index % 95))).join('');
}

it.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 17])(
  'a file of %i bytes is read as it is, into memory that may not be shorter',
  (length) => {
    const text = textOf(length);
    writeFileSync(path, text);
    expect(readAscii(path) === text).toBe(true);
    const read = (size: number) => withFile(path, 'r', (descriptor) => readMapped(descriptor, size));
    expect(read(length + 5).toString('latin1') === text).toBe(true);
    expect(read(Math.min(length, 3)).toString('latin1')).toBe(text.slice(0, 3));
  },
);

it('a file that is missing is an error of the system, as is what the work with it throws', () => {
  expect(() => readAscii(join(folder, 'missing'))).toThrow('ENOENT');
  writeFileSync(path, 'text');
  expect(() =>
    withFile(path, 'r', () => {
      throw new RangeError('thrown');
    }),
  ).toThrow(RangeError);
});
