import { describe, expect, it } from 'vitest';
import { parseIni } from '../documents/ini/parser.ts';
import { readAsCli } from '../documents/ini/readers/cli.ts';
import { readTolerantly } from '../documents/ini/readers/tolerant.ts';
import { createSourceText } from '../text/source-text.ts';
import type { CredentialProvider } from './credential-provider.ts';
import { MOST_HOPS } from './profile-chain.ts';
import { settingText } from './profile.ts';
import { buildProfileGraph, type ProfileGraph } from './profile-graph.ts';

function graphOf(config: string, credentials = '', read: typeof readAsCli = readAsCli): ProfileGraph {
  return buildProfileGraph({
    config: read(parseIni('file:///c', 'aws-config', createSourceText(config))),
    credentials: read(parseIni('file:///k', 'aws-credentials', createSourceText(credentials))),
  });
}

const profile = (name: string, ...lines: readonly string[]): string =>
  [`[profile ${name}]`, ...lines, ''].join('\n');
const user = (name: string): string =>
  [`[${name}]`, 'aws_access_key_id = AKIASP2TPHJSQH3FJRUX', 'aws_secret_access_key = s', ''].join('\n');
const KEYS = ['aws_access_key_id = AKIASP2TPHJSQH3FJRUX', 'aws_secret_access_key = s'];
const ROLE = 'role_arn = arn:aws:iam::123456789012:role/Demo';

describe('merging', () => {
  const graph = graphOf(
    profile('x', 'region = eu', 'output = json', ...KEYS) +
      '[default]\na = 1\n[sso-session s]\nsso_region = eu\n[services v]\ns3 =\n  endpoint_url = u\n',
    '[x]\nregion = us\naws_session_token = t\n[only]\na = 1\n[profile y]\nb = 2\n',
  );

  it('lets the credentials file win key by key', () => {
    const x = graph.profiles.get('x');
    expect(x && [settingText(x, 'region'), settingText(x, 'output')]).toEqual(['us', 'json']);
    expect(x?.settings.get('region')).toMatchObject({
      file: 'credentials',
      document: { uri: 'file:///k' },
      entry: { key: 'region' },
    });
    expect(x?.settings.get('output')).toMatchObject({ file: 'config', document: { uri: 'file:///c' } });
    expect(x?.config?.settings.get('region')?.value).toBe('eu');
  });

  it('has profiles of either file', () =>
    expect([...graph.profiles.keys()]).toEqual(['x', 'default', 'only', 'profile y']));

  it('has the other sections of config', () => {
    expect(graph.ssoSessions.get('s')?.settings.get('sso_region')?.value).toBe('eu');
    expect([...graph.services.keys()]).toEqual(['v']);
  });

  it('takes static keys by file: a token in the other one is none', () => {
    expect(graph.providerOf('x')).toMatchObject({ type: 'static', file: 'config', sessionToken: undefined });
    const split = graphOf(
      profile('y', 'aws_secret_access_key = s'),
      '[y]\naws_access_key_id = AKIASP2TPHJSQH3FJRUX\n',
    );
    expect(split.providerOf('y')).toMatchObject({
      type: 'static',
      file: 'credentials',
      secretAccessKey: undefined,
    });
  });

  it('knows the files that the reader refuses, and goes on without them', () => {
    const broken = graphOf('[profile x]\nword\n', user('y'));
    expect(broken.refusals.map(({ document, refusal }) => [document.uri, refusal.line])).toEqual([
      ['file:///c', 2],
    ]);
    expect([...broken.profiles.keys()]).toEqual(['y']);
  });

  it('works without files', () => {
    const none = buildProfileGraph({});
    expect(none.profiles.size).toBe(0);
    expect(none.providerOf('x')).toEqual({ type: 'none' });
    expect(none.chainOf('x')).toBeUndefined();
    expect([none.yieldsSession('x'), none.sourceIsSession('x')]).toEqual(['unknown', 'unknown']);
  });
});

