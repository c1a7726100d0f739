import { describe, expect, it } from 'vitest';
import { mfaCodeProblem } from './refresh-ui.ts';

describe('mfaCodeProblem', () => {
  it.each(['123456', ' 000000 '])('takes %j', (code) => {
    expect(mfaCodeProblem(code)).toBeUndefined();
  });

  it.each(['', '12345', '1234567', '12345a', '123 456', '１２３４５６'])('refuses %j', (code) => {
    expect(mfaCodeProblem(code)).toMatch(/six digits/u);
  });
});
