import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readExpiration } from '@keyless/core';
import { writeExpiration } from './expiration.ts';

it('reads back what is written', () => {
  const date = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });
  fc.assert(
    fc.property(date, (at) => {
      const seconds = new Date(Math.floor(at.getTime() / 1000) * 1000);
      expect(readExpiration(writeExpiration(at))).toEqual({ at: seconds });
    }),
  );
});