describe('providerOf', () => {
  const base = user('base');

  // What botocore was seen to use for a profile with these settings, directly and as somebody's source.
  it.each<[string, string, string, CredentialProvider['type'], CredentialProvider['type']]>([
    [
      'role with source and static keys',
      profile('x', ROLE, 'source_profile = base', ...KEYS),
      base,
      'role',
      'static',
    ],
    ['role and static keys without source', profile('x', ROLE, ...KEYS), base, 'role', 'static'],
    ['role alone', profile('x', ROLE), base, 'role', 'role'],
    [
      'role with both sources',
      profile('x', ROLE, 'source_profile = base', 'credential_source = Environment'),
      base,
      'role',
      'role',
    ],
    [
      'token file and source_profile',
      profile('x', ROLE, 'web_identity_token_file = /t', 'source_profile = base'),
      base,
      'web-identity',
      'web-identity',
    ],
    [
      'empty token file',
      profile('x', ROLE, 'web_identity_token_file =', 'source_profile = base'),
      base,
      'none',
      'none',
    ],
    [
      'process and static keys in config',
      profile('x', 'credential_process = p', ...KEYS),
      '',
      'process',
      'process',
    ],
    [
      'process in config, static keys in credentials',
      profile('x', 'credential_process = p'),
      user('x'),
      'static',
      'static',
    ],
    ['SSO and static keys', profile('x', 'sso_role_name = r', 'sso_account_id = 1'), user('x'), 'sso', 'sso'],
    [
      'SSO session without account and role',
      profile('x', 'sso_session = s', ...KEYS),
      '',
      'static',
      'static',
    ],
    ['login and static keys in config', profile('x', 'login_session = arn', ...KEYS), '', 'login', 'login'],
    [
      'login and static keys in credentials',
      profile('x', 'login_session = arn'),
      user('x'),
      'static',
      'static',
    ],
    [
      'role, source and process',
      profile('x', ROLE, 'source_profile = base', 'credential_process = p'),
      base,
      'role',
      'role',
    ],
    [
      'role and a secret alone, as a source',
      profile('x', ROLE, 'source_profile = base', 'aws_secret_access_key = s'),
      base,
      'role',
      'none',
    ],
    ['secret only', profile('x', 'aws_secret_access_key = s'), '', 'none', 'none'],
    ['token only', profile('x', 'aws_session_token = t'), '', 'none', 'none'],
    ['key without secret', profile('x', 'aws_access_key_id = AKIASP2TPHJSQH3FJRUX'), '', 'static', 'static'],
    ['region only', profile('x', 'region = eu'), '', 'none', 'none'],
    ['role in the credentials file', '', `[x]\n${ROLE}\nsource_profile = base\n${base}`, 'role', 'role'],
  ])('%s', (_, config, credentials, direct, asSource) => {
    const graph = graphOf(config, credentials);
    expect([graph.providerOf('x').type, graph.providerOf('x', { asSource: true }).type]).toEqual([
      direct,
      asSource,
    ]);
  });

  it('takes aws_security_token before aws_session_token', () => {
    const graph = graphOf(profile('x', ...KEYS, 'aws_session_token = t', 'aws_security_token = u'));
    expect(graph.providerOf('x')).toMatchObject({ sessionToken: { name: 'aws_security_token' } });
  });

  it('names the source of a role', () => {
    const graph = graphOf(
      profile('a', ROLE, 'source_profile = base') +
        profile('b', ROLE, 'credential_source = EcsContainer') +
        profile('c', ROLE),
    );
    const sources = ['a', 'b', 'c'].map((name) => graph.providerOf(name));
    expect(sources).toMatchObject([
      { source: { type: 'profile', name: 'base' } },
      { source: { type: 'credential-source', name: 'EcsContainer' } },
      { source: { type: 'none' } },
    ]);
  });
});

