import { describe, expect, it } from 'vitest';
import { displayPath, pathKey, pathToUri, uriKey, uriToPath } from './file-uri.ts';

describe('uriKey', () => {
  it.each([
    ['file:///srv/a%20b/%5Bc%5D/.env', 'file:///srv/a b/[c]/.env'],
    ['file:///srv/%2Eenv', 'file:///srv/.env'],
    ['file:///srv/caf%C3%A9/.env', 'file:///srv/café/.env'],
  ])('is equal for %s and %s', (one, other) => {
    expect(uriKey(one)).toBe(uriKey(other));
  });

  it('leads from a path there and back', () => {
    const path = '/srv/a b/#1 %/[x]/café/.env';
    expect(uriToPath(pathToUri(path))).toBe(path);
    expect(uriKey(pathToUri(path))).toBe(pathKey(path));
  });

  it('tells the case of a drive letter not apart', () => {
    expect(pathKey('c:\\work\\.env')).toBe(pathKey('C:\\work\\.env'));
  });

  it('is the URI itself where there is no file', () => {
    expect(uriKey('untitled:Untitled-1')).toBe('untitled:Untitled-1');
  });
});

describe('displayPath', () => {
  it.each([
    ['file:///home/jane/.aws/config', '/home/jane/.aws/config'],
    ['untitled:Untitled-1', 'Untitled-1'],
    ['vscode-vfs://github/o/r/.github/workflows/a.yml?x#y', '//github/o/r/.github/workflows/a.yml'],
    ['git:/srv/%zz/.env', '/srv/%zz/.env'],
  ])('of %s is %s', (uri, path) => {
    expect(displayPath(uri)).toBe(path);
  });
});
