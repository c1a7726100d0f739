import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assumeRoleCacheName } from '../cli-cache/key.ts';
import { loadProfiles } from '../profiles.ts';
import { firstToAssume } from './first-to-assume.ts';
import { planRefresh } from './plan.ts';
import type { RefreshPlan, RefreshRefusal } from './refresh-plan.ts';

const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const keys = 'aws_access_key_id = AKIAQAAAAAAAAAAA7WML\naws_secret_access_key = secret\n';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-plan-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

interface Files {
  readonly config?: string;
  readonly credentials?: string;
  readonly env?: NodeJS.ProcessEnv;
}

async function plan(
  profile: string,
  { config, credentials, env = {} }: Files,
): Promise<RefreshPlan | RefreshRefusal> {
  await mkdir(join(home, '.aws'), { recursive: true });
  if (config !== undefined) await writeFile(join(home, '.aws', 'config'), config);
  if (credentials !== undefined) await writeFile(join(home, '.aws', 'credentials'), credentials);
  return planRefresh(await loadProfiles(env, home), profile);
}

async function planned(profile: string, files: Files): Promise<RefreshPlan> {
  const made = await plan(profile, files);
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made;
}

async function refused(profile: string, files: Files): Promise<string> {
  const made = await plan(profile, files);
  if (made.ok) throw new Error('It was planned');
  expect(made.kind).toBe('refused');
  return `${made.meaning} | ${made.action ?? ''}`;
}

const base = `[profile base]\n${keys}`;

describe('the hops', () => {
  it('hold everything that the profile says', async () => {
    const made = await planned('dev', {
      config: `[profile dev]
role_arn = ${role('Demo')}
source_profile = base
role_session_name = me
external_id = abc
mfa_serial = arn:aws:iam::111122223333:mfa/u
duration_seconds = 7_200
${base}`,
    });
    const call = {
      roleArn: role('Demo'),
      roleSessionName: 'me',
      externalId: 'abc',
      serialNumber: 'arn:aws:iam::111122223333:mfa/u',
      durationSeconds: 7200,
    };
    expect(made.hops).toEqual([
      { profile: 'dev', roleArn: role('Demo'), call, cacheName: assumeRoleCacheName(call) },
    ]);
    expect(made.hops[0].cacheName).toBe('88d78438aea7f412800a5544a74fd244b5dbd6c7.json');
  });

  it.each([
    ['duration_seconds = abc', 'ecd91d7989471012b3d38d435d4d037a581676a5'],
    ['duration_seconds = 3600.5', 'ecd91d7989471012b3d38d435d4d037a581676a5'],
    ['duration_seconds =', 'ecd91d7989471012b3d38d435d4d037a581676a5'],
    ['role_session_name =', 'ecd91d7989471012b3d38d435d4d037a581676a5'],
  ])('leave out %s as the AWS CLI does', async (line, sha1) => {
    const made = await planned('dev', {
      config: `[profile dev]\nrole_arn = ${role('Demo')}\nsource_profile = base\n${line}\n${base}`,
    });
    expect(made.hops[0].cacheName).toBe(`${sha1}.json`);
    expect(made.hops[0].call).toMatchObject({ durationSeconds: undefined, roleSessionName: undefined });
  });

  it('are in the order of assuming', async () => {
    const made = await planned('c', {
      config: `[profile c]\nrole_arn = ${role('C')}\nsource_profile = b\n[profile b]\nrole_arn = ${role('B')}\nsource_profile = a\n[profile a]\nrole_arn = ${role('A')}\nsource_profile = base\n${base}`,
    });
    expect(made.hops.map(({ profile }) => profile)).toEqual(['a', 'b', 'c']);
  });

  it("stop at a source's own keys: they win over its role", async () => {
    const made = await planned('dev', {
      config: `[profile dev]\nrole_arn = ${role('Demo')}\nsource_profile = both\n[profile both]\nrole_arn = ${role('B')}\nsource_profile = gone\n${keys}`,
    });
    expect(made.hops.map(({ profile }) => profile)).toEqual(['dev']);
    expect(made.source).toMatchObject({ kind: 'static', profile: 'both' });
  });

  it('allow a profile to be its own source', async () => {
    const made = await planned('dev', {
      config: `[profile dev]\nrole_arn = ${role('Demo')}\nsource_profile = dev\n`,
      credentials: `[dev]\n${keys}`,
    });
    expect(made.hops).toHaveLength(1);
    expect(made.source).toMatchObject({
      kind: 'static',
      description: 'the keys of profile dev in the credentials file',
    });
  });
});