describe('chainOf', () => {
  const show = (graph: ProfileGraph, name: string): unknown => {
    const chain = graph.chainOf(name);
    return (
      chain && [chain.hops.map((hop) => `${hop.profile.name}:${hop.provider.type}`).join(' '), chain.end.type]
    );
  };

  it.each([
    [
      'to the keys of a user',
      profile('x', ROLE, 'source_profile = y') + profile('y', ROLE, 'source_profile = base'),
      'x:role y:role base:static',
      'root',
    ],
    ['of a profile without role', '', 'base:static', 'root'],
    [
      'that ends where a source has keys of its own',
      profile('x', ROLE, 'source_profile = y') + profile('y', ROLE, 'source_profile = base', ...KEYS),
      'x:role y:static',
      'root',
    ],
    ['with a credential source', profile('x', ROLE, 'credential_source = Environment'), 'x:role', 'root'],
    ['whose source is missing', profile('x', ROLE, 'source_profile = nope'), 'x:role', 'dangling'],
    [
      'whose second source is missing',
      profile('x', ROLE, 'source_profile = y') + profile('y', ROLE, 'source_profile = nope'),
      'x:role y:role',
      'dangling',
    ],
    [
      'in a circle',
      profile('x', ROLE, 'source_profile = y') + profile('y', ROLE, 'source_profile = x'),
      'x:role y:role',
      'cycle',
    ],
    [
      'into a circle',
      profile('x', ROLE, 'source_profile = y') +
        profile('y', ROLE, 'source_profile = z') +
        profile('z', ROLE, 'source_profile = y'),
      'x:role y:role z:role',
      'cycle',
    ],
    ['to itself without keys', profile('x', ROLE, 'source_profile = x'), 'x:role', 'cycle'],
    ['to itself with keys', profile('x', ROLE, 'source_profile = x', ...KEYS), 'x:role x:static', 'root'],
    [
      'to itself, but not at the start',
      profile('x', ROLE, 'source_profile = y') + profile('y', ROLE, 'source_profile = y'),
      'x:role y:role',
      'cycle',
    ],
    [
      'to a source without credentials',
      profile('x', ROLE, 'source_profile = y') + profile('y', 'region = eu'),
      'x:role y:none',
      'no-credentials',
    ],
    ['without source', profile('x', ROLE), 'x:role', 'no-source'],
    [
      'with both sources',
      profile('x', ROLE, 'source_profile = base', 'credential_source = Environment'),
      'x:role',
      'conflicting-sources',
    ],
    [
      'over SSO',
      profile('x', ROLE, 'source_profile = y') + profile('y', 'sso_account_id = 1'),
      'x:role y:sso',
      'root',
    ],
  ])('goes %s', (_, config, hops, end) => {
    const graph = graphOf(config, user('base'));
    expect(show(graph, config === '' ? 'base' : 'x')).toEqual([hops, end]);
  });

  it('goes so far, and says that it is longer', () => {
    const chain = (length: number) =>
      graphOf(
        Array.from({ length }, (_, index) =>
          profile(`p${index}`, ROLE, `source_profile = p${index + 1}`),
        ).join(''),
        user(`p${length}`),
      ).chainOf('p0');
    expect(chain(MOST_HOPS - 1)).toMatchObject({ hops: { length: MOST_HOPS }, end: { type: 'root' } });
    expect(chain(MOST_HOPS)).toMatchObject({ hops: { length: MOST_HOPS }, end: { type: 'too-long' } });
  });

  it('tells which setting leads nowhere or back', () => {
    const graph = graphOf(
      profile('x', ROLE, 'source_profile = nope') + profile('y', ROLE, 'source_profile = y'),
    );
    expect(graph.chainOf('x')?.end).toMatchObject({
      type: 'dangling',
      name: 'nope',
      setting: { entry: { name: 'source_profile' } },
    });
    expect(graph.chainOf('y')?.end).toMatchObject({ type: 'cycle', name: 'y' });
  });

  it('takes a secret for no name, and does not show it', () => {
    const graph = graphOf(profile('x', ROLE, 'source_profile = ASIAQNZGKIQY56JQ7WML'));
    expect(graph.chainOf('x')?.end).toMatchObject({ type: 'dangling', name: undefined });
    expect(JSON.stringify(graph.chainOf('x')?.end)).not.toContain('7WML"');
  });

  it('works on files that the AWS CLI refuses, as they are meant', () => {
    const graph = graphOf(
      profile('x', ROLE, 'source_profile = base # mine', 'word'),
      user('base'),
      readTolerantly,
    );
    expect(show(graph, 'x')).toEqual(['x:role base:static', 'root']);
  });
});

