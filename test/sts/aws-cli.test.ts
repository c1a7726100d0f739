import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AwsCli, CommandResult } from './aws-cli.ts';
import { findAwsClis, prepareAwsCli, runCommand } from './aws-cli.ts';
import { callSts, credentialsIn, xmlText } from './raw-client.ts';
import type { StsServer } from './server.ts';
import { createStsServer } from './server.ts';
import {
  arnOfRole,
  defaultWorld,
  devMfaSerial,
  keyOfUser,
  partnerExternalId,
  workloadAccount,
} from './world.ts';

const world = defaultWorld();
const dev = keyOfUser(world, 'dev');
const clis = findAwsClis();

const config = `[profile dev]
region = eu-central-1
aws_access_key_id = ${dev.accessKeyId}
aws_secret_access_key = ${dev.secretAccessKey}

[profile my-role]
region = eu-west-1
role_arn = ${arnOfRole(world, 'ReadOnly')}
source_profile = dev
role_session_name = me
duration_seconds = 7200

[profile chained]
region = eu-west-1
role_arn = ${arnOfRole(world, 'Chained')}
source_profile = my-role

[profile too-long]
region = eu-west-1
role_arn = ${arnOfRole(world, 'Chained')}
source_profile = my-role
duration_seconds = 7200

[profile partner]
region = us-gov-west-1
role_arn = ${arnOfRole(world, 'Partner')}
source_profile = dev
external_id = ${partnerExternalId}

[profile admin]
region = eu-central-1
role_arn = ${arnOfRole(world, 'Admin')}
source_profile = dev
mfa_serial = ${devMfaSerial}
`;

/** The name under which the AWS CLI caches the session of the profile `my-role`. */
const cacheName = (): string => {
  const args = `{"DurationSeconds": 7200, "RoleArn": "${arnOfRole(world, 'ReadOnly')}", "RoleSessionName": "me"}`;
  return `${createHash('sha1').update(args).digest('hex')}.json`;
};

const known: readonly AwsCli[] = clis.length > 0 ? clis : [{ command: 'aws', version: '(none installed)' }];

