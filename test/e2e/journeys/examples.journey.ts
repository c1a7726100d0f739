import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findAwsClis, prepareAwsCli, runCommand } from '../../sts/aws-cli.ts';
import { until } from '../page/until.ts';
import { person, session, sts, useExamples } from './scene.ts';

/** The whole road of a person: see what is wrong, mend it with the lightbulb, refresh a role, run a command. */
useExamples();

const onDisk = (path: string): Promise<string> => readFile(join(session.sandbox.workspace, path), 'utf8');

describe('a person in VS Code', () => {
  it('sees the problems of files that are not open', async () => {
    const problems = await person.waitForProblems('the findings of three files', (all) =>
      ['.env', 'deploy.yml', 'report.yml'].every((name) => all.some((one) => one.resource.endsWith(name))),
    );
    expect(new Set(problems.map((one) => one.source))).toEqual(new Set(['keyless']));
    await person.screenshot('problems-of-closed-files');
  });

  it('turns a pasted session of ~/.aws/config into a role', async () => {
    await person.openFile(join(session.sandbox.home, '.aws/config'));
    await person.editor.waitForSquiggles({ severity: 'error' });
    await person.editor.goToText('ASIAWO645SY5FT4DC7R5');
    await person.editor.openQuickFixes();
    await person.screenshot('config-lightbulb');
    await person.dismiss();
    await person.editor.quickFix(/^Assume .*role\/Deploy from profile base-identity instead/u);
    const text = await person.editor.waitForText('the role', (now) => !now.includes('ASIAWO645SY5FT4DC7R5'));
    expect(text).toMatch(
      /\[profile deploy\]\nrole_arn = \S+role\/Deploy\nsource_profile = base-identity\nrole_session_name = deploy\nduration_seconds = 3600\nregion = eu-west-1\n/u,
    );
    await person.waitForProblems(
      'no finding of the profile',
      (all) =>
        !all.some(
          (one) => (one.code ?? '').startsWith('static-session') && one.resource.endsWith('/.aws/config'),
        ),
    );
    await person.screenshot('config-role');
    await person.editor.save();
  });

  it('turns the keys of a .env into AWS_PROFILE', async () => {
    await person.openFile('.env');
    await person.editor.waitForSquiggles({ severity: 'error', count: 2 });
    await person.screenshot('env-keys');
    await person.editor.goToText('ASIAWO645SY5PG4YXHUZ');
    await person.editor.quickFix(/^Use profile /u);
    await person.editor.waitForText(
      'AWS_PROFILE',
      (now) => now.includes('AWS_PROFILE=') && !now.includes('ASIA'),
    );
    await person.editor.waitForSquiggles({ severity: 'error', count: 0 });
    await person.screenshot('env-profile');
    await person.editor.save();
    expect(await onDisk('.env')).toMatch(/^AWS_PROFILE=[\w-]+\nAWS_REGION=eu-west-1$/mu);
  });

  it('turns the stored keys of a workflow into OIDC', async () => {
    await person.openFile('.github/workflows/deploy.yml');
    await person.editor.waitForSquiggles({ severity: 'warning' });
    await person.screenshot('workflow-keys');
    await person.editor.goToText('${{ secrets.AWS_ACCESS_KEY_ID }}');
    await person.editor.quickFix(/through OIDC instead of the keys$/u);
    await person.editor.waitForText(
      'OIDC',
      (now) => now.includes('id-token: write') && !now.includes('secrets.'),
    );
    await person.editor.waitForSquiggles({ severity: 'warning', count: 0 });
    await person.waitForProblems('no finding of the workflow', (all) =>
      all.every((one) => !one.resource.endsWith('deploy.yml')),
    );
    await person.screenshot('workflow-oidc');
    await person.editor.save();
  });

  it('refreshes a role from the palette and sees whose session it is and when it ends', async () => {
    await person.command('Keyless: Refresh Assumed Role');
    await person.pick('my-role');
    await person.waitForStatus(/my-role.*\b(?:59|60) min|my-role.*1 h/u);
    expect(sts.count('AssumeRole')).toBe(1);
    await resultAlone('my-role');
    await person.screenshot('refresh');
    await person.clearNotifications();
  });

  it('is asked for the MFA code where the profile needs one', async () => {
    await person.command('Keyless: Refresh Assumed Role');
    await person.pick('admin');
    await person.answer(/MFA/u, '123456');
    await person.waitForStatus(/admin/u);
    await resultAlone('admin');
    await person.screenshot('refresh-mfa');
    await person.clearNotifications();
  });

  const clis = findAwsClis();
  it.skipIf(clis.length === 0)(
    'and the AWS CLI then uses that session without asking STS for a role',
    async () => {
      const { home } = session.sandbox;
      const env = await prepareAwsCli(home, sts);
      const cache = join(home, '.aws/cli/cache');
      const before = await readdir(cache);
      const name = `${createHash('sha1')
        .update(
          '{"DurationSeconds": 3600, "RoleArn": "arn:aws:iam::444455556666:role/ReadOnly", "RoleSessionName": "demo"}',
        )
        .digest('hex')}.json`;
      expect(before).toContain(name);
      expect((await stat(join(cache, name))).mode & 0o777).toBe(0o600);
      for (const { command } of clis) {
        const calls = sts.count('AssumeRole');
        const result = await runCommand(
          command,
          ['--profile', 'my-role', 'sts', 'get-caller-identity', '--output', 'json'],
          env,
        );
        expect(result.stderr).toBe('');
        expect(JSON.parse(result.stdout)).toMatchObject({
          Arn: expect.stringContaining('assumed-role/ReadOnly/demo') as string,
        });
        expect(sts.count('AssumeRole')).toBe(calls);
      }
      expect((await readdir(cache)).filter((file) => file.endsWith('.json')).sort()).toEqual(
        before.filter((file) => file.endsWith('.json')).sort(),
      );
    },
  );

  it.skipIf(clis.length === 0)('under the very name that the AWS CLI itself gives to the entry', async () => {
    const { home } = session.sandbox;
    const cache = join(home, '.aws/cli/cache');
    const written = (await readdir(cache)).filter((file) => file.endsWith('.json'));
    const own = await createOwnHome(home);
    const env = await prepareAwsCli(own, sts);
    const result = await runCommand(
      clis[0]!.command,
      ['--profile', 'my-role', 'sts', 'get-caller-identity'],
      env,
    );
    expect(result.stderr).toBe('');
    const [byCli] = (await readdir(join(own, '.aws/cli/cache'))).filter((file) => file.endsWith('.json'));
    expect(written).toContain(byCli);
    expect(existsSync(join(cache, byCli!))).toBe(true);
  });
});

/** Waits until the result of a refresh is shown and its progress no longer. */
async function resultAlone(profile: string): Promise<void> {
  await person.waitForNotification(new RegExp(`${profile} is now`, 'u'));
  await until('only the result to be shown', async () =>
    (await person.notifications()).some((text) => text.startsWith('Refreshing')) ? undefined : true,
  );
}

/** A home beside the person's, with the same two files and no cache. */
async function createOwnHome(home: string): Promise<string> {
  const own = await mkdtemp(join(session.sandbox.root, 'home-'));
  await mkdir(join(own, '.aws'));
  for (const file of ['config', 'credentials']) {
    await writeFile(join(own, '.aws', file), await readFile(join(home, '.aws', file)));
  }
  return own;
}
