import { describe, expect, it } from 'vitest';
import { createSourceText } from './source-text.ts';

describe('createSourceText', () => {
  it('takes a byte order mark off and remembers it', () => {
    expect(createSourceText('\uFEFFa')).toMatchObject({ text: 'a', bom: true });
    expect(createSourceText('a')).toMatchObject({ text: 'a', bom: false });
  });

  it('leaves the text alone where the mark is off already', () =>
    expect(createSourceText('\uFEFFa', { bom: true })).toMatchObject({ text: '\uFEFFa', bom: true }));

  it('passes on what only the decoder knows', () => {
    expect(createSourceText('\uFFFD', { malformed: true }).malformed).toBe(true);
    expect(createSourceText('\uFFFD').malformed).toBe(false);
  });

  it.each([
    ['', '\n'],
    ['a', '\n'],
    ['a\r\nb\nc\r\n', '\r\n'],
    ['a\r\nb\n', '\n'],
    ['a\rb\rc\n', '\r'],
  ])('finds the line ending of %j', (text, eol) => expect(createSourceText(text).eol).toBe(eol));
});
