import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFileSystem } from '@keyless/files';
import {
  cliCacheFolder,
  expiryOfProfile,
  listRoleProfiles,
  readCacheEntry,
  type RefreshFailure,
  type RefreshResult,
  type RefreshSuccess,
} from '@keyless/sessions';
import { arnOfRole, devMfaSerial, identityAccount, keyOfUser, workloadAccount } from '../sts/world.ts';
import { devSecret, startFixture, type Fixture } from './fixture.ts';

let fixture: Fixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(async () => {
  await fixture.close();
});

const session = (role: string, name: string): string =>
  `arn:aws:sts::${workloadAccount}:assumed-role/${role}/${name}`;

function succeeded(result: RefreshResult): RefreshSuccess {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result;
}

function failed(result: RefreshResult): RefreshFailure {
  if (result.ok) throw new Error('It did not fail');
  return result;
}

/** Nothing that a person or a log sees may hold a secret. */
async function expectNoSecrets(shown: unknown): Promise<void> {
  const text = JSON.stringify([shown, fixture.told]);
  expect(text).not.toContain(devSecret(fixture.world));
  for (const name of await fixture.cacheFiles()) {
    const entry = JSON.parse(await fixture.cacheText(name)) as { Credentials: Record<string, string> };
    for (const key of ['AccessKeyId', 'SecretAccessKey', 'SessionToken']) {
      expect(text).not.toContain(entry.Credentials[key]);
    }
  }
}

