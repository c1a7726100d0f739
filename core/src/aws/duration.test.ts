import { describe, expect, it } from 'vitest';
import { parseCliInteger, parseJsInteger } from './duration.ts';

describe('parseCliInteger', () => {
  // Each was given to Python's int().
  it.each([
    ['3600', 3600],
    [' 900 ', 900],
    ['\u00a0900\u0085', 900],
    ['+900', 900],
    ['-1', -1],
    ['3_600', 3600],
    ['0_0', 0],
    ['00900', 900],
    ['-0', 0],
    ['\u0663\u0666\u0660\u0660', 3600],
    ['\u{1d7d1}\u{1d7ec}', 30],
    ['9'.repeat(20), 1e20],
  ])('takes %j', (text, value) => expect(parseCliInteger(text)).toBe(value));

  it.each([
    '',
    ' ',
    'abc',
    '3600.5',
    '7200 # two hours',
    '3__600',
    '_900',
    '900_',
    '+ 900',
    '++900',
    '1e3',
    '0x10',
    '\ufeff900',
    '²',
    '9'.repeat(4301),
  ])('refuses %j', (text) => expect(parseCliInteger(text)).toBeUndefined());
});

describe('parseJsInteger', () => {
  it.each([
    ['', 3600],
    ['900', 900],
    ['3600.5', 3600],
    ['3_600', 3],
    [' 900 # c', 900],
    ['abc', Number.NaN],
  ])('makes of %j', (text, value) => expect(parseJsInteger(text)).toBe(value));
});
