import { describe, expect, it } from 'vitest';
import { meantSeconds } from './meant-seconds.ts';

describe('meantSeconds', () => {
  it.each([
    ['1h', 3600],
    ['1.5 hours', 5400],
    ['60 min', 3600],
    ['3600s', 3600],
    ['3,600', 3600],
    ['3 600', 3600],
    ['3_600', 3600],
    ['3600.5', 3600],
    ['about 7200', 7200],
    ['٣٦٠٠', 3600],
  ])('reads %j', (text, seconds) => expect(meantSeconds(text)).toBe(seconds));

  it.each(['', 'abc', '1', '10m', '13h', '900-3600', '3.600', '99999', '1e3'])('gives up on %j', (text) =>
    expect(meantSeconds(text)).toBeUndefined(),
  );
});
