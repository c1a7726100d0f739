import { describe, expect, it } from 'vitest';
import { describeError } from './describe-error.ts';

describe('describeError', () => {
  it('tells the kind and the place, and neither the message nor the folders', () => {
    const error = new TypeError('cannot read aws_secret_access_key = hunter2');
    error.stack = `TypeError: cannot read\n    at parse (/home/jane/project/server/src/parse.ts:12:34)\n    at next`;
    expect(describeError(error)).toBe('TypeError at parse (parse.ts:12:34)');
  });

  it.each([
    ['a frame without function', 'at /home/jane/parse.ts:1:2', 'Error at (parse.ts:1:2)'],
    ['a frame with an URL', 'at run (file:///home/jane/parse.ts:1:2)', 'Error at run (parse.ts:1:2)'],
    ['a frame of Windows', 'at run (C:\\Users\\jane\\parse.ts:1:2)', 'Error at run (parse.ts:1:2)'],
  ])('understands %s', (_name, frame, expected) => {
    const error = new Error('secret');
    error.stack = `Error: secret\n    ${frame}`;
    expect(describeError(error)).toBe(expected);
  });

  it('does not print what is thrown instead of an error', () => {
    expect(describeError('hunter2')).toBe('something that is no error');
  });
});
