import { describe, expect, it } from 'vitest';
import { createFolders, holds } from './folders.ts';

describe('createFolders', () => {
  it('finds the innermost folder', () => {
    const folders = createFolders(['/srv', '/srv/app']);
    expect(folders.of('/srv/app/.env')).toBe('/srv/app');
    expect(folders.of('/srv/apple/.env')).toBe('/srv');
    expect(folders.of('/home/.env')).toBeUndefined();
  });

  it('follows changes', () => {
    const folders = createFolders(['/srv']);
    folders.add(['/home']);
    folders.remove(['/srv']);
    expect(folders.all()).toEqual(['/home']);
  });
});

describe('holds', () => {
  it.each([
    ['/srv', '/srv/a', true],
    ['/srv/', '/srv/a', true],
    ['/srv', '/srv', true],
    ['/srv', '/srvshop', false],
    ['/', '/a', true],
  ])('%s, %s: %s', (folder, path, expected) => {
    expect(holds(folder, path)).toBe(expected);
  });
});
