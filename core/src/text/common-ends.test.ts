import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonEnds } from './common-ends.ts';

describe('commonEnds', () => {
  it.each([
    ['', '', 0, 0],
    ['abc', 'abc', 3, 0],
    ['abc', 'abXc', 2, 1],
    ['abXc', 'abc', 2, 1],
    ['aa', 'aaa', 2, 0],
    ['x', 'y', 0, 0],
    ['', 'abc', 0, 0],
  ])('%j and %j', (old, text, front, back) => {
    expect(commonEnds(old, text)).toStrictEqual({ front, back });
  });

  it('finds as much as a look at each unit does, in long texts too', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀'), maxLength: 40 });
    const many = fc.nat({ max: 6000 }).map((length) => 'ab\n'.repeat(length / 3));
    fc.assert(
      fc.property(many, part, part, many, (front, gone, come, back) => {
        const [old, text] = [front + gone + back, front + come + back];
        const found = commonEnds(old, text);
        const most = Math.min(old.length, text.length);
        let start = 0;
        while (start < most && old[start] === text[start]) start += 1;
        let end = 0;
        while (end < most - start && old.at(-1 - end) === text.at(-1 - end)) end += 1;
        expect(found).toStrictEqual({ front: start, back: end });
      }),
    );
  });
});
