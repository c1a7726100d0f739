import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assumeRoleCacheName, cliCacheFolder, ssoCacheName } from './cli-cache/key.ts';
import { createSessionCache } from './cli-cache/known-sessions.ts';
import { expiryOfProfile, type ProfileExpiry } from './expiry.ts';
import { loadProfiles } from './profiles.ts';
import { createSessionStore } from './session-store.ts';
import { loginFile } from './sign-in/login-cache.ts';
import { ssoTokenFile } from './sign-in/sso-cache.ts';

const now = new Date('2026-11-23T12:00:00Z');
const role = (name: string): string => `arn:aws:iam::123456789012:role/team/${name}`;
const SESSION_ID = 'ASIAQ3EGRT7YHXW5KLMN';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-expiry-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function store(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

const cached = (name: string, text: string): Promise<void> => store(join(cliCacheFolder(home), name), text);

async function ends(config: string, profile: string): Promise<ProfileExpiry | undefined> {
  await store(join(home, '.aws', 'config'), config);
  const loaded = await loadProfiles({}, home);
  if (!loaded.ok) return expiryOfProfile(loaded, profile, now);
  const cache = createSessionCache(home);
  const found = await expiryOfProfile({ ...loaded, known: () => cache.read() }, profile, now);
  expect(JSON.stringify(found ?? null)).not.toMatch(/secret|opaque|ASIAQ/u);
  return found;
}

function session(expiration: string, more: object = {}): string {
  const part = { AccessKeyId: SESSION_ID, SecretAccessKey: 'secret', SessionToken: 'opaque' };
  return JSON.stringify({ ...more, Credentials: { ...part, Expiration: expiration } });
}

describe('the end of a role', () => {
  const config = `[profile dev]
role_arn = ${role('Demo')}
source_profile = base
[profile base]
aws_access_key_id = AKIAQ3EGRT7YHXW5KLMN
aws_secret_access_key = secret
[profile bad]
role_arn = x
source_profile = base
`;

  it.each([
    [session('2026-11-23T13:00:00+00:00'), { state: 'live', expiresAt: new Date('2026-11-23T13:00:00Z') }],
    [session('2026-11-23T12:05:00UTC'), { state: 'soon' }],
    [session('2026-11-23T11:00:00Z'), { state: 'ended' }],
    ['{', { state: 'corrupt', reason: 'it is not JSON' }],
  ])('is that of its entry: %#', async (text, expiry) => {
    await cached(assumeRoleCacheName({ roleArn: role('Demo') }), text);
    expect(await ends(config, 'dev')).toMatchObject(expiry);
  });

  it('names the file that is corrupt', async () => {
    const name = assumeRoleCacheName({ roleArn: role('Demo') });
    await cached(name, '');
    expect(await ends(config, 'dev')).toEqual({
      state: 'corrupt',
      reason: 'it is empty',
      file: join(cliCacheFolder(home), name),
    });
  });

  it('is not known of keys that never end, of a role that is none, and of files that the AWS CLI refuses', async () => {
    for (const name of ['base', 'bad', 'gone']) expect(await ends(config, name)).toBeUndefined();
    expect(await ends('x', 'dev')).toBeUndefined();
  });

  it('is that of the entry under another name for a web identity', async () => {
    const text = `[profile web]
role_arn = ${role('Web')}
role_session_name = me
duration_seconds = 900
web_identity_token_file = /token
`;
    expect(await ends(text, 'web')).toEqual({ state: 'absent' });
    const name = assumeRoleCacheName({ roleArn: role('Web'), roleSessionName: 'me' });
    await cached(name, session('2026-11-23T13:00:00Z'));
    expect(await ends(text, 'web')).toMatchObject({ state: 'live', file: join(cliCacheFolder(home), name) });
  });
});

describe('the end of a sign-in', () => {
  const fresh = `[profile dev]
sso_session = work
sso_account_id = 123456789012
sso_role_name = Admin
[sso-session work]
sso_start_url = https://x.awsapps.com/start
sso_region = eu-west-1
`;
  const old = `[profile dev]
sso_start_url = https://x.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = Admin
`;
  const token = (expiresAt: string, more: object = {}): string =>
    JSON.stringify({ accessToken: 'opaque', expiresAt, ...more });
  const renewal = { refreshToken: 'opaque', clientId: 'c', clientSecret: 'secret' };

  it.each([
    [fresh, 'work'],
    [old, 'https://x.awsapps.com/start'],
  ])('is that of its token: %#', async (config, tokenOf) => {
    expect(await ends(config, 'dev')).toEqual({ state: 'absent', signIn: true });
    await store(ssoTokenFile(home, tokenOf), token('2026-11-23T19:00:00Z'));
    expect(await ends(config, 'dev')).toEqual({
      state: 'live',
      expiresAt: new Date('2026-11-23T19:00:00Z'),
      arn: undefined,
      file: ssoTokenFile(home, tokenOf),
      signIn: true,
      renews: false,
    });
    await store(ssoTokenFile(home, tokenOf), token('2026-11-23T11:00:00Z'));
    expect(await ends(config, 'dev')).toMatchObject({ state: 'ended', signIn: true });
  });

  it.each([
    [{ ...renewal, registrationExpiresAt: '2027-01-01T00:00:00Z' }, true],
    [{ ...renewal, registrationExpiresAt: '2026-01-01T00:00:00Z' }, false],
    [renewal, false],
    [{ refreshToken: 'opaque', registrationExpiresAt: '2027-01-01T00:00:00Z' }, false],
  ])('is renewed by the tools where they can: %#', async (more, renews) => {
    await store(ssoTokenFile(home, 'work'), token('2026-11-23T11:00:00Z', more));
    expect(await ends(fresh, 'dev')).toMatchObject({ state: 'ended', renews });
  });

  it('is behind that of the session that the AWS CLI still has', async () => {
    const name = ssoCacheName('123456789012', 'Admin', { sessionName: 'work' });
    await cached(name, session('2026-11-23T12:40:00Z', { ProviderType: 'sso' }));
    expect(await ends(fresh, 'dev')).toMatchObject({
      state: 'live',
      expiresAt: new Date('2026-11-23T12:40:00Z'),
    });
    await store(ssoTokenFile(home, 'work'), token('2026-11-23T19:00:00Z'));
    expect(await ends(fresh, 'dev')).toMatchObject({ expiresAt: new Date('2026-11-23T19:00:00Z') });
    await cached(name, '{');
    expect(await ends(fresh, 'dev')).toMatchObject({ state: 'corrupt' });
  });

  it('is not known where its section is missing', async () => {
    expect(await ends(fresh.replace('sso-session work', 'sso-session other'), 'dev')).toBeUndefined();
  });

  it('is that of what aws login left', async () => {
    const arn = 'arn:aws:iam::123456789012:user/me';
    const config = `[profile dev]\nlogin_session = ${arn}\n`;
    expect(await ends(config, 'dev')).toEqual({ state: 'absent', signIn: true });
    const part = { accessKeyId: SESSION_ID, secretAccessKey: 'secret', sessionToken: 'opaque' };
    const login = { accessToken: { ...part, expiresAt: '2026-11-23T12:10:00Z' }, refreshToken: 'opaque' };
    await store(loginFile(home, {}, arn), JSON.stringify(login));
    expect(await ends(config, 'dev')).toMatchObject({ state: 'soon', signIn: true, renews: true });
    await store(loginFile(home, {}, arn), JSON.stringify({ ...login, refreshToken: undefined }));
    expect(await ends(config, 'dev')).toMatchObject({ state: 'soon', signIn: true, renews: false });
  });
});

describe('the end of keys', () => {
  const pasted = `[profile dev]
aws_access_key_id = ${SESSION_ID}
aws_secret_access_key = secret
aws_session_token = opaque
`;

  it.each(['x_security_token_expires', 'aws_expiration', 'expiration', 'token_expiration'])(
    'is what stands beside them: %s',
    async (key) => {
      expect(await ends(`${pasted}${key} = 2026-11-23T13:00:00Z\n`, 'dev')).toEqual({
        state: 'live',
        expiresAt: new Date('2026-11-23T13:00:00Z'),
        arn: undefined,
        file: undefined,
      });
    },
  );

  it('is that of the session which they were copied from', async () => {
    expect(await ends(pasted, 'dev')).toBeUndefined();
    await cached('a.json', session('2026-11-23T12:50:00Z'));
    expect(await ends(pasted, 'dev')).toMatchObject({
      state: 'live',
      expiresAt: new Date('2026-11-23T12:50:00Z'),
    });
  });

  it('is none of long-term keys, whatever was left beside them', async () => {
    const config = `[profile dev]\naws_access_key_id = AKIAQ3EGRT7YHXW5KLMN\naws_secret_access_key = secret\nexpiration = 2026-11-23T13:00:00Z\n`;
    expect(await ends(config, 'dev')).toBeUndefined();
  });
});

describe('the end of a command', () => {
  const bridge = (name: string, behind: string): string =>
    `[profile ${name}]\ncredential_process = aws configure export-credentials --profile ${behind} --format process\n`;

  it('is that of the profile which it hands on', async () => {
    const config = `${bridge('dev-bridge', 'dev')}[profile dev]\nrole_arn = ${role('Demo')}\nsource_profile = base\n`;
    await cached(assumeRoleCacheName({ roleArn: role('Demo') }), session('2026-11-23T13:00:00Z'));
    expect(await ends(config, 'dev-bridge')).toMatchObject({ state: 'live' });
  });

  it('is not known where it goes in a circle, and of any other command', async () => {
    expect(await ends(`${bridge('a', 'b')}${bridge('b', 'a')}`, 'a')).toBeUndefined();
    expect(await ends('[profile a]\ncredential_process = /bin/helper\n', 'a')).toBeUndefined();
  });
});

describe('the store of sessions', () => {
  it('tells the folders that tools write to', () => {
    const under = (...parts: string[]): string => join(home, '.aws', ...parts);
    expect(createSessionStore({}, home).folders).toEqual([
      under('cli', 'cache'),
      under('sso', 'cache'),
      under('login', 'cache'),
    ]);
    const moved = createSessionStore({ AWS_LOGIN_CACHE_DIRECTORY: '/elsewhere' }, home);
    expect(moved.folders.at(-1)).toBe('/elsewhere');
  });

  it('is watched with the folders on the way to it, which may be yet to be made', () => {
    const aws = join(home, '.aws');
    expect(createSessionStore({}, home).watched).toEqual([
      { base: join(aws, 'cli', 'cache'), pattern: '*.json' },
      { base: join(aws, 'sso', 'cache'), pattern: '*.json' },
      { base: join(aws, 'login', 'cache'), pattern: '*.json' },
      { base: join(aws, 'cli'), pattern: 'cache' },
      { base: aws, pattern: '{cli,sso,login}' },
      { base: join(aws, 'sso'), pattern: 'cache' },
      { base: join(aws, 'login'), pattern: 'cache' },
    ]);
    expect(createSessionStore({ AWS_LOGIN_CACHE_DIRECTORY: '/else/where' }, home).watched).toContainEqual({
      base: '/else',
      pattern: 'where',
    });
  });
});
