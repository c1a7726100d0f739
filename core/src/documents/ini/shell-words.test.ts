import { describe, expect, it } from 'vitest';
import { splitShellWords } from './shell-words.ts';

const words = (text: string) => splitShellWords(text)?.map((word) => word.text);

describe('splitShellWords', () => {
  it.each([
    ['profile x', ['profile', 'x']],
    ['profile "a b"', ['profile', 'a b']],
    ["profile 'a b'", ['profile', 'a b']],
    ['profile  x ', ['profile', 'x']],
    ['profile\tx', ['profile', 'x']],
    ['profile\u00a0x', ['profile\u00a0x']],
    ['profile ""', ['profile', '']],
    ['profile x"y z"', ['profile', 'xy z']],
    [String.raw`profile a\ b`, ['profile', 'a b']],
    [String.raw`profile "a\"b\c"`, ['profile', String.raw`a"b\c`]],
    [String.raw`profile 'a\b'`, ['profile', String.raw`a\b`]],
    ['profile #x', ['profile', '#x']],
    ['', []],
  ])('splits %j', (text, expected) => expect(words(text)).toEqual(expected));

  it.each(['profile "x', "profile 'x", 'profile x\\', 'profile "x\\'])('refuses %j', (text) =>
    expect(splitShellWords(text)).toBeUndefined(),
  );

  it('tells where a word stands, inside its quotes where it is one quoted piece', () => {
    const text = `profile "a b" 'c' d"e"`;
    const inner = splitShellWords(text)?.map(({ innerRange }) =>
      text.slice(innerRange.start, innerRange.end),
    );
    expect(inner).toEqual(['profile', 'a b', 'c', 'd"e"']);
  });
});
