import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assumeRoleCacheName, cliCacheFolder } from './cli-cache/key.ts';
import { loadProfiles } from './profiles.ts';
import { ssoTokenFile } from './sign-in/sso-cache.ts';
import { listRoleProfiles, listSessionProfiles, type RoleProfile } from './session-profiles.ts';

const now = new Date('2026-11-23T12:00:00Z');
const role = (name: string): string => `arn:aws:iam::123456789012:role/team/${name}`;
const keys = 'aws_access_key_id = AKIAQAAAAAAAAAAA7WML\naws_secret_access_key = secret\n';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-list-'));
  await mkdir(cliCacheFolder(home), { recursive: true });
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function list(config: string): Promise<ReadonlyMap<string, RoleProfile>> {
  await writeFile(join(home, '.aws', 'config'), config);
  const profiles = await listRoleProfiles(await loadProfiles({}, home), { now });
  return new Map(profiles.map((profile) => [profile.name, profile]));
}

async function cache(call: Parameters<typeof assumeRoleCacheName>[0], text: string): Promise<void> {
  await writeFile(join(cliCacheFolder(home), assumeRoleCacheName(call)), text);
}

function session(expiration: string): string {
  const part = { AccessKeyId: 'ASIAQAAAAAAAAAAA7WML', SecretAccessKey: 'secret', SessionToken: 'token' };
  return JSON.stringify({ Credentials: { ...part, Expiration: expiration } });
}