describe.skipIf(clis.length === 0).each(known)('the AWS CLI $version', (cli: AwsCli) => {
  let sts: StsServer;
  let home: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    sts = await createStsServer({ world });
    home = await mkdtemp(join(tmpdir(), 'local-sts-'));
    env = await prepareAwsCli(home, sts);
    await writeFile(join(home, '.aws', 'config'), config);
  });

  afterAll(async () => {
    await sts.close();
    await rm(home, { recursive: true, force: true });
  });

  beforeEach(() => sts.resetCalls());

  afterEach(async () => {
    sts.clearFaults();
    await rm(join(home, '.aws', 'cli'), { recursive: true, force: true });
  });

  const whoAmI = (profile: string, input = ''): Promise<CommandResult> =>
    runCommand(
      cli.command,
      ['--profile', profile, '--output', 'json', 'sts', 'get-caller-identity'],
      env,
      input,
    );

  const arnIn = (result: CommandResult): string => {
    expect(result).toMatchObject({ code: 0 });
    return (JSON.parse(result.stdout) as { Arn: string }).Arn;
  };

  const assumed = (role: string) => `arn:aws:sts::${workloadAccount}:assumed-role/${role}`;

  it('signs with long-term keys', async () => {
    expect(arnIn(await whoAmI('dev'))).toBe('arn:aws:iam::111122223333:user/dev');
    expect(sts.calls).toMatchObject([{ action: 'GetCallerIdentity', region: 'eu-central-1', status: 200 }]);
  });

  it('assumes a role in its credential chain, once: the second command uses its cache', async () => {
    expect(arnIn(await whoAmI('my-role'))).toBe(`${assumed('ReadOnly')}/me`);
    expect(sts.calls).toMatchObject([
      { action: 'AssumeRole', durationSeconds: '7200', roleSessionName: 'me', status: 200 },
      { action: 'GetCallerIdentity', region: 'eu-west-1', status: 200 },
    ]);
    expect(await readdir(join(home, '.aws', 'cli', 'cache'))).toContain(cacheName());
    sts.resetCalls();
    expect(arnIn(await whoAmI('my-role'))).toBe(`${assumed('ReadOnly')}/me`);
    expect(sts.count('AssumeRole')).toBe(0);
    expect(sts.count('GetCallerIdentity')).toBe(1);
  });

  it('uses a session that another tool put into its cache, without a call of AssumeRole', async () => {
    const answer = await callSts(sts.url, {
      parameters: {
        Action: 'AssumeRole',
        RoleArn: arnOfRole(world, 'ReadOnly'),
        RoleSessionName: 'other-tool',
        DurationSeconds: '7200',
      },
      credentials: dev,
    });
    const { accessKeyId, secretAccessKey, sessionToken } = credentialsIn(answer);
    const folder = join(home, '.aws', 'cli', 'cache');
    await mkdir(folder, { recursive: true });
    const entry = (expiration: string | undefined) =>
      JSON.stringify({
        Credentials: {
          AccessKeyId: accessKeyId,
          SecretAccessKey: secretAccessKey,
          SessionToken: sessionToken,
          Expiration: expiration,
        },
      });
    await writeFile(join(folder, cacheName()), entry(xmlText(answer.xml, 'Expiration')), { mode: 0o600 });
    sts.resetCalls();
    expect(arnIn(await whoAmI('my-role'))).toBe(`${assumed('ReadOnly')}/other-tool`);
    expect(sts.count('AssumeRole')).toBe(0);

    // With less than a quarter of an hour left the CLI assumes the role anew and replaces the entry.
    const soon = new Date(Date.now() + 14 * 60_000).toISOString();
    await writeFile(join(folder, cacheName()), entry(soon));
    expect(arnIn(await whoAmI('my-role'))).toBe(`${assumed('ReadOnly')}/me`);
    expect(sts.count('AssumeRole')).toBe(1);
    expect(await readFile(join(folder, cacheName()), 'utf8')).not.toContain(accessKeyId);
  });

  it('chains roles, and is told the limit of one hour', async () => {
    expect(arnIn(await whoAmI('chained'))).toMatch(
      new RegExp(`^${assumed('Chained')}/botocore-session-\\d+$`),
    );
    expect(sts.count('AssumeRole')).toBe(2);
    const refused = await whoAmI('too-long');
    expect(refused.code).toBe(cli.version.startsWith('1.') ? 255 : 254);
    expect(refused.stderr).toContain(
      'An error occurred (ValidationError) when calling the AssumeRole operation: The requested DurationSeconds ' +
        'exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  });

  it('sends the external id', async () => {
    expect(arnIn(await whoAmI('partner'))).toContain(assumed('Partner'));
    expect(sts.calls[0]).toMatchObject({ externalId: partnerExternalId });
  });

  it('says that its session has expired', async () => {
    await whoAmI('my-role');
    sts.expireSessions();
    expect((await whoAmI('my-role')).stderr).toContain(
      'An error occurred (ExpiredToken) when calling the GetCallerIdentity operation: ' +
        'The security token included in the request is expired',
    );
  });

  it('asks for an MFA code', async () => {
    // Without a terminal the prompt reads standard input.
    expect(arnIn(await whoAmI('admin', '300001\n'))).toContain(assumed('Admin'));
    expect(sts.calls[0]).toMatchObject({ serialNumber: devMfaSerial, hasTokenCode: true, status: 200 });
    await rm(join(home, '.aws', 'cli'), { recursive: true });
    expect((await whoAmI('admin', '300001\n')).stderr).toContain(
      'An error occurred (AccessDenied) when calling the AssumeRole operation: ' +
        'MultiFactorAuthentication failed with invalid MFA one time pass code.',
    );
  });
});
