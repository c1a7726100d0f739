import { createLinter, rules } from '@keyless/core';
import { beforeEach, expect, it } from 'vitest';
import { PLAIN } from './client.ts';
import { SECRETS } from './samples.ts';
import { client, start, useWorld, world } from './scene.ts';
import { until } from './until.ts';
import { NOW } from './world.ts';

useWorld();

const MINUTE = 60_000;
const PATH = 'home/.aws/credentials';
const session = (name: string, minutes: number): string =>
  `[${name}]\naws_access_key_id = ${SECRETS.sessionKeyId}\naws_secret_access_key = ${SECRETS.secretKey}\n` +
  `aws_session_token = ${SECRETS.sessionToken}\naws_expiration = ${new Date(NOW.getTime() + minutes * MINUTE).toISOString()}\n`;
const TEXT = session('a', 10) + session('b', 20);

let now: Date;
beforeEach(() => {
  now = NOW;
});

/** A host whose time the test makes pass, with the timers. */
function host() {
  const clock = (): Date => now;
  return { ...world.host, clock, linter: createLinter({ rules, clock, readers: { dotenv: () => ({}) } }) };
}

function pass(minutes: number): void {
  now = new Date(now.getTime() + minutes * MINUTE);
  world.timers.advance(minutes * MINUTE);
}

it('is told by an answer when it has come, for which the client is asked to come back', async () => {
  await start({}, host());
  const uri = world.uri(PATH);
  await client.open(uri, TEXT);
  const ended = async () => (await client.codes(uri)).filter((code) => code === 'expired-session').length;
  const { resultId } = await client.pull(uri);
  expect(await ended()).toBe(0);
  pass(9);
  expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'unchanged' });
  pass(1);
  await until('a refresh', () => client.counts.refreshes === 1);
  expect(await client.pull(uri, resultId)).toMatchObject({ kind: 'full' });
  expect(await ended()).toBe(1);
  pass(10);
  await until('another refresh', () => client.counts.refreshes === 2);
  expect(await ended()).toBe(2);
});

it('is told by itself to a client that waits', async () => {
  await start({ capabilities: PLAIN }, host());
  const uri = world.uri(PATH);
  await client.open(uri, TEXT);
  await client.settled();
  pass(1);
  await until('the first diagnostics', () => client.shown(uri) !== undefined);
  const ended = () => client.shown(uri)?.diagnostics.filter(({ code }) => code === 'expired-session').length;
  expect(ended()).toBe(0);
  pass(9);
  pass(1);
  await until('the end of the session', () => ended() === 1);
});
