import { describe, expect, it } from 'vitest';
import { LONGEST_PAUSE, pauseAfter } from './pause.ts';

describe('pauseAfter', () => {
  it.each([
    [undefined, 0],
    [0, 0],
    [8, 0],
    [10, 8],
    [20, 48],
    [58, LONGEST_PAUSE],
    [1000, LONGEST_PAUSE],
  ])('a document that took %s ms waits %s ms', (cost, pause) => {
    expect(pauseAfter(cost)).toBe(pause);
  });
});
