import { describe, expect, it } from 'vitest';
import { createRevisions } from './revisions.ts';

describe('createRevisions', () => {
  it('gives equal numbers to equal texts only', () => {
    const revisions = createRevisions();
    const first = revisions.of('a');
    expect(revisions.of('b')).not.toBe(first);
    expect(revisions.of('a')).toBe(first);
  });

  it('tells long texts apart', () => {
    const revisions = createRevisions();
    const long = 'x'.repeat(5000);
    const first = revisions.of(long);
    expect(revisions.of(`${long}y`)).not.toBe(first);
    expect(revisions.of(long)).toBe(first);
  });

  it('forgets what was not asked for, and never gives a number away twice', () => {
    const revisions = createRevisions(2);
    const given = ['a', 'b', 'c', 'a'].map((text) => revisions.of(text));
    expect(new Set(given).size).toBe(4);
  });
});
