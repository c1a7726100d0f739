import { describe, expect, it } from 'vitest';
import { globToRegExp } from './glob.ts';

describe('globToRegExp', () => {
  it.each([
    ['**/.env', '.env', true],
    ['**/.env', '/a/b/.env', true],
    ['**/.env', 'c:/a/.env', true],
    ['**/.env', '/a/x.env', false],
    ['**/.env', '/a/.env/x', false],
    ['**/.env', '/a/xenv', false],
    ['**/a/**/*.{yml,yaml}', '/r/a/x.yml', true],
    ['**/a/**/*.{yml,yaml}', '/r/a/b/c/x.yaml', true],
    ['**/a/**/*.{yml,yaml}', '/r/a/x.yml.txt', false],
    ['**/a/*.{yml,yaml}', '/r/a/b/x.yml', false],
    ['**/.env.*', '/.env.a.b', true],
    ['**/.env.*', '/.env.', true],
  ])('%s on %s: %s', (glob, path, expected) => expect(globToRegExp(glob).test(path)).toBe(expected));

  it('stays linear on long paths', () => {
    const start = performance.now();
    globToRegExp('**/a/**/*.{yml,yaml}').test('a/'.repeat(5000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
