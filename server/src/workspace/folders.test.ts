import { describe, expect, it } from 'vitest';
import { createFolders, holds } from './folders.ts';

describe('createFolders', () => {
  it('finds the innermost folder', () => {
    const folders = createFolders(['/work', '/work/app']);
    expect(folders.of('/work/app/.env')).toBe('/work/app');
    expect(folders.of('/work/apple/.env')).toBe('/work');
    expect(folders.of('/home/.env')).toBeUndefined();
  });

  it('follows changes', () => {
    const folders = createFolders(['/work']);
    folders.add(['/home']);
    folders.remove(['/work']);
    expect(folders.all()).toEqual(['/home']);
  });
});

describe('holds', () => {
  it.each([
    ['/work', '/work/a', true],
    ['/work/', '/work/a', true],
    ['/work', '/work', true],
    ['/work', '/workshop', false],
    ['/', '/a', true],
  ])('%s, %s: %s', (folder, path, expected) => {
    expect(holds(folder, path)).toBe(expected);
  });
});