describe('the source', () => {
  const dev = `[profile dev]\nrole_arn = ${role('Demo')}\nsource_profile = base\n`;

  it('takes keys and token from one file, the legacy token first', async () => {
    const made = await planned('dev', {
      config: `${dev}[profile base]\naws_session_token = stale\n`,
      credentials: `[base]\n${keys}aws_session_token = new\naws_security_token = old\n`,
    });
    if (made.source.kind !== 'static') throw new Error(made.source.kind);
    expect(made.source.credentials.sessionToken?.expose()).toBe('old');
    expect(made.source.credentials.secretAccessKey.expose()).toBe('secret');
    expect(JSON.stringify(made)).not.toContain('AKIAQAAAAAAAAAAA7WML');
  });

  it('takes no token of the other file, and an empty one for none', async () => {
    const files = { config: `${dev}[profile base]\naws_session_token = stale\n` };
    const other = await planned('dev', { ...files, credentials: `[base]\n${keys}` });
    const empty = await planned('dev', { ...files, credentials: `[base]\n${keys}aws_session_token =\n` });
    for (const { source } of [other, empty]) {
      expect(source.kind === 'static' && source.credentials.sessionToken).toBeUndefined();
    }
  });

  it('is a process or the environment', async () => {
    const process = await planned('dev', {
      config: `${dev}[profile base]\ncredential_process = /bin/helper --x\n`,
    });
    expect(process.source).toMatchObject({ kind: 'process', profile: 'base' });
    expect(process.source.kind === 'process' && process.source.command.expose()).toBe('/bin/helper --x');
    expect(JSON.stringify(process)).not.toContain('helper');
    const environment = await planned('dev', {
      config: `[profile dev]\nrole_arn = ${role('Demo')}\ncredential_source = Environment\n`,
    });
    expect(environment.source).toMatchObject({ kind: 'environment', profile: 'dev' });
  });

  const signIn = 'sso_account_id = 123456789012\nsso_role_name = Admin\n';

  it('is a sign-in to IAM Identity Center, in both forms', async () => {
    const session =
      '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n';
    const made = await planned('dev', {
      config: `${dev}[profile base]\nsso_session = corp\n${signIn}${session}`,
    });
    expect(made.source).toMatchObject({
      kind: 'sso',
      profile: 'base',
      tokenOf: 'corp',
      accountId: '123456789012',
      roleName: 'Admin',
      target: { region: 'eu-west-1' },
      signIn: 'aws sso login --profile base',
    });
    const old = await planned('dev', {
      config: `${dev}[profile base]\nsso_start_url = https://x.awsapps.com/start\nsso_region = us-east-2\n${signIn}`,
    });
    expect(old.source).toMatchObject({
      tokenOf: 'https://x.awsapps.com/start',
      target: { region: 'us-east-2' },
    });
  });

  it('is a console login, whose folder a variable may move', async () => {
    const config = `${dev}[profile base]\nlogin_session = arn:aws:iam::123456789012:user/me\n`;
    const made = await planned('dev', { config });
    const moved = await planned('dev', { config, env: { AWS_LOGIN_CACHE_DIRECTORY: '/moved' } });
    expect(made.source).toMatchObject({ kind: 'login', signIn: 'aws login --profile base' });
    expect(made.source.kind === 'login' && made.source.file).toMatch(
      /\.aws\/login\/cache\/[0-9a-f]{64}\.json$/u,
    );
    expect(moved.source.kind === 'login' && moved.source.file).toMatch(/^\/moved\/[0-9a-f]{64}\.json$/u);
  });

  it('is a web identity', async () => {
    const config = `${dev}[profile base]\nrole_arn = ${role('Web')}\nweb_identity_token_file = token\nrole_session_name = ci\n`;
    expect((await planned('dev', { config })).source).toMatchObject({
      kind: 'web-identity',
      roleArn: role('Web'),
      roleSessionName: 'ci',
      tokenFile: join(home, 'token'),
    });
  });

  it.each([
    [signIn, /lacks a part of its SSO settings/],
    [`sso_session = gone\n${signIn}`, /sso_session gone of profile base does not exist/],
    ['login_session =', /login_session of profile base is empty.*aws login --profile base/],
    ['web_identity_token_file = /token', /no role_arn to exchange the token for/],
    ['region = eu-west-1', /source profile base has no credentials/],
    [
      'aws_access_key_id = AKIAQAAAAAAAAAAA7WML',
      /aws_secret_access_key is missing from the keys of profile base/,
    ],
    ['aws_access_key_id =\naws_secret_access_key = secret', /aws_access_key_id is missing/],
  ])('says what to do about %s', async (lines, meaning) => {
    expect(await refused('dev', { config: `${dev}[profile base]\n${lines}\n` })).toMatch(meaning);
  });

  it('quotes a name with a space for the shell', async () => {
    const config = `[profile "my dev"]\nrole_arn = ${role('Demo')}\nsource_profile = my login\n[profile "my login"]\nlogin_session = x\n`;
    expect((await planned('my dev', { config })).source).toMatchObject({
      signIn: "aws login --profile 'my login'",
    });
  });

  it.each([
    ['Ec2InstanceMetadata', 'instance'],
    ['EcsContainer', 'container'],
    ['Environment', 'environment'],
  ])('is for credential_source = %s the %s', async (source, kind) => {
    const config = `[profile dev]\nrole_arn = ${role('Demo')}\ncredential_source = ${source}\n`;
    expect((await planned('dev', { config })).source).toMatchObject({ kind, profile: 'dev' });
  });

  it('is none for a credential_source in the wrong case', async () => {
    const config = `[profile dev]\nrole_arn = ${role('Demo')}\ncredential_source = environment\n`;
    expect(await refused('dev', { config })).toMatch(
      /credential_source environment of profile dev is not valid.*exactly so/,
    );
  });
});

