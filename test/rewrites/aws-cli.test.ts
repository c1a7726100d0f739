import type { DocumentKind, Fix } from '@keyless/core';
import { parse } from 'dotenv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findAwsClis, runCommand, type AwsCli, type CommandResult } from '../sts/aws-cli.ts';
import { arnOfRole, workloadAccount } from '../sts/world.ts';
import { createHome, type Home } from './home.ts';

const clis = findAwsClis();
const known: readonly AwsCli[] = clis.length > 0 ? clis : [{ command: 'aws', version: '(none installed)' }];

const EXPIRED = /\(ExpiredToken\) when calling the GetCallerIdentity operation/u;

/** The AWS CLI itself is the judge: a profile whose pasted session has ended works after the rewrite. */
describe.skipIf(clis.length === 0).each(known)(
  'the AWS CLI $version after a rewrite',
  { timeout: 120_000 },
  (cli) => {
    let home: Home;
    beforeEach(async () => {
      home = await createHome();
    });
    afterEach(async () => {
      await home.close();
    });

    function aws(args: readonly string[], env = home.env): Promise<CommandResult> {
      return runCommand(cli.command, ['--output', 'json', ...args], env);
    }

    function whoAmI(profile: string): Promise<CommandResult> {
      return aws(['--profile', profile, 'sts', 'get-caller-identity']);
    }

    function roleSession(role: string, name: string): string {
      return `arn:aws:sts::${workloadAccount}:assumed-role/${role}/${name}`;
    }

    async function fixesOf(file: string, kind: DocumentKind, fixId: string) {
      const { model, facts } = await home.judge(file, kind);
      const { findings, failures } = home.linter.lint(model, { facts });
      const fixes = findings.flatMap((finding) => finding.fixes).filter(({ id }) => id === fixId);
      expect(failures).toEqual([]);
      return { model, fixes };
    }

    /** Applies the likeliest fix of a file's first finding, after the session in it has ended. */
    async function rewrite(file: string, kind: DocumentKind, role?: string): Promise<Fix> {
      const { model, fixes } = await fixesOf(file, kind, 'rewrite-to-role');
      const [fix] = fixes;
      expect(fix?.preferred).toBe(true);
      await home.apply(model, fix!, role);
      return fix!;
    }

    async function expectExpired(profile: string): Promise<void> {
      home.sts.expireSessions();
      expect(await whoAmI(profile)).toMatchObject({ stderr: expect.stringMatching(EXPIRED) as string });
    }

    async function expectRole(profile: string, arn: string): Promise<void> {
      const listed = await aws(['--profile', profile, 'configure', 'list']);
      expect(listed).toMatchObject({ code: 0, stdout: expect.stringMatching(/assume-role/u) as string });
      const answer = await whoAmI(profile);
      expect(answer).toMatchObject({ code: 0 });
      expect(JSON.parse(answer.stdout)).toMatchObject({ Arn: arn });
    }

    const config = '.aws/config';
    const credentials = '.aws/credentials';

    it('in config: the source is a profile with long-term keys', async () => {
      await home.write(credentials, `[base]\n${home.longTerm}`);
      await home.write(config, `[profile dev]\nregion = eu-west-1\n${await home.pasted('ReadOnly')}`);
      await expectExpired('dev');
      const { title } = await rewrite(config, 'aws-config', 'ReadOnly');
      expect(title).toContain(`account ${workloadAccount} from profile base`);
      await expectRole('dev', roleSession('ReadOnly', 'dev'));
    });

    it('in config: the source is a process', async () => {
      const process = `[profile process]\ncredential_process = ${home.process}\n`;
      await home.write(config, `${process}\n[profile dev]\n${await home.pasted('ReadOnly')}`);
      await expectExpired('dev');
      expect((await rewrite(config, 'aws-config', 'ReadOnly')).title).toContain('profile process');
      await expectRole('dev', roleSession('ReadOnly', 'dev'));
    });

    it('in config: the source is made, and aws-vault has its keys', async () => {
      await home.write(config, `[profile dev]\n${await home.pasted('Deploy')}`);
      await expectExpired('dev');
      expect((await rewrite(config, 'aws-config', 'Deploy')).title).toContain('profile base-identity');
      await expectRole('dev', roleSession('Deploy', 'dev'));
      expect(home.sts.calls.findLast(({ action }) => action === 'AssumeRole')).toMatchObject({
        durationSeconds: '3600',
      });
    });

    it('in config: the role is the profile’s own, and its settings are kept', async () => {
      const role = `role_arn = ${arnOfRole(home.world, 'ReadOnly')}\nduration_seconds = 7200\n`;
      await home.write(credentials, `[base]\n${home.longTerm}`);
      await home.write(config, `[profile dev]\n${role}${await home.pasted('ReadOnly')}`);
      expect((await whoAmI('dev')).stderr).toContain('Partial credentials found in assume-role');
      const fix = await rewrite(config, 'aws-config');
      expect(fix.placeholder).toBeUndefined();
      await expectRole('dev', roleSession('ReadOnly', 'dev'));
    });

    it('from credentials to config', async () => {
      await home.write(config, '[profile other]\nregion = eu-west-1\n\n[profile dev]\nregion = eu-west-1\n');
      await home.write(credentials, `[base]\n${home.longTerm}\n[dev]\n${await home.pasted('ReadOnly')}`);
      await expectExpired('dev');
      await rewrite(credentials, 'aws-credentials', 'ReadOnly');
      expect(await home.read(credentials)).not.toContain('aws_session_token');
      await expectRole('dev', roleSession('ReadOnly', 'dev'));
    });

    it('from credentials to a config that was not there, for the default profile', async () => {
      await home.write(credentials, `[default]\n${await home.pasted('ReadOnly')}`);
      await expectExpired('default');
      await rewrite(credentials, 'aws-credentials', 'ReadOnly');
      await expectRole('default', roleSession('ReadOnly', 'default'));
      const plain = await aws(['sts', 'get-caller-identity']);
      expect(plain).toMatchObject({ code: 0 });
    });

    it('of a profile whose session was pasted into both files', async () => {
      await home.write(config, `[profile dev]\nregion = eu-west-1\n${await home.pasted('Deploy')}`);
      await home.write(credentials, `[dev]\n${await home.pasted('ReadOnly')}\n[base]\n${home.longTerm}`);
      await expectExpired('dev');
      await rewrite(config, 'aws-config', 'Deploy');
      await expectRole('dev', roleSession('Deploy', 'dev'));
    });

    it('of a session that was copied out of the cache: its role is known', async () => {
      await home.write(credentials, `[base]\n${home.longTerm}`);
      const role = `[profile role]\nrole_arn = ${arnOfRole(home.world, 'ReadOnly')}\nsource_profile = base\n`;
      await home.write(config, role);
      expect(await whoAmI('role')).toMatchObject({ code: 0 });
      await home.write(config, `${role}\n[profile copy]\n${await home.cached()}`);
      await expectExpired('copy');
      const fix = await rewrite(config, 'aws-config');
      expect(fix.title).toBe(`Assume ${arnOfRole(home.world, 'ReadOnly')} from profile base instead`);
      await expectRole('copy', roleSession('ReadOnly', 'copy'));
    });

    it('of all profiles of both files at once', async () => {
      const [one, two, three] = [
        await home.pasted('ReadOnly'),
        await home.pasted('ReadOnly'),
        await home.pasted('ReadOnly'),
      ];
      await home.write(config, '[profile two]\nregion = eu-west-1\n');
      await home.write(credentials, `[one]\n${one}\n[two]\n${two}\n[three words]\n${three}`);
      await expectExpired('one');
      const { model, facts } = await home.judge(credentials, 'aws-credentials');
      const change = home.linter.rewriteSessions(model, home.linter.lint(model, { facts }).findings, {
        facts,
      });
      expect(change).toMatchObject({ rewritten: 3, left: [] });
      await home.apply(model, change, 'ReadOnly');
      for (const profile of ['two', 'three words']) {
        await expectRole(profile, roleSession('ReadOnly', profile.replace(' ', '-')));
      }
    });

    it('of a .env: AWS_PROFILE takes the place of the keys', async () => {
      await home.write(credentials, `[base]\n${home.longTerm}`);
      await home.write(
        config,
        `[profile deploy]\nrole_arn = ${arnOfRole(home.world, 'Deploy')}\nsource_profile = base\n`,
      );
      const keys = (await home.pasted('Deploy')).replaceAll(
        /^(\w+) = /gmu,
        (_, name: string) => `export ${name.toUpperCase()}=`,
      );
      await home.write('.env', `${keys}AWS_REGION=eu-west-1\nAWS_SESSION_EXPIRATION=2020-01-01T00:00:00Z\n`);
      home.sts.expireSessions();
      const run = async (): Promise<CommandResult> =>
        aws(['sts', 'get-caller-identity'], { ...home.env, ...parse(await home.read('.env')) });
      expect((await run()).stderr).toMatch(EXPIRED);
      const { model, fixes } = await fixesOf('.env', 'dotenv', 'rewrite-to-profile');
      await home.apply(model, fixes[0]!);
      expect(await home.read('.env')).toBe('export AWS_PROFILE=deploy\nAWS_REGION=eu-west-1\n');
      const answer = await run();
      expect(answer).toMatchObject({ code: 0 });
      expect((JSON.parse(answer.stdout) as { Arn: string }).Arn).toContain('assumed-role/Deploy/');
    });
  },
);