describe('listRoleProfiles', () => {
  it('tells role, account and source of each', async () => {
    const profiles = await list(`[profile dev]
role_arn = ${role('Demo')}
source_profile = middle
[profile middle]
role_arn = ${role('Middle')}
source_profile = base
[profile base]
${keys}[profile env]
role_arn = ${role('Env')}
credential_source = Environment
[profile sso]
role_arn = ${role('Sso')}
source_profile = login
[profile login]
sso_account_id = 123456789012
sso_role_name = Admin
[profile lost]
role_arn = ${role('Lost')}
source_profile = gone
[profile round]
role_arn = ${role('Round')}
source_profile = round
[profile bare]
role_arn = nonsense
[profile web]
role_arn = ${role('Web')}
web_identity_token_file = /token
`);
    expect([...profiles].map(([name, { sourceDescription }]) => [name, sourceDescription])).toEqual([
      ['bare', 'no source'],
      ['dev', 'role of profile middle, keys of profile base'],
      ['env', 'credential_source Environment'],
      ['lost', 'profile gone (missing)'],
      ['middle', 'keys of profile base'],
      ['round', 'profile round (a circle)'],
      ['sso', 'SSO login of profile login'],
    ]);
    expect(profiles.get('dev')).toEqual({
      name: 'dev',
      label: 'dev',
      kind: 'role',
      detail: 'role Demo in 123456789012',
      behind: [
        { label: 'middle', detail: 'role Middle in 123456789012', end: { state: 'absent' } },
        { label: 'base', detail: 'long-term keys', end: undefined },
      ],
      roleArn: role('Demo'),
      accountId: '123456789012',
      roleName: 'Demo',
      sourceDescription: 'role of profile middle, keys of profile base',
      needsMfa: false,
      needThen: 'nobody',
      signIn: undefined,
      wantsBridge: true,
      expiresAt: undefined,
      end: { state: 'absent' },
    });
    expect(profiles.get('bare')).toMatchObject({
      roleArn: 'nonsense',
      accountId: undefined,
      end: undefined,
    });
    expect(JSON.stringify([...profiles])).not.toMatch(/AKIAQ|secret"/u);
  });

  it('shows nothing of a role_arn that has swallowed a secret', async () => {
    const profiles = await list(
      `[profile dev]\nrole_arn = ${role('Demo')}\n  aws_secret_access_key = hunter2\n`,
    );
    expect(profiles.get('dev')).toMatchObject({ roleArn: '', accountId: undefined });
    expect(JSON.stringify([...profiles])).not.toContain('hunter2');
  });

  it('knows when MFA will be asked for', async () => {
    const config = `[profile outer]
role_arn = ${role('Outer')}
source_profile = inner
[profile inner]
role_arn = ${role('Inner')}
source_profile = base
mfa_serial = GAHT12345678
[profile base]
${keys}`;
    const inner = { roleArn: role('Inner'), serialNumber: 'GAHT12345678' };
    const before = await list(config);
    expect([before.get('outer')?.needsMfa, before.get('inner')?.needsMfa]).toEqual([true, true]);
    await cache(inner, session('2026-11-23T13:00:00Z'));
    const live = await list(config);
    expect([live.get('outer')?.needsMfa, live.get('inner')?.needsMfa]).toEqual([false, true]);
    await cache(inner, session('2026-11-23T12:14:00Z'));
    expect((await list(config)).get('outer')?.needsMfa).toBe(true);
  });

  it('lists nothing from files that the AWS CLI refuses', async () => {
    expect([...(await list('[profile dev\n'))]).toEqual([]);
  });

  it('reads a thousand profiles', async () => {
    const many = Array.from(
      { length: 1000 },
      (_, index) => `[profile p${index}]\nrole_arn = ${role(`R${index}`)}\nsource_profile = base\n`,
    );
    const profiles = await list(`[profile base]\n${keys}${many.join('')}`);
    expect(profiles.size).toBe(1000);
  });
});

const sso = (start: string): string => JSON.stringify({ accessToken: 'opaque', expiresAt: start });

async function signedInUntil(session: string, text: string): Promise<void> {
  const file = ssoTokenFile(home, session);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

describe('listSessionProfiles', () => {
  const config = `[profile plain]
role_arn = ${role('Plain')}
source_profile = base
[profile guarded]
role_arn = ${role('Guarded')}
source_profile = base
mfa_serial = GAHT12345678
[profile by-sso]
role_arn = ${role('Sso')}
source_profile = login
[profile by-sso-and-code]
role_arn = ${role('Both')}
source_profile = login
mfa_serial = GAHT12345678
[profile by-program]
role_arn = ${role('Program')}
source_profile = program
[profile by-pasted]
role_arn = ${role('Pasted')}
source_profile = pasted
[profile login]
sso_session = work
sso_account_id = 123456789012
sso_role_name = Admin
[sso-session work]
sso_start_url = https://x.awsapps.com/start
sso_region = eu-west-1
[profile program]
credential_process = /bin/helper
[profile bridge]
credential_process = aws configure export-credentials --profile plain --format process
[profile pasted]
aws_access_key_id = ASIAQ3EGRT7YHXW5KLMN
aws_secret_access_key = secret
aws_session_token = token
x_security_token_expires = 2026-11-23T13:00:00Z
[profile base]
${keys}`;

  async function needs(): Promise<Readonly<Record<string, string>>> {
    await writeFile(join(home, '.aws', 'config'), config);
    const profiles = await listSessionProfiles(await loadProfiles({}, home), { now });
    return Object.fromEntries(profiles.map(({ name, needThen }) => [name, needThen]));
  }

  it('lists what ends some time, with who and how a person signs in', async () => {
    await writeFile(join(home, '.aws', 'config'), config);
    const profiles = await listSessionProfiles(await loadProfiles({}, home), { now });
    expect(profiles.map(({ name, kind, detail }) => [name, kind, detail])).toEqual([
      ['bridge', 'process', 'command'],
      ['by-pasted', 'role', 'role Pasted in 123456789012'],
      ['by-program', 'role', 'role Program in 123456789012'],
      ['by-sso', 'role', 'role Sso in 123456789012'],
      ['by-sso-and-code', 'role', 'role Both in 123456789012'],
      ['guarded', 'role', 'role Guarded in 123456789012'],
      ['login', 'sso', 'IAM Identity Center'],
      ['pasted', 'static', 'pasted session'],
      ['plain', 'role', 'role Plain in 123456789012'],
    ]);
    expect(profiles.find(({ name }) => name === 'login')).toMatchObject({
      accountId: '123456789012',
      roleName: 'Admin',
      signIn: 'aws sso login --profile login',
    });
    expect(profiles.find(({ name }) => name === 'by-sso')?.signIn).toBe('aws sso login --profile login');
    expect(JSON.stringify(profiles)).not.toMatch(/AKIAQ|ASIAQ|secret"|opaque/u);
  });

  it('knows whose session the SDKs cannot have yet', async () => {
    await writeFile(join(home, '.aws', 'config'), config);
    const profiles = await listSessionProfiles(await loadProfiles({}, home), { now });
    expect(profiles.filter((one) => one.wantsBridge).map(({ name }) => name)).toEqual([
      'by-pasted',
      'by-program',
      'by-sso',
      'by-sso-and-code',
      'guarded',
      'login',
    ]);
  });

  it('tells what the next refresh takes', async () => {
    expect(await needs()).toMatchObject({
      plain: 'nobody',
      guarded: 'mfa',
      'by-sso': 'sign-in',
      'by-sso-and-code': 'sign-in',
      'by-program': 'elsewhere',
      'by-pasted': 'nobody',
    });
    await signedInUntil('work', sso('2026-11-23T18:00:00Z'));
    expect(await needs()).toMatchObject({ 'by-sso': 'nobody', 'by-sso-and-code': 'mfa' });
  });

  it('tells it for the moment at which the session is used no more', async () => {
    await signedInUntil('work', sso('2026-11-23T12:30:00Z'));
    await cache({ roleArn: role('Sso') }, session('2026-11-23T13:00:00Z'));
    await cache({ roleArn: role('Pasted') }, session('2026-11-23T13:30:00Z'));
    expect(await needs()).toMatchObject({ 'by-sso': 'sign-in', 'by-pasted': 'elsewhere' });
    await signedInUntil('work', sso('2026-11-23T12:50:00Z'));
    expect(await needs()).toMatchObject({ 'by-sso': 'nobody' });
  });

  it('leaves to other tools a sign-in that they renew', async () => {
    const rest = { clientId: 'c', clientSecret: 's', registrationExpiresAt: '2027-01-01T00:00:00Z' };
    const token = { accessToken: 'opaque', expiresAt: '2026-11-23T11:00:00Z', refreshToken: 'r', ...rest };
    await signedInUntil('work', JSON.stringify(token));
    expect(await needs()).toMatchObject({ 'by-sso': 'elsewhere' });
  });
});
