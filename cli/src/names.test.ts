import { describe, expect, it } from 'vitest';
import { displayName, displayNameOfUri, printable, uriOf } from './names.ts';

describe('displayName', () => {
  it.each([
    ['/w/a/b c', 'a/b c'],
    ['/w', '.'],
    ['/x/a', '../x/a'],
    ['/w/..a', '..a'],
  ])('shows %s as %s', (path, name) => {
    expect(displayName('/w', path)).toBe(name);
    expect(displayNameOfUri('/w', uriOf(path))).toBe(name);
  });

  it('leaves other URIs as they are', () => {
    expect(displayNameOfUri('/w', 'untitled:a')).toBe('untitled:a');
  });
});

describe('printable', () => {
  it('replaces what steers a terminal', () => {
    expect(printable('é😀\u001b[0m\n\u202e')).toBe('é😀\uFFFD[0m\uFFFD\uFFFD');
  });
});
