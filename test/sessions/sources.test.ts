import { createHash } from 'node:crypto';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RefreshFailure, RefreshResult, RefreshSuccess } from '@keyless/sessions';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createIdentityProvider } from '../sts/web-identity-provider.ts';
import { arnOfRole, workloadAccount, withRoles } from '../sts/world.ts';
import { startFixture, type Fixture } from './fixture.ts';
import { startPortal, type GivenKeys, type TestPortal } from './portal.ts';

const TOKEN = 'the-token-of-a-sign-in';
const LOGIN = 'arn:aws:iam::111122223333:user/dev';

let fixture: Fixture;
let portal: TestPortal;
let keys: GivenKeys;
beforeEach(async () => {
  fixture = await startFixture();
  keys = await sessionOfReadOnly();
  portal = await startPortal(TOKEN, keys);
  Object.assign(fixture.env, { AWS_ENDPOINT_URL_SSO: portal.url });
  const role = arnOfRole(fixture.world, 'Chained');
  const roleFrom = (name: string, source: string): string =>
    `[profile ${name}]\nrole_arn = ${role}\n${source}\n\n`;
  await fixture.writeAws(
    'config',
    `${roleFrom('by-sso', 'source_profile = sso')}${roleFrom('by-old-sso', 'source_profile = old-sso')}\
${roleFrom('by-forbidden', 'source_profile = forbidden')}${roleFrom('by-login', 'source_profile = login')}\
${roleFrom('by-web', 'source_profile = web')}${roleFrom('by-container', 'credential_source = EcsContainer')}\
[profile sso]
sso_session = corp
sso_account_id = ${workloadAccount}
sso_role_name = Dev

[profile forbidden]
sso_session = corp
sso_account_id = ${workloadAccount}
sso_role_name = Forbidden

[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1

[profile old-sso]
sso_start_url = https://old.awsapps.com/start
sso_region = eu-west-1
sso_account_id = ${workloadAccount}
sso_role_name = Dev

[profile login]
login_session = ${LOGIN}

[profile web]
role_arn = ${arnOfRole(fixture.world, 'ReadOnly')}
web_identity_token_file = token
`,
  );
});
afterEach(async () => {
  await portal.close();
  await fixture.close();
});

