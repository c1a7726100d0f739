import { describe, expect, it } from 'vitest';
import { readExpiration, readNotedEnd } from './expiration.ts';

const moment = new Date('2026-11-23T23:32:29Z');

describe('readExpiration', () => {
  it.each([
    '2026-11-23T23:32:29Z',
    '2026-11-23T23:32:29+00:00',
    '2026-11-23T23:32:29+0000',
    '2026-11-23T23:32:29UTC',
    '2026-11-23T23:32:29.000Z',
    '2026-11-23T23:32:29.000123+00:00',
    '2026-11-23 23:32:29Z',
    '2026-11-24T01:32:29+02:00',
    '2026-11-23T18:32:29-05',
    'Mon, 23 Nov 2026 23:32:29 GMT',
  ])('reads %s', (text) => {
    expect(readExpiration(text)).toEqual({ at: moment });
  });

  it.each([
    [undefined, 'absent'],
    [1_795_000_000, 'not-a-text'],
    [null, 'not-a-text'],
    ['', 'not-a-date'],
    ['notadate', 'not-a-date'],
    ['2026-13-45T99:00:00Z', 'not-a-date'],
    ['2026-11-23T23:32:29', 'without-zone'],
    ['2026-11-23T23:32:29.123', 'without-zone'],
    ['Mon, 23 Nov 2026 23:32:29', 'without-zone'],
  ])('says what is wrong with %s', (value, problem) => {
    expect(readExpiration(value)).toEqual({ problem });
  });
});

describe('readNotedEnd', () => {
  it.each([
    '2026-11-23T23:32:29Z',
    '2026-11-24T01:32:29+02:00',
    '2026-11-23 23:32:29',
    '2026-11-23T23:32:29.000000',
    'Mon, 23 Nov 2026 23:32:29 GMT',
    'Mon, 23 Nov 2026 23:32:29',
    ' 1795476749 ',
    '1795476749000',
  ])('reads %s, which is UTC unless it says otherwise', (text) => {
    expect(readNotedEnd(text)).toEqual(moment);
  });

  it.each(['', 'never', '3600', '12345678901', '2026-13-45', '2026-11-23T23:32:29 in Berlin'])(
    'makes nothing of %s',
    (text) => {
      expect(readNotedEnd(text)).toBeUndefined();
    },
  );
});
