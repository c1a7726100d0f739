import { describe, expect, it } from 'vitest';
import type { IniKind } from '../document.ts';
import { profileHeader, readHeader } from './header.ts';

const read = (text: string, kind: IniKind = 'aws-config') =>
  readHeader(text, { start: 0, end: text.length }, kind);

describe('readHeader in a config file', () => {
  it.each([
    ['[default]', 'profile', 'default'],
    ['[profile x]', 'profile', 'x'],
    ['[profile "a b"]', 'profile', 'a b'],
    ["[profile 'a b']", 'profile', 'a b'],
    ['[profile  x]', 'profile', 'x'],
    ['[profile\u00a0x]', 'profile', 'x'],
    ['[profile.b]', 'profile', 'b'],
    ['[profiles x]', 'profile', 'x'],
    ['[profile "a #b"]', 'profile', 'a #b'],
    ['[profile x] # see [1]', 'profile', 'x'],
    ['[profile x] junk', 'profile', 'x'],
    ['[profile a]b]', 'profile', 'a]b'],
    ['[profile x', 'profile', 'x'],
    ['[profile x # c', 'profile', 'x'],
    ['[sso-session s]', 'sso-session', 's'],
    ['[services s]', 'services', 's'],
    ['[profile a b]', 'other', 'profile a b'],
    ['[profile]', 'other', 'profile'],
    ['[profile "x]', 'other', 'profile "x'],
    ['[ profile x ]', 'other', ' profile x '],
    ['[Profile x]', 'other', 'Profile x'],
    ['[x]', 'other', 'x'],
    ['[DEFAULT]', 'other', 'DEFAULT'],
    ['[]', 'other', ''],
    ['[', 'other', ''],
  ])('reads %j', (text, type, name) => expect(read(text)).toMatchObject({ type, name }));

  it.each([
    ['[profile x]', 'x', '[profile x]'],
    ['[profile "a b"] # c', 'a b', '[profile "a b"]'],
    ['[profile.b]', 'b', '[profile.b]'],
    ['[default] ', 'default', '[default]'],
    ['[profile x # c', 'x', '[profile x'],
  ])('finds the name and the header of %j', (text, name, header) => {
    const found = read(text.trim());
    expect(text.slice(found?.nameRange.start, found?.nameRange.end)).toBe(name);
    expect(text.slice(found?.headerRange.start, found?.headerRange.end)).toBe(header);
  });

  it.each(['a = [x]', '[x = y', ''])('does not take %j for one', (text) =>
    expect(read(text)).toBeUndefined(),
  );
});

describe('readHeader in a credentials file', () => {
  it.each([
    ['[x]', 'profile', 'x'],
    ['[profile x]', 'profile', 'profile x'],
    ['[sso-session s]', 'profile', 'sso-session s'],
    ['[a "b"]', 'profile', 'a "b"'],
    ['[DEFAULT]', 'other', 'DEFAULT'],
    ['[]', 'other', ''],
  ])('reads %j', (text, type, name) => expect(read(text, 'aws-credentials')).toMatchObject({ type, name }));
});

describe('profileHeader', () => {
  it.each(['default', 'x', 'a b', `it's`, 'a"b', 'é', 'x.y/z'])('writes %j so that it reads back', (name) => {
    expect(read(`[${profileHeader('aws-config', name)}]`)).toMatchObject({ type: 'profile', name });
    expect(read(`[${profileHeader('aws-credentials', name)}]`, 'aws-credentials')).toMatchObject({
      type: 'profile',
      name,
    });
  });
});
