import { describe, expect, it } from 'vitest';
import { parseIni } from '../documents/ini/parser.ts';
import { readAsCli } from '../documents/ini/readers/cli.ts';
import { createSourceText } from '../text/source-text.ts';
import { buildProfileGraph } from './profile-graph.ts';
import { isOwnSource, usesOf } from './profile-use.ts';

const ID = 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE';
const SECRET = 'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const KEYS = `${ID}\n${SECRET}`;
const ROLE = 'role_arn = arn:aws:iam::123456789012:role/Deploy';

/** Profile `a` of both files. */
function profileOf(config: string, credentials = '') {
  const read = (kind: 'aws-config' | 'aws-credentials', text: string) =>
    readAsCli(parseIni(`file:///h/.aws/${kind}`, kind, createSourceText(text)));
  const graph = buildProfileGraph({
    config: read('aws-config', `[profile a]\n${config}\n[profile b]\n${KEYS}\n`),
    credentials: read('aws-credentials', credentials === '' ? '' : `[a]\n${credentials}\n`),
  });
  return graph.profiles.get('a')!;
}

describe('what tools get credentials from', () => {
  it.each<readonly [string, string, string | undefined, readonly [string, string, string]]>([
    ['keys', KEYS, undefined, ['keys', 'keys', 'keys']],
    ['half a pair', ID, undefined, ['error', 'nothing', 'error']],
    ['nothing', 'region = eu-west-1', undefined, ['nothing', 'nothing', 'nothing']],
    ['halves in two files', ID, SECRET, ['error', 'keys', 'error']],
    ['a role with a source', `${ROLE}\nsource_profile = b`, undefined, ['other', 'other', 'other']],
    ['a role without one', ROLE, undefined, ['error', 'nothing', 'nothing']],
    [
      'a role with its own keys as source',
      `${ROLE}\nsource_profile = a\n${KEYS}`,
      undefined,
      ['keys', 'keys', 'keys'],
    ],
    [
      'two sources',
      `${ROLE}\nsource_profile = b\ncredential_source = Environment`,
      undefined,
      ['error', 'nothing', 'error'],
    ],
    ['a process', 'credential_process = x', undefined, ['other', 'other', 'other']],
    ['keys with a process beside', `${KEYS}\ncredential_process = x`, undefined, ['other', 'keys', 'keys']],
  ])('%s', (_case, config, credentials, [cli, js, go]) => {
    const uses = usesOf(profileOf(config, credentials));
    expect([uses.cli?.type, uses.js?.type, uses.go?.type]).toEqual([cli, js, go]);
  });

  it('tells nothing of Go tools where the order is not known', () => {
    expect(usesOf(profileOf(`login_session = x\n${KEYS}`)).go).toBeUndefined();
  });

  it('assumes the role of a profile with keys in Go tools', () => {
    expect(usesOf(profileOf(`${ROLE}\n${KEYS}`)).go).toMatchObject({ type: 'keys', role: true });
  });

  it('a profile is its own source by its name alone', () => {
    expect(isOwnSource(profileOf(`${ROLE}\nsource_profile = a`))).toBe(true);
    expect(isOwnSource(profileOf('source_profile = a'))).toBe(false);
    expect(isOwnSource(profileOf(`${ROLE}\nsource_profile = b`))).toBe(false);
  });
});
