import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  addBridge,
  cliCacheFolder,
  expiryOfProfile,
  loadProfiles,
  type RefreshResult,
} from '@keyless/sessions';
import { findAwsClis, prepareAwsCli, runCommand, type AwsCli, type CommandResult } from '../sts/aws-cli.ts';
import { startFixture, type Fixture } from './fixture.ts';

const clis = findAwsClis();
const known: readonly AwsCli[] = clis.length > 0 ? clis : [{ command: 'aws', version: '(none installed)' }];

/** The files of a cache that are sessions; the AWS CLI v2 keeps a database beside them. */
async function entriesUnder(home: string): Promise<readonly string[]> {
  const names = await readdir(cliCacheFolder(home)).catch((): string[] => []);
  return names.filter((name) => name.endsWith('.json')).sort();
}

describe.skipIf(clis.length === 0).each(known)('the AWS CLI $version after a refresh', (cli) => {
  let fixture: Fixture;
  let env: Record<string, string>;
  beforeEach(async () => {
    fixture = await startFixture();
    env = await awsEnvironment(fixture.home);
  });
  afterEach(async () => {
    await fixture.close();
  });

  /** Not every profile has a region, and the AWS CLI v1 makes no call without one. */
  async function awsEnvironment(home: string): Promise<Record<string, string>> {
    return { ...(await prepareAwsCli(home, fixture.sts)), AWS_DEFAULT_REGION: 'eu-central-1' };
  }

  function whoAmI(profile: string, given = env, input = ''): Promise<CommandResult> {
    const args = ['--profile', profile, '--output', 'json', 'sts', 'get-caller-identity'];
    return runCommand(cli.command, args, given, input);
  }

  async function ready() {
    const loaded = await loadProfiles(env, fixture.home);
    if (!loaded.ok) throw new Error('refused');
    return loaded;
  }

  async function refreshed(profile: string): Promise<Extract<RefreshResult, { ok: true }>> {
    const result = await fixture.refresh(profile);
    if (!result.ok) throw new Error(JSON.stringify(result));
    return result;
  }

  it.each(['my-role', 'everything', 'by-process', 'chained', 'not-a-number', 'admin'])(
    'uses the session of %s without AssumeRole, under the name that it would have written itself',
    async (profile) => {
      const { identity } = await refreshed(profile);
      fixture.sts.resetCalls();
      const answer = await whoAmI(profile);
      expect(answer).toMatchObject({ code: 0 });
      expect(JSON.parse(answer.stdout)).toMatchObject({ Arn: identity.arn, Account: identity.accountId });
      expect(fixture.sts.count('AssumeRole')).toBe(0);
      expect(fixture.sts.count('GetCallerIdentity')).toBe(1);

      const fresh = await mkdtemp(join(tmpdir(), 'keyless-fresh-'));
      try {
        const freshEnv = await awsEnvironment(fresh);
        for (const name of ['config', 'credentials']) {
          await cp(join(fixture.home, '.aws', name), join(fresh, '.aws', name));
        }
        expect(await whoAmI(profile, freshEnv, '654321\n')).toMatchObject({ code: 0 });
        expect(await entriesUnder(fixture.home)).toEqual(await entriesUnder(fresh));
      } finally {
        await rm(fresh, { recursive: true, force: true });
      }
    },
  );

  it.runIf(cli.version.startsWith('2.'))(
    'hands the session on through a bridge, without AssumeRole',
    async () => {
      const { identity } = await refreshed('my-role');
      const added = await addBridge(await loadProfiles(env, fixture.home), {
        profile: 'my-role',
        name: 'bridge',
      });
      expect(added).toEqual({ file: join(fixture.home, '.aws', 'config') });
      fixture.sts.resetCalls();
      const path = `${dirname(cli.command)}${delimiter}${env['PATH'] ?? ''}`;
      const answer = await whoAmI('bridge', { ...env, PATH: path });
      expect(answer).toMatchObject({ code: 0 });
      expect(JSON.parse(answer.stdout)).toMatchObject({ Arn: identity.arn });
      expect(fixture.sts.count('AssumeRole')).toBe(0);
      const bridged = await expiryOfProfile(await ready(), 'bridge', new Date());
      expect(bridged).toEqual(await expiryOfProfile(await ready(), 'my-role', new Date()));
    },
  );

  it('writes an entry that is read here as live', async () => {
    expect(await whoAmI('everything')).toMatchObject({ code: 0 });
    expect(await expiryOfProfile(await ready(), 'everything', new Date())).toMatchObject({ state: 'live' });
  });

  it('works again after a corrupt entry was refreshed', async () => {
    await refreshed('my-role');
    const [name = ''] = await entriesUnder(fixture.home);
    await writeFile(join(cliCacheFolder(fixture.home), name), '{');
    expect((await whoAmI('my-role')).code).toBe(255);
    await refreshed('my-role');
    expect(await whoAmI('my-role')).toMatchObject({ code: 0 });
  });
});
