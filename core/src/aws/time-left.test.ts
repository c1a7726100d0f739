import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { humanDuration, timeLeft, untilChange } from './time-left.ts';

const minutes = (count: number): number => count * 60_000;

describe('timeLeft', () => {
  it.each([
    [minutes(60) - 1, '59 min'],
    [minutes(60), '1 h'],
    [minutes(239), '3 h 59 min'],
    [minutes(1), '1 min'],
    [minutes(1) - 1, '<1 min'],
    [0, 'ended'],
    [-5, 'ended'],
  ])('says %i ms as %s', (milliseconds, text) => {
    expect(timeLeft(milliseconds)).toBe(text);
  });

  it('changes when untilChange says, and not a millisecond before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: minutes(60 * 13) }), (left) => {
        const wait = untilChange(left)!;
        expect(timeLeft(left - wait)).not.toBe(timeLeft(left));
        expect(timeLeft(left - wait + 1)).toBe(timeLeft(left));
      }),
    );
    expect(untilChange(0)).toBeUndefined();
  });
});

describe('humanDuration', () => {
  it.each([
    [0, '0 s'],
    [45, '45 s'],
    [900, '15 min'],
    [3600, '1 h'],
    [5400, '1 h 30 min'],
    [3601, '1 h 1 s'],
    [43_200, '12 h'],
  ])('says %i s as %s', (seconds, text) => {
    expect(humanDuration(seconds)).toBe(text);
  });
});
