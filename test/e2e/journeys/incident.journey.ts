import { beforeAll, describe, expect, it } from 'vitest';
import { findAwsClis, prepareAwsCli } from '../../sts/aws-cli.ts';
import { person, session, sts, useExamples } from './scene.ts';

/** A command fails because its session has ended: the person is told why, refreshes, and runs it again. */
useExamples();
beforeAll(async () => {
  await prepareAwsCli(session.sandbox.home, sts);
});

describe.skipIf(findAwsClis().length === 0)('a person whose session has ended', () => {
  it('is told why the command has failed', async () => {
    await person.waitForProblems('the extension to have started', (all) => all.length > 0);
    await person.command('Keyless: Refresh Assumed Role');
    await person.pick('my-role');
    await person.waitForNotification(/my-role is now/u);
    await person.clearNotifications();
    sts.expireSessions();
    await person.runInTerminal('aws --profile my-role sts get-caller-identity');
    await person.waitForTerminal(/ExpiredToken/u);
    const told = await person.waitForNotification(/The session has ended/u);
    expect(told).toContain('profile my-role, a role that is assumed from the keys of profile base-identity');
    await person.screenshot('incident');
  });

  it('refreshes and runs the command again', async () => {
    const calls = sts.count('GetCallerIdentity');
    await person.pressInNotification(/The session has ended/u, 'Refresh');
    await person.pressInNotification(/my-role is now/u, 'Run Again');
    await person.waitForTerminal(/assumed-role\/ReadOnly/u);
    await person.screenshot('incident-mended');
    expect(sts.count('GetCallerIdentity')).toBeGreaterThan(calls);
  });

  it('has an error explained that was copied from elsewhere', async () => {
    await person.clearNotifications();
    await person.command('Keyless: Explain AWS Error');
    await person.answer(
      /sent nowhere/u,
      'The source_profile "nope" referenced in the profile "reports" does not exist.',
    );
    await person.waitForNotification(/The source profile does not exist/u);
    await person.screenshot('explain-error');
  });
});
