import { describe, expect, it } from 'vitest';
import { safe } from '../secret/safe-text.ts';
import { whoDoesWhat } from './tool-families.ts';

const USES = { one: safe`uses the role`, many: safe`use the role` };
const FAILS = { one: safe`stops with an error`, many: safe`stop with an error` };
const SIGNS = { one: safe`uses the keys`, many: safe`use the keys` };

describe('who does what', () => {
  it.each([
    [
      { cli: USES, js: SIGNS, go: FAILS },
      'the AWS CLI and boto3 use the role, the JavaScript SDK uses the keys, Go tools stop with an error',
    ],
    [{ cli: USES, js: USES, go: USES }, 'every tool uses the role'],
    [
      { cli: USES, js: SIGNS, go: USES },
      'the AWS CLI, boto3 and Go tools use the role, the JavaScript SDK uses the keys',
    ],
    [{ cli: USES, js: USES }, 'the AWS CLI, boto3 and the JavaScript SDK use the role'],
    [{ js: FAILS }, 'the JavaScript SDK stops with an error'],
    [{ go: FAILS }, 'Go tools stop with an error'],
  ])('%#', (doings, expected) => expect(whoDoesWhat(doings)).toBe(expected));
});
