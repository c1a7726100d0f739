import { safe, safeName } from '@keyless/core';
import type { SessionProfile } from '@keyless/sessions';
import { expect, it } from 'vitest';
import { createSignInCommand } from './sign-in.ts';

const profile = (name: string, signIn: SessionProfile['signIn']): SessionProfile => ({
  name,
  label: safeName(name),
  kind: 'sso',
  detail: safe`IAM Identity Center`,
  accountId: undefined,
  roleName: undefined,
  behind: [],
  sourceDescription: safe`SSO login`,
  expiresAt: undefined,
  end: undefined,
  needsMfa: false,
  needThen: 'sign-in',
  signIn,
  wantsBridge: false,
});

function play() {
  const done: string[] = [];
  const command = createSignInCommand({
    sessionProfiles: () =>
      Promise.resolve([profile('dev', safe`aws sso login --profile dev`), profile('keys', undefined)]),
    run: (line) => Promise.resolve(done.push(`ran ${line}`) > 0),
    ui: { inform: (message) => done.push(message) },
  });
  return { command, done };
}

it('runs what signs in for the profile of that name', async () => {
  const { command, done } = play();
  await command('dev');
  expect(done).toEqual(['ran aws sso login --profile dev']);
});

it.each(['keys', 'gone', 'dev; rm -rf /'])('runs nothing for %s', async (name) => {
  const { command, done } = play();
  await command(name);
  expect(done).toEqual(['This profile of your AWS files has nothing to sign in to.']);
});

it.each([undefined, { name: 'dev' }, ['dev'], 7])('does nothing with %j', async (argument) => {
  const { command, done } = play();
  await command(argument);
  expect(done).toEqual([]);
});
