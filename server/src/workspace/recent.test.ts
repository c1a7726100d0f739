import { describe, expect, it } from 'vitest';
import { createRecent } from './recent.ts';

describe('createRecent', () => {
  it('lets go of what was asked for longest ago', () => {
    const recent = createRecent<string, number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    expect(recent.get('a')).toBe(1);
    recent.set('c', 3);
    expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([1, undefined, 3]);
  });

  it('has room for others where a value is replaced or given away', () => {
    const recent = createRecent<string, number>(2);
    recent.set('a', 1);
    recent.set('a', 2);
    recent.set('b', 3);
    expect(recent.take('a')).toBe(2);
    recent.set('c', 4);
    expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([undefined, 3, 4]);
  });

  it('lets go of all but those that were asked for last', () => {
    const recent = createRecent<string, number>(3);
    recent.set('a', 1);
    recent.set('b', 2);
    recent.set('c', 3);
    recent.get('a');
    recent.trim(2);
    expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([1, undefined, 3]);
    recent.trim(0);
    expect(['a', 'b', 'c'].map((key) => recent.get(key))).toEqual([undefined, undefined, undefined]);
  });
});
