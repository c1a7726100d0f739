import { applyEdits } from '@keyless/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textDifference } from './text-difference.ts';

describe('textDifference', () => {
  it('is nothing for equal texts', () => {
    expect(textDifference('a\nb', 'a\nb')).toBeUndefined();
  });

  it('leaves alone what both texts begin and end with', () => {
    expect(textDifference('a=1\nb=2\nc=3\n', 'a=1\nb=9\nc=3\n')).toEqual({ start: 6, end: 7, newText: '9' });
  });

  it.each([
    ['CRLF', 'a\r\nb', 'a\rb'],
    ['CRLF that becomes LF', 'a\r\nb', 'a\nb'],
    ['a surrogate pair that differs in its second half', 'x🔑y', 'x🔒y'],
    ['a surrogate pair that differs in its first half', 'x\u{1F511}y', 'x\u{2F511}y'],
  ])('does not cut %s', (_name, before, after) => {
    const edit = textDifference(before, after)!;
    expect(applyEdits(before, [edit])).toBe(after);
    for (const offset of [edit.start, edit.end]) {
      expect(before.slice(offset - 1, offset + 1)).not.toMatch(/^\r\n$|^[\uD800-\uDBFF][\uDC00-\uDFFF]$/);
    }
  });

  it('turns any text into any other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\r', '\n', '🔑', '🔒') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = textDifference(before, after);
        expect(applyEdits(before, edit ? [edit] : [])).toBe(after);
      }),
    );
  });
});
