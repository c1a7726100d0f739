import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDuration, parseIsoDuration } from './iso-duration.ts';

describe('parseIsoDuration', () => {
  it.each([
    ['PT1H', 3600],
    ['PT12H', 43_200],
    ['PT1H30M', 5400],
    ['PT720M', 43_200],
    ['PT3600S', 3600],
    ['PT1.5S', 1.5],
    ['P1D', 86_400],
    ['P1DT1H', 90_000],
    ['P2W', 1_209_600],
    ['P1Y1M', 395 * 86_400],
    ['-PT1H', -3600],
    ['PT0S', 0],
  ])('%s is %d seconds', (text, seconds) => expect(parseIsoDuration(text)).toBe(seconds));

  it.each(['', 'P', 'PT', '4H', 'T4H', 'P4H', 'PT4', 'pt4h', 'PT1.5H', ' PT1H', 'PT1H ', '3600', 'PT1S1H'])(
    '%j is none',
    (text) => expect(parseIsoDuration(text)).toBeUndefined(),
  );

  it('reads what is written', () => {
    fc.assert(
      fc.property(fc.nat(), (seconds) => {
        expect(parseIsoDuration(isoDuration(seconds))).toBe(seconds);
      }),
    );
  });
});

describe('isoDuration', () => {
  it.each([
    [0, 'PT0S'],
    [3600, 'PT1H'],
    [5000, 'PT1H23M20S'],
    [43_200, 'PT12H'],
  ])('%d seconds are %s', (seconds, text) => expect(isoDuration(seconds)).toBe(text));
});