describe('refreshProfile against STS', () => {
  it('assumes a role with static keys', async () => {
    const result = succeeded(await fixture.refresh('my-role'));
    expect(result.identity.arn).toMatch(new RegExp(`^${session('ReadOnly', 'keyless-\\d+')}$`, 'u'));
    expect(result.identity.accountId).toBe(workloadAccount);
    expect(Math.abs(result.expiresAt.getTime() - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect(result.cacheFiles).toEqual([
      join(cliCacheFolder(fixture.home), (await fixture.cacheFiles())[0] ?? ''),
    ]);
    expect(fixture.sts.calls).toMatchObject([
      { action: 'AssumeRole', region: 'eu-central-1', durationSeconds: undefined, externalId: undefined },
    ]);
    await expectNoSecrets(result);
  });

  it('sends everything that the profile says', async () => {
    const result = succeeded(await fixture.refresh('everything'));
    expect(result.identity.arn).toBe(session('Partner', 'me'));
    expect(fixture.sts.calls).toMatchObject([
      { roleSessionName: 'me', durationSeconds: '1800', externalId: expect.any(String) as string },
    ]);
  });

  it('drops a duration that is no number, as the AWS CLI does', async () => {
    succeeded(await fixture.refresh('not-a-number'));
    expect(fixture.sts.calls).toMatchObject([{ durationSeconds: undefined }]);
  });

  it('takes keys from a credential_process, and shows nothing of what it prints', async () => {
    const result = succeeded(await fixture.refresh('by-process'));
    expect(fixture.sts.calls).toMatchObject([{ callerArn: `arn:aws:iam::${identityAccount}:user/dev` }]);
    await expectNoSecrets(result);
  });

  it('takes keys from the environment', async () => {
    const key = keyOfUser(fixture.world, 'ci');
    const env = {
      ...fixture.env,
      AWS_ACCESS_KEY_ID: key.accessKeyId,
      AWS_SECRET_ACCESS_KEY: key.secretAccessKey,
    };
    succeeded(await fixture.refresh('by-environment', { env }));
    expect(fixture.sts.calls).toMatchObject([{ callerArn: `arn:aws:iam::${identityAccount}:user/ci` }]);
    expect(failed(await fixture.refresh('by-environment')).kind).toBe('source');
  });

  it('assumes nested roles, writes each entry, and uses the live ones the next time', async () => {
    const first = succeeded(await fixture.refresh('chained'));
    expect(first.cacheFiles).toHaveLength(2);
    expect(await fixture.cacheFiles()).toHaveLength(2);
    expect(fixture.sts.calls.map(({ roleArn }) => roleArn)).toEqual([
      arnOfRole(fixture.world, 'ReadOnly'),
      arnOfRole(fixture.world, 'Chained'),
    ]);
    fixture.sts.resetCalls();
    const second = succeeded(await fixture.refresh('chained'));
    expect(second.cacheFiles).toEqual(first.cacheFiles.slice(1));
    expect(fixture.sts.calls.map(({ roleArn }) => roleArn)).toEqual([arnOfRole(fixture.world, 'Chained')]);
    await expectNoSecrets([first, second]);
  });

  it('shows what STS says of a chained session over an hour', async () => {
    const result = failed(await fixture.refresh('chained-too-long'));
    expect(result).toMatchObject({ kind: 'sts' });
    expect(result.said).toBe(
      'ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
    expect(result.meaning).toContain('role chaining');
    expect(result.action).toContain('chained-too-long');
  });

  it("shows what STS says of a duration over the role's maximum", async () => {
    const result = failed(await fixture.refresh('too-long'));
    expect(result.said).toContain('MaxSessionDuration');
    expect(result.meaning).toContain('7200');
  });

  it('shows what STS says of a role that is closed', async () => {
    const result = failed(await fixture.refresh('closed'));
    expect(result.said).toContain('is not authorized to perform: sts:AssumeRole on resource');
    expect(result.action).toContain(arnOfRole(fixture.world, 'Closed'));
    expect(await fixture.cacheFiles()).toEqual([]);
    await expectNoSecrets(result);
  });

  it('asks for an MFA code: the wrong one is explained, the right one works', async () => {
    const wrong = failed(await fixture.refresh('admin', { askMfaCode: () => Promise.resolve('12345x') }));
    expect(wrong).toMatchObject({ kind: 'refused' });
    expect(fixture.sts.count()).toBe(0);
    succeeded(await fixture.refresh('admin'));
    expect(fixture.told.filter((line) => line.startsWith('asked'))).toEqual([`asked for ${devMfaSerial}`]);
    // STS takes a code only once.
    const used = failed(await fixture.refresh('admin'));
    expect(used).toMatchObject({ kind: 'sts' });
    expect(used.said).toContain('invalid MFA one time pass code');
    expect(used.meaning).toBe('The MFA code is wrong, too old, or was used before');
    succeeded(await fixture.refresh('admin', { askMfaCode: () => Promise.resolve('654321') }));
  });

  it('explains a source session that is over', async () => {
    const base = succeeded(await fixture.refresh('my-role'));
    const [name = ''] = await fixture.cacheFiles();
    const { Credentials: keys } = JSON.parse(await fixture.cacheText(name)) as {
      Credentials: Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string>;
    };
    await fixture.writeAws(
      'credentials',
      `[dev]\naws_access_key_id = ${keys.AccessKeyId}\naws_secret_access_key = ${keys.SecretAccessKey}\naws_session_token = ${keys.SessionToken}\n`,
    );
    fixture.sts.expireSessions();
    const result = failed(await fixture.refresh('closed'));
    expect(result.said).toBe('ExpiredToken: The security token included in the request is expired');
    expect(result.meaning).toContain(`ASIA…${keys.AccessKeyId.slice(-4)}`);
    await expectNoSecrets([base, result]);

    await fixture.writeAws(
      'credentials',
      `[dev]\naws_access_key_id = ${keys.AccessKeyId}\naws_secret_access_key = ${keys.SecretAccessKey}\n`,
    );
    const bare = failed(await fixture.refresh('closed'));
    expect(bare.said).toContain('InvalidClientTokenId');
    expect(bare.meaning).toContain('without its session token');
  });

  it('explains a wrong secret, without showing it', async () => {
    const { accessKeyId } = keyOfUser(fixture.world, 'dev');
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzKEYSECRET';
    await fixture.writeAws(
      'credentials',
      `[dev]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secret}\n`,
    );
    const result = failed(await fixture.refresh('my-role'));
    expect(result.said).toContain('SignatureDoesNotMatch');
    expect(JSON.stringify([result, fixture.told])).not.toContain(secret);
  });

  it('explains that nobody answers', async () => {
    const env = { ...fixture.env, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' };
    const result = failed(await fixture.refresh('my-role', { env }));
    expect(result).toMatchObject({ kind: 'network' });
    expect(result.meaning).toContain('127.0.0.1:9');
  });

  it('replaces a corrupt entry and touches nothing beside it', async () => {
    const folder = cliCacheFolder(fixture.home);
    succeeded(await fixture.refresh('my-role'));
    const [name = ''] = await fixture.cacheFiles();
    await writeFile(join(folder, name), '{"Credentials": {');
    await writeFile(join(folder, 'session.db'), 'other');
    const [profile] = await listRoleProfiles(await fixture.load(), { now: new Date() }).then((all) =>
      all.filter((one) => one.name === 'my-role'),
    );
    expect(profile).toMatchObject({ end: { state: 'corrupt', reason: 'it is not JSON' } });
    succeeded(await fixture.refresh('my-role'));
    expect(await readCacheEntry(fixture.home, name, new Date())).toMatchObject({ state: 'live' });
    expect(await fixture.cacheText('session.db')).toBe('other');
  });

  it('tells that the folder cannot be written', async () => {
    const fs = {
      ...nodeFileSystem,
      mkdir: () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' })),
    };
    const result = failed(await fixture.refresh('my-role', { fs }));
    expect(result).toMatchObject({ kind: 'disk' });
    expect(result.meaning).toContain('EACCES');
    await expectNoSecrets(result);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'tells that a read-only folder cannot be written',
    async () => {
      await mkdir(cliCacheFolder(fixture.home), { recursive: true, mode: 0o500 });
      expect(failed(await fixture.refresh('my-role'))).toMatchObject({ kind: 'disk' });
    },
  );

  it('keeps the file whole when two refreshes run at once', async () => {
    const results = await Promise.all([fixture.refresh('my-role'), fixture.refresh('my-role')]);
    results.forEach(succeeded);
    const files = await fixture.cacheFiles();
    expect(files).toHaveLength(1);
    expect(await readCacheEntry(fixture.home, files[0] ?? '', new Date())).toMatchObject({ state: 'live' });
  });
});

describe('a cancelled refresh', () => {
  it('ends the credential_process', async () => {
    const controller = new AbortController();
    await fixture.writeAws(
      'config',
      `[profile by-process]\nrole_arn = ${arnOfRole(fixture.world, 'Deploy')}\nsource_profile = slow\n` +
        `[profile slow]\ncredential_process = "${process.execPath}" -e "setInterval(() => {}, 1000)"\n`,
    );
    const progress = (): void => controller.abort();
    const result = await fixture.refresh('by-process', { signal: controller.signal, progress });
    expect(result).toMatchObject({ ok: false, kind: 'cancelled' });
    expect(fixture.sts.count()).toBe(0);
  });

  it('cuts a call that hangs', async () => {
    const controller = new AbortController();
    fixture.sts.failNext({ kind: 'hang' });
    const running = fixture.refresh('my-role', { signal: controller.signal });
    await expect.poll(() => fixture.sts.count(), { timeout: 10_000 }).toBe(1);
    controller.abort();
    expect(await running).toMatchObject({ ok: false, kind: 'cancelled' });
    expect(await fixture.cacheFiles()).toEqual([]);
  });

  it('stops at a prompt that is dismissed or abandoned', async () => {
    const dismissed = await fixture.refresh('admin', { askMfaCode: () => Promise.resolve(undefined) });
    expect(dismissed).toMatchObject({ ok: false, kind: 'cancelled' });
    const controller = new AbortController();
    const askMfaCode = (): Promise<undefined> => {
      controller.abort();
      return new Promise(() => undefined);
    };
    const abandoned = await fixture.refresh('admin', { askMfaCode, signal: controller.signal });
    expect(abandoned).toMatchObject({ ok: false, kind: 'cancelled' });
    expect(fixture.sts.count()).toBe(0);
  });

  it('keeps the first session of a chain and writes no second one', async () => {
    const controller = new AbortController();
    const progress = (message: string): void => {
      if (message.includes('/Chained')) controller.abort();
    };
    const result = await fixture.refresh('chained', { signal: controller.signal, progress });
    expect(result).toMatchObject({ ok: false, kind: 'cancelled' });
    expect(await fixture.cacheFiles()).toHaveLength(1);
  });
});

describe('what is known of the profiles', () => {
  it('lists the role profiles with their sources and, after a refresh, their end', async () => {
    const { expiresAt } = succeeded(await fixture.refresh('my-role'));
    const now = new Date();
    const profiles = await listRoleProfiles(await fixture.load(), { now });
    expect(profiles.map(({ name }) => name)).toEqual([
      'admin',
      'by-environment',
      'by-process',
      'chained',
      'chained-too-long',
      'closed',
      'everything',
      'my-role',
      'not-a-number',
      'too-long',
    ]);
    const byName = new Map(profiles.map((profile) => [profile.name, profile]));
    const mine = byName.get('my-role');
    expect(mine).toMatchObject({
      roleArn: arnOfRole(fixture.world, 'ReadOnly'),
      accountId: workloadAccount,
      roleName: 'ReadOnly',
      needsMfa: false,
      end: { state: 'live' },
    });
    expect(Math.abs((mine?.expiresAt?.getTime() ?? 0) - expiresAt.getTime())).toBeLessThan(1000);
    expect(byName.get('admin')).toMatchObject({ needsMfa: true, end: { state: 'absent' } });
    expect(byName.get('by-process')?.sourceDescription).toContain('process');
    await expectNoSecrets(profiles);
  });

  it('knows when one profile ends', async () => {
    const loaded = await fixture.load();
    expect(await expiryOfProfile(loaded, 'my-role', new Date())).toEqual({ state: 'absent' });
    const { expiresAt } = succeeded(await fixture.refresh('my-role'));
    const late = new Date(expiresAt.getTime() - 14 * 60_000);
    expect(await expiryOfProfile(loaded, 'my-role', new Date())).toMatchObject({ state: 'live' });
    expect(await expiryOfProfile(loaded, 'my-role', late)).toMatchObject({ state: 'soon' });
    expect(await expiryOfProfile(loaded, 'dev', new Date())).toBeUndefined();
  });
});
