import { describe, expect, it } from 'vitest';
import { documentSelector } from './document-selector.ts';

describe('documentSelector', () => {
  it('takes the globs, the files that the environment names and the language', () => {
    expect(documentSelector(['**/.env'], ['/etc/aws', undefined])).toEqual([
      { scheme: 'file', pattern: '**/.env' },
      { scheme: 'file', pattern: '/etc/aws' },
      { scheme: 'file', language: 'aws-config' },
      { scheme: 'untitled', language: 'aws-config' },
    ]);
  });

  it.each([
    ['/home/me/[work]/config', '/home/me/[[]work[]]/config'],
    ['/home/me/{a,b}*?/config', '/home/me/[{]a,b[}][*][?]/config'],
  ])('quotes %s so that it matches itself alone', (path, pattern) => {
    expect(documentSelector([], [path])[0]?.pattern).toBe(pattern);
  });

  it('writes Windows paths with the slashes that globs know', () => {
    expect(documentSelector([], ['c:\\aws\\config'])[0]?.pattern).toBe('c:/aws/config');
  });
});
