import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asBotocore, asJsSdk, decodeSource, type PlainFile } from './ini-oracle.ts';

/** What the tools themselves made of a file. Groups without members are left out of `botocore`. */
interface IniCase {
  readonly name: string;
  readonly file: 'config' | 'credentials';
  readonly hex: string;
  readonly botocore: PlainFile | 'ConfigParseError';
  readonly js: PlainFile;
}

const { cases } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'data', 'aws-ini-cases.json'), 'utf8'),
) as { cases: readonly IniCase[] };

/** botocore always gives these three. */
const GROUPS = { profiles: {}, sso_sessions: {}, services: {} };

it('has all 80 cases', () => expect(cases).toHaveLength(80));

describe.each(cases)('$name', ({ file, hex, botocore, js }) => {
  const source = decodeSource(Buffer.from(hex, 'hex'));
  const kind = `aws-${file}` as const;

  it('reads as botocore does', () => {
    const expected =
      botocore === 'ConfigParseError' || file === 'credentials' ? botocore : { ...GROUPS, ...botocore };
    expect(asBotocore(source, kind)).toEqual(expected);
  });

  it('reads as the JS SDK does', () => {
    const { __sso: ssoSessions = {}, ...expected } = js;
    expect(asJsSdk(source, kind)).toEqual({ file: expected, ssoSessions });
  });
});
