import { describe, expect, it } from 'vitest';
import { createRevisions } from './revisions.ts';

const LONG = 'x'.repeat(5000);

describe('createRevisions', () => {
  it('gives equal numbers to equal texts only', () => {
    const revisions = createRevisions();
    const first = revisions.of('a');
    expect(revisions.of('b')).not.toBe(first);
    expect(revisions.of('a')).toBe(first);
  });

  it('tells long texts apart, and from short ones', () => {
    const revisions = createRevisions();
    const texts = ['x', LONG, `${LONG}y`];
    const numbers = texts.map((text) => revisions.of(text));
    expect(new Set(numbers).size).toBe(3);
    expect(texts.map((text) => revisions.of(text))).toEqual(numbers);
  });

  it.each(['', LONG])('forgets what was not asked for, and never gives a number away twice', (start) => {
    const revisions = createRevisions({ short: 2, long: 2 });
    const given = ['a', 'b', 'c', 'a'].map((text) => revisions.of(start + text));
    expect(new Set(given).size).toBe(4);
  });

  it('keeps short texts however many long ones there are', () => {
    const revisions = createRevisions({ short: 1, long: 1 });
    const first = revisions.of('a');
    revisions.of(LONG);
    revisions.of(`${LONG}y`);
    expect(revisions.of('a')).toBe(first);
  });
});
