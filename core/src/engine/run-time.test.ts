import { expect, it } from 'vitest';
import { RunTime } from './run-time.ts';

const at = (second: number): Date => new Date(second * 1000);

it('holds until the first moment that is not over', () => {
  const time = new RunTime(at(10));
  expect(time.validUntil).toBeUndefined();
  expect([at(9), at(10), at(30), at(20), at(40)].map((moment) => time.hasPassed(moment))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(time.validUntil).toEqual(at(20));
});