describe('sessions', () => {
  const session = (name: string): string =>
    `[${name}]\naws_access_key_id = ASIAQNZGKIQY56JQ7WML\naws_secret_access_key = s\naws_session_token = t\n`;
  const chained = (...source: readonly string[]): string =>
    profile('x', ROLE, 'source_profile = y') + profile('y', ...source);

  // With which sources STS refuses more than an hour.
  it.each<[string, string, string, boolean | 'unknown']>([
    ["a user's keys", chained('region = eu'), user('y'), false],
    [
      "a user's keys, with MFA on the call",
      profile('x', ROLE, 'source_profile = y', 'mfa_serial = arn'),
      user('y'),
      false,
    ],
    ['a role', chained(ROLE, 'source_profile = base'), user('base'), true],
    ['SSO', chained('sso_account_id = 1', 'sso_role_name = r'), '', true],
    ['web identity', chained(ROLE, 'web_identity_token_file = /t'), '', true],
    ['an instance', profile('x', ROLE, 'credential_source = Ec2InstanceMetadata'), '', true],
    ['a container', profile('x', ROLE, 'credential_source = EcsContainer'), '', true],
    ['the environment', profile('x', ROLE, 'credential_source = Environment'), '', 'unknown'],
    ['a pasted session', chained('region = eu'), session('y'), true],
    ['a session id without its token', chained('aws_access_key_id = ASIAQNZGKIQY56JQ7WML'), '', true],
    ['an id of another kind', chained('aws_access_key_id = <your id>'), '', 'unknown'],
    ['a login', chained('login_session = arn'), '', 'unknown'],
    ['any process', chained('credential_process = helper'), '', 'unknown'],
    ['aws-vault', chained('credential_process = aws-vault export --format=json base'), user('base'), true],
    [
      'aws-vault by its path',
      chained('credential_process = "/usr/bin/aws-vault" exec base --json'),
      '',
      true,
    ],
    [
      'aws-vault without session',
      chained('credential_process = aws-vault export --format=json --no-session base'),
      '',
      false,
    ],
    [
      'aws-vault without session, for a role',
      chained('credential_process = aws-vault export --no-session z') + profile('z', ROLE),
      '',
      true,
    ],
    [
      'the CLI for a role',
      chained('credential_process = aws configure export-credentials --profile z --format process') +
        profile('z', ROLE, 'source_profile = base'),
      user('base'),
      true,
    ],
    [
      "the CLI for a user's keys",
      chained('credential_process = aws configure export-credentials --profile=base'),
      user('base'),
      false,
    ],
    [
      'the CLI for itself',
      chained('credential_process = aws configure export-credentials --profile y'),
      '',
      'unknown',
    ],
    ['its own keys', profile('x', ROLE, 'source_profile = x', ...KEYS), '', false],
    ['nothing', profile('x', ROLE), '', 'unknown'],
    ['a missing profile', profile('x', ROLE, 'source_profile = nope'), '', 'unknown'],
    ['no role at all', profile('x', 'sso_account_id = 1', 'sso_role_name = r'), '', false],
    ['web identity itself', profile('x', ROLE, 'web_identity_token_file = /t'), '', false],
  ])('with %s', (_, config, credentials, expected) =>
    expect(graphOf(config, credentials).sourceIsSession('x')).toBe(expected),
  );

  it('tells what a profile gives', () => {
    const graph = graphOf(
      profile('x', ROLE, 'source_profile = base', ...KEYS),
      user('base') + session('pasted'),
    );
    expect(graph.yieldsSession('base')).toBe(false);
    expect(graph.yieldsSession('pasted')).toBe(true);
    expect(graph.yieldsSession('x')).toBe(true);
    expect(graph.yieldsSession('x', { asSource: true })).toBe(false);
  });
});