describe('what cannot be refreshed', () => {
  it.each<[string, string, RegExp]>([
    ['gone', base, /no such profile/],
    ['base', base, /base assumes no role.*role_arn and source_profile/],
    ['dev', `[profile dev]\nregion = x\n`, /dev assumes no role/],
    [
      'dev',
      `[profile dev]\nsso_account_id = 1\nsso_role_name = x\n`,
      /assumes no role.*aws sso login --profile dev/,
    ],
    ['dev', `[profile dev]\nlogin_session = x\n`, /assumes no role.*aws login --profile dev/],
    ['dev', `[profile dev]\ncredential_process = x\n`, /assumes no role.*new credentials with every command/],
    [
      'dev',
      `[profile dev]\nrole_arn = ${role('A')}\nweb_identity_token_file = x\n`,
      /assumes no role.*caches it/,
    ],
    ['dev', `[profile dev]\nrole_arn = ${role('A')}\n`, /neither source_profile nor credential_source/],
    [
      'dev',
      `[profile dev]\nrole_arn = ${role('A')}\nsource_profile = gone\n`,
      /source_profile gone of profile dev does not/,
    ],
    [
      'dev',
      `[profile dev]\nrole_arn = ${role('A')}\nsource_profile = base\ncredential_source = Environment\n${base}`,
      /both source_profile and credential_source/,
    ],
    [
      'a',
      `[profile a]\nrole_arn = ${role('A')}\nsource_profile = b\n[profile b]\nrole_arn = ${role('B')}\nsource_profile = a\n`,
      /circle: a → b → a/,
    ],
    ['a', `[profile a]\nrole_arn = ${role('A')}\nsource_profile = a\n`, /circle: a → a/],
  ])('%s (%#)', async (profile, config, meaning) => {
    expect(await refused(profile, { config })).toMatch(meaning);
  });

  it.each<[string, RegExp]>([
    ['role_arn = arn:aws:sts::123456789012:assumed-role/Demo/me', /ARN of a session/],
    ['role_arn = Demo', /no ARN of a role/],
    ['role_arn =', /no ARN of a role/],
    [`role_arn = ${role('A')}\n  region = x`, /role_arn of profile dev runs over several lines/],
    [`role_arn = ${role('A')}\nexternal_id = x`, /external_id of profile dev is shorter than the 2/],
    [`role_arn = ${role('A')}\nexternal_id =`, /external_id of profile dev is shorter/],
    [`role_arn = ${role('A')}\nmfa_serial = 1234`, /mfa_serial of profile dev is shorter than the 9/],
    [`role_arn = ${role('A')}\nrole_session_name = x`, /role_session_name of profile dev is shorter/],
    [`role_arn = ${role('A')}\nduration_seconds = 899`, /out of range: STS gives sessions of 900 to 43200/],
    [`role_arn = ${role('A')}\nduration_seconds = 43201`, /out of range/],
    [`role_arn = ${role('A')}\nduration_seconds = 99999999999999999999`, /out of range/],
    [`role_arn = ${role('A')}\nduration_seconds =\n  a = 1`, /is a block of settings/],
    [
      `role_arn = ${role('A')}\nrole_session_name = AKIAQAAAAAAAAAAA7WML`,
      /something that looks like a secret/,
    ],
    [`role_arn = ${role('A')}\nregion = us-east-1 # home`, /no region/],
    [`role_arn = ${role('A')}\nendpoint_url = localhost`, /no web address/],
    [`role_arn = ${role('A')}\nservices = gone`, /section \[services gone\]/],
  ])('%s', async (lines, meaning) => {
    const config = `[profile dev]\nsource_profile = base\n${lines}\n${base}`;
    expect(await refused('dev', { config })).toMatch(meaning);
  });

  it('a file that the AWS CLI refuses, with file, line and reason', async () => {
    const config = `[profile dev]\nrole_arn = ${role('A')}\nrole_arn = ${role('B')}\n`;
    const made = await plan('dev', { config });
    expect(made).toMatchObject({ ok: false, kind: 'refused' });
    expect(!made.ok && made.meaning).toContain(`${join(home, '.aws', 'config')}:3: `);
    expect(await loadProfiles({}, home)).toMatchObject({ ok: false, refusal: { line: 3 } });
  });

  it('a credentials file that the AWS CLI refuses', async () => {
    const made = await plan('dev', { credentials: 'aws_secret_access_key = wJalrXUtnFEMIK7MDENG\n' });
    expect(!made.ok && made.meaning).toContain(`${join(home, '.aws', 'credentials')}:1: `);
    expect(JSON.stringify(made)).not.toContain('wJalrXUtn');
  });

  it('a file that cannot be read', async () => {
    await mkdir(join(home, '.aws', 'config'), { recursive: true });
    const made = await plan('dev', {});
    expect(!made.ok && made.meaning).toContain('it is not a regular file');
    expect(await loadProfiles({}, home)).toMatchObject({ ok: false, refusal: { line: undefined } });
  });

  it('no files at all are no profiles', async () => {
    expect(await loadProfiles({}, home)).toMatchObject({ ok: true });
    expect(await refused('dev', {})).toContain('no such profile');
  });
});