/** A session that the role `Chained` trusts. */
async function sessionOfReadOnly(): Promise<GivenKeys> {
  await fixture.refresh('my-role');
  const [name = ''] = await fixture.cacheFiles();
  const entry = JSON.parse(await fixture.cacheText(name)) as {
    Credentials: Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string>;
  };
  const { AccessKeyId, SecretAccessKey, SessionToken } = entry.Credentials;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** Writes what a tool leaves below `.aws`, and gives its path. */
async function leave(name: string, content: object | string): Promise<string> {
  const path = join(fixture.home, '.aws', name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');
const later = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

function succeeded(result: RefreshResult): RefreshSuccess {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result;
}

function failed(result: RefreshResult): RefreshFailure {
  if (result.ok) throw new Error('It succeeded');
  for (const secret of [TOKEN, keys.secretAccessKey, keys.sessionToken, keys.accessKeyId])
    expect(JSON.stringify(result)).not.toContain(secret);
  return result;
}

describe('a role whose source is a sign-in to IAM Identity Center', () => {
  it.each([
    ['by-sso', 'corp'],
    ['by-old-sso', 'https://old.awsapps.com/start'],
  ])('%s is assumed with the token that the sign-in left, which stays as it is', async (profile, tokenOf) => {
    const file = await leave(`sso/cache/${sha1(tokenOf)}.json`, {
      accessToken: TOKEN,
      expiresAt: later(30),
    });
    const before = [await readFile(file, 'utf8'), (await stat(file)).mtimeMs];
    const { identity } = succeeded(await fixture.refresh(profile));
    expect(identity.arn).toContain('assumed-role/Chained/');
    expect(portal.requests).toEqual([
      `GET /federation/credentials?account_id=${workloadAccount}&role_name=Dev`,
    ]);
    expect([await readFile(file, 'utf8'), (await stat(file)).mtimeMs]).toEqual(before);
  });

  it('says how to sign in where nobody has, and where the token has ended', async () => {
    const never = failed(await fixture.refresh('by-sso'));
    expect(never).toMatchObject({
      kind: 'source',
      title: 'Profile sso needs a sign-in',
      action: 'Run aws sso login --profile sso, then refresh again',
      mend: { type: 'run', command: 'aws sso login --profile sso' },
    });
    await leave(`sso/cache/${sha1('corp')}.json`, { accessToken: TOKEN, expiresAt: '2026-01-02T03:04:05Z' });
    expect(failed(await fixture.refresh('by-sso')).meaning).toBe(
      'The token of the last sign-in ended at 2026-01-02 03:04 UTC',
    );
    expect([portal.requests, fixture.sts.count('AssumeRole')]).toEqual([[], 1]);
  });

  it.each([['{'], ['[]'], ['{"accessToken": 5}'], [`{"accessToken": "${TOKEN}", "expiresAt": "soon"}`]])(
    'takes %s for no token',
    async (content) => {
      await leave(`sso/cache/${sha1('corp')}.json`, content);
      expect(failed(await fixture.refresh('by-sso')).title).toBe('Profile sso needs a sign-in');
    },
  );

  it('tells a token that was taken back from an account without access', async () => {
    const file = `sso/cache/${sha1('corp')}.json`;
    await leave(file, { accessToken: 'another', expiresAt: later(30) });
    expect(failed(await fixture.refresh('by-sso'))).toMatchObject({
      said: 'UnauthorizedException: Session token not found or invalid',
      mend: { type: 'run' },
    });
    await leave(file, { accessToken: TOKEN, expiresAt: later(30) });
    expect(failed(await fixture.refresh('by-forbidden'))).toMatchObject({
      said: 'ForbiddenException: No access',
      meaning: 'Whoever has signed in has no access to that account with that permission set',
    });
  });

  it('says where nobody answers', async () => {
    await leave(`sso/cache/${sha1('corp')}.json`, { accessToken: TOKEN, expiresAt: later(30) });
    await portal.close();
    const { kind, title, meaning } = failed(await fixture.refresh('by-sso'));
    expect([kind, title]).toEqual(['network', 'IAM Identity Center did not answer for profile sso']);
    expect(meaning).toContain('nothing accepts connections there');
  });
});

describe('a role whose source is a console login', () => {
  const file = `login/cache/${createHash('sha256').update(LOGIN).digest('hex')}.json`;

  it('is assumed with the credentials that the login left', async () => {
    await leave(file, { accessToken: { ...keys, accountId: workloadAccount, expiresAt: later(10) } });
    expect(succeeded(await fixture.refresh('by-login')).identity.arn).toContain('assumed-role/Chained/');
  });

  it('says how to log in where they have ended', async () => {
    await leave(file, { accessToken: { ...keys, expiresAt: later(-1) } });
    expect(failed(await fixture.refresh('by-login'))).toMatchObject({
      title: 'Profile login needs a sign-in',
      mend: { type: 'run', command: 'aws login --profile login' },
    });
    await leave(file, { accessToken: {} });
    expect(failed(await fixture.refresh('by-login')).meaning).toContain('Nobody has logged in');
  });
});

describe('a role whose source is a web identity', () => {
  const issuer = createIdentityProvider('https://token.example.com', ['sts.amazonaws.com']);
  const token = (seconds: number): string =>
    issuer.sign({ sub: 'me', aud: 'sts.amazonaws.com', exp: Math.floor(Date.now() / 1000) + seconds });

  beforeEach(() => {
    const trust = { provider: issuer.provider.url, audiences: ['sts.amazonaws.com'], subjects: ['me'] };
    fixture.sts.updateWorld((world) => ({
      accounts: withRoles(world, (roles) =>
        roles.map((role) => ({ ...role, webIdentityTrust: [trust] })),
      ).accounts.map((account) => ({ ...account, identityProviders: [issuer.provider] })),
    }));
  });

  it('exchanges the token, and caches the role but not what it was assumed with', async () => {
    await writeFile(join(fixture.home, 'token'), `${token(600)}\n`);
    const before = await fixture.cacheFiles();
    expect(succeeded(await fixture.refresh('by-web')).identity.arn).toContain('assumed-role/Chained/');
    expect(fixture.sts.count('AssumeRoleWithWebIdentity')).toBe(1);
    expect(await fixture.cacheFiles()).toHaveLength(before.length + 1);
  });

  it('says what is wrong with the token', async () => {
    expect(failed(await fixture.refresh('by-web')).meaning).toContain('cannot be read (ENOENT)');
    await writeFile(join(fixture.home, 'token'), '\n');
    expect(failed(await fixture.refresh('by-web')).meaning).toContain('is empty');
    await writeFile(join(fixture.home, 'token'), token(-600));
    expect(failed(await fixture.refresh('by-web'))).toMatchObject({
      kind: 'sts',
      meaning: 'It is the token of the identity provider that is too old, not a session of AWS',
    });
    await writeFile(join(fixture.home, 'token'), 'no.jwt.atall');
    expect(failed(await fixture.refresh('by-web')).meaning).toContain('no OIDC provider for its issuer');
  });
});

describe('a role whose source is the container', () => {
  const VARIABLE = 'AWS_CONTAINER_CREDENTIALS_FULL_URI';
  afterEach(() => {
    Reflect.deleteProperty(process.env, VARIABLE);
  });

  it('is assumed with the session of the container', async () => {
    process.env[VARIABLE] = `${portal.url}/container`;
    expect(succeeded(await fixture.refresh('by-container')).identity.arn).toContain('assumed-role/Chained/');
  });

  it('says so where there is no container', async () => {
    expect(failed(await fixture.refresh('by-container'))).toMatchObject({
      kind: 'source',
      title: 'The container gave no session for profile by-container',
    });
  });
});
