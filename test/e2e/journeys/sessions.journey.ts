import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assumeRoleCacheName, cliCacheFolder } from '@keyless/sessions';
import { beforeAll, describe, expect, it } from 'vitest';
import { viewOf, type View } from '../page/view.ts';
import { person, session, useExamples } from './scene.ts';

let view: View;
let home: string;

/** A person who has an eye on the sessions: refreshes one, hands it on, and is told in time about another. */
useExamples();
beforeAll(() => {
  ({ home } = session.sandbox);
  view = viewOf(person.page, 'AWS Sessions');
});

/** What another tool leaves in the AWS CLI's cache for the profile `admin`. */
async function leaveForAdmin(text: string): Promise<void> {
  const name = assumeRoleCacheName({
    roleArn: 'arn:aws:iam::444455556666:role/team/Admin',
    serialNumber: 'arn:aws:iam::111122223333:mfa/dev',
  });
  await mkdir(cliCacheFolder(home), { recursive: true });
  await writeFile(join(cliCacheFolder(home), name), text, { mode: 0o600 });
}

describe('a person who has an eye on the sessions', () => {
  it('sees who each profile becomes and what is left', async () => {
    await person.waitForProblems('the extension to have started', (all) => all.length > 0);
    await person.command('Explorer: Focus on AWS Sessions View');
    await view.waitForRow(/^my-role no session yet · ReadOnly in 444455556666/u);
    expect(await view.rows()).not.toContainEqual(expect.stringContaining('base-identity'));
    await person.screenshot('sessions-before');
  });

  it('sees what another tool does, even if it is the first to make the cache', async () => {
    await leaveForAdmin('{"Credentials": {');
    await view.waitForRow(/^admin cached session is broken/u);
    await person.screenshot('sessions-broken');
  });

  it('refreshes one beside its line, and sees the chain behind it', async () => {
    await view.pressInRow(/^my-role /u, 'Refresh Assumed Role');
    await person.waitForNotification(/my-role is now valid/u);
    await view.waitForRow(/^my-role (?:1 h|5\d min) left · ReadOnly in 444455556666/u);
    await person.waitForStatus(/Keyless: my-role (?:1 h|5\d min)/u);
    await view.toggle(/^my-role /u);
    await view.waitForRow(/^base-identity long-term keys/u);
    await person.screenshot('sessions');
  });

  it('hands the session on to other tools', async () => {
    await person.pressInNotification(/my-role is now valid/u, 'Use in SDKs and Terraform');
    await person.answer(/hands the session of my-role/u, 'my-role-bridge');
    await person.waitForNotification(/Set AWS_PROFILE=my-role-bridge/u);
    await view.waitForRow(/^my-role-bridge (?:1 h|5\d min) left · command/u);
    expect(await readFile(join(home, '.aws', 'config'), 'utf8')).toMatch(
      /\n\[profile my-role-bridge\]\ncredential_process = aws configure export-credentials --profile my-role --format process\nregion = eu-west-1\n$/u,
    );
    await person.screenshot('sessions-bridge');
    await person.clearNotifications();
  });

  it('is told before a code is needed, and gives it', async () => {
    const part = { AccessKeyId: 'ASIAWO645SY5FT4DC7R5', SecretAccessKey: 'made up', SessionToken: 'made up' };
    const expiration = new Date(Date.now() + 18 * 60_000).toISOString();
    await leaveForAdmin(JSON.stringify({ Credentials: { ...part, Expiration: expiration } }));
    await person.waitForNotification(/the AWS CLI will ask for an MFA code again for admin/u);
    await person.screenshot('sessions-notice');
    await person.pressInNotification(/MFA code again for admin/u, 'Refresh');
    await person.answer(/MFA code of arn:aws:iam::111122223333:mfa\/dev/u, '123456');
    await person.waitForNotification(/admin is now valid/u);
    await view.waitForRow(/^admin (?:1 h|5\d min) left/u);
  });
});