describe('where the files are', () => {
  it('is said by the environment', async () => {
    await writeFile(join(home, 'mine'), `[profile dev]\nrole_arn = ${role('Demo')}\nsource_profile = base\n`);
    await writeFile(join(home, 'keys'), `[base]\n${keys}`);
    const env = { AWS_CONFIG_FILE: '~/mine', AWS_SHARED_CREDENTIALS_FILE: join(home, 'keys') };
    expect(planRefresh(await loadProfiles(env, home), 'dev')).toMatchObject({ ok: true });
  });
});

describe('the target', () => {
  const dev = `[profile dev]\nrole_arn = ${role('Demo')}\nsource_profile = base\n`;

  it("comes from the refreshed profile's settings, those of the credentials file first", async () => {
    const made = await planned('dev', {
      config: `${dev}region = eu-west-1\nservices = local\n${base}region = us-west-2\n[services local]\nsts =\n  endpoint_url = http://localhost:4566\n`,
      credentials: '[dev]\nregion = eu-west-2\n',
    });
    expect(made.target).toMatchObject({ region: 'eu-west-2', endpoint: 'http://localhost:4566' });
  });

  it('is in the partition of the role', async () => {
    const config = `[profile dev]\nrole_arn = arn:aws-cn:iam::123456789012:role/Demo\nsource_profile = base\n${base}`;
    expect(await planned('dev', { config, env: { AWS_REGION: 'us-east-1' } })).toMatchObject({
      target: { region: 'cn-north-1' },
    });
  });
});

describe('a shared entry', () => {
  it('is told of profiles with the same role and options and another source', async () => {
    const same = `role_arn = ${role('Demo')}\n`;
    const config = `[profile dev]\n${same}source_profile = base\n
[profile twin]\n${same}source_profile = other\n
[profile same-source]\n${same}source_profile = base\n
[profile longer]\n${same}source_profile = other\nduration_seconds = 1800\n
[profile web]\n${same}web_identity_token_file = /token\nduration_seconds = 1800\n
[profile other]\n${keys}${base}`;
    expect((await planned('dev', { config })).sharedWith).toEqual(['twin', 'web']);
    expect((await planned('longer', { config })).sharedWith).toEqual([]);
  });
});

describe('firstToAssume', () => {
  it.each([
    [1, [], 0],
    [3, [], 0],
    [3, [0], 1],
    [3, [1], 2],
    [3, [0, 1], 2],
    [3, [2], 0],
  ])('of %i hops with %j live is %i', async (count, live, first) => {
    expect(await firstToAssume(count, (index) => Promise.resolve(live.includes(index)))).toBe(first);
  });
});
