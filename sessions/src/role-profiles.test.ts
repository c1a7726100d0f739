import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assumeRoleCacheName, cliCacheFolder } from './cli-cache/key.ts';
import { expiryOfProfile } from './expiry.ts';
import { loadProfiles } from './profiles.ts';
import { listRoleProfiles, type RoleProfile } from './role-profiles.ts';

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
      roleArn: role('Demo'),
      accountId: '123456789012',
      roleName: 'Demo',
      sourceDescription: 'role of profile middle, keys of profile base',
      needsMfa: false,
      expiresAt: undefined,
      cache: { state: 'absent' },
    });
    expect(profiles.get('bare')).toMatchObject({
      roleArn: 'nonsense',
      accountId: undefined,
      cache: undefined,
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

describe('expiryOfProfile', () => {
  const config = `[profile dev]\nrole_arn = ${role('Demo')}\nsource_profile = base\n[profile base]\n${keys}[profile bad]\nrole_arn = x\nsource_profile = base\n`;

  it.each([
    [session('2026-11-23T13:00:00+00:00'), { state: 'live', expiresAt: new Date('2026-11-23T13:00:00Z') }],
    [session('2026-11-23T12:05:00UTC'), { state: 'soon' }],
    [session('2026-11-23T11:00:00Z'), { state: 'ended' }],
    ['{', { state: 'corrupt', reason: 'it is not JSON' }],
  ])('%#', async (text, expiry) => {
    await writeFile(join(home, '.aws', 'config'), config);
    await cache({ roleArn: role('Demo') }, text);
    const found = await expiryOfProfile(await loadProfiles({}, home), 'dev', now);
    expect(found).toMatchObject(expiry);
    expect(JSON.stringify(found)).not.toMatch(/secret|token"/u);
  });

  it('says which file is corrupt', async () => {
    await writeFile(join(home, '.aws', 'config'), config);
    await cache({ roleArn: role('Demo') }, '');
    expect(await expiryOfProfile(await loadProfiles({}, home), 'dev', now)).toEqual({
      state: 'corrupt',
      reason: 'it is empty',
      file: join(cliCacheFolder(home), assumeRoleCacheName({ roleArn: role('Demo') })),
    });
  });

  it('knows nothing of profiles without a usable role', async () => {
    await writeFile(join(home, '.aws', 'config'), config);
    const loaded = await loadProfiles({}, home);
    for (const name of ['base', 'bad', 'gone'])
      expect(await expiryOfProfile(loaded, name, now)).toBeUndefined();
    await writeFile(join(home, '.aws', 'config'), 'x');
    expect(await expiryOfProfile(await loadProfiles({}, home), 'dev', now)).toBeUndefined();
  });
});
