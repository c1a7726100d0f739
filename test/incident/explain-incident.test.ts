import {
  credentialsInUse,
  explainIncident,
  findFailures,
  profileOfCommand,
  type LoadedProfiles,
} from '@keyless/sessions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startFixture, type Fixture } from '../sessions/fixture.ts';
import { CAPTURED } from './captured.ts';

let fixture: Fixture;
let loaded: Extract<LoadedProfiles, { ok: true }>;
beforeAll(async () => {
  fixture = await startFixture();
  await fixture.writeAws(
    'config',
    `[profile base]
credential_process = print-keys

[profile my-role]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = base

[profile signed-in]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Dev

[profile "by name"]
role_arn = arn:aws:iam::111122223333:role/Deploy
source_profile = signed-in

[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1

[profile console]
login_session = arn:aws:iam::111122223333:user/dev
`,
  );
  const read = await fixture.load();
  if (!read.ok) throw new Error('The files of the test are refused');
  loaded = read;
});
afterAll(() => fixture.close());

describe('explainIncident', () => {
  const commands = [
    undefined,
    'aws s3 ls',
    'aws s3 ls --profile my-role',
    'aws s3 ls --profile signed-in',
    'aws s3 ls --profile nope',
  ];

  it.each(CAPTURED)('has words for $tool: $kind', ({ output }) => {
    for (const failure of findFailures(output)) {
      for (const line of commands) {
        const used = line === undefined ? undefined : credentialsInUse(loaded, { line, env: {} });
        const { title, meaning, action } = explainIncident(failure, used);
        for (const text of [title, meaning, action]) {
          expect(text).toMatch(/^[A-Z~]/u);
          expect(text).not.toMatch(/undefined|null|\[object|\s{2}|\.\.$/u);
        }
        expect(title).not.toMatch(/\.$/u);
      }
    }
  });

  const expired = { kind: 'expired-session', code: 'ExpiredToken', operation: 'ListBuckets' } as const;
  it.each([
    ['my-role', { type: 'refresh', profile: 'my-role' }],
    ['signed-in', { type: 'run', command: 'aws sso login --profile signed-in' }],
    ['console', { type: 'run', command: 'aws login --profile console' }],
    ['base', { type: 'none' }],
    ['dev', { type: 'open-file', file: 'config' }],
  ])('mends an ended session of %s', (profile, mend) => {
    expect(explainIncident(expired, credentialsInUse(loaded, { profile, env: {} })).mend).toEqual(mend);
  });

  it('does not refresh a role whose source has ended', () => {
    const used = credentialsInUse(loaded, { profile: 'my-role', env: {} });
    const incident = explainIncident({ ...expired, operation: 'AssumeRole' }, used);
    expect(incident.mend).toEqual({ type: 'none' });
    expect(incident.action).toBe('Renew the source, profile base: keep no pasted session there');
  });

  it('signs in at the source of a role, its name quoted for a shell', () => {
    const used = credentialsInUse(loaded, { profile: 'by name', env: {} });
    expect(explainIncident({ kind: 'sso-login' }, used).mend).toEqual({
      type: 'run',
      command: 'aws sso login --profile signed-in',
    });
    expect(explainIncident({ kind: 'mfa-needed' }, used).mend).toEqual({
      type: 'refresh',
      profile: 'by name',
    });
  });

  it('names the broken entry and nothing that is not one', () => {
    const name = 'ecd91d7989471012b3d38d435d4d037a581676a5';
    expect(explainIncident({ kind: 'corrupt-entry', subject: name }).mend).toEqual({
      type: 'remove-entry',
      name,
    });
    expect(explainIncident({ kind: 'corrupt-entry', subject: '../../x' }).mend).toEqual({
      type: 'remove-entry',
      name: undefined,
    });
  });

  it('shows nothing of a secret that a tool has quoted', () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const token = `IQoJb3JpZ2luX2Vj${'A1b2'.repeat(40)}`;
    for (const { output } of CAPTURED) {
      const [failure] = findFailures(output);
      const stuffed = { ...failure!, message: `token=${token} ${secret}`, subject: secret, code: token };
      const text = JSON.stringify(explainIncident(stuffed));
      expect(text).not.toContain(secret);
      expect(text).not.toContain(token);
    }
  });
});

describe('credentialsInUse', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'x' };
  it.each([
    ['aws s3 ls', {}, 'default'],
    ['aws s3 ls', { AWS_DEFAULT_PROFILE: 'b' }, 'b'],
    ['aws s3 ls', { AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'b' }, 'a'],
    ['aws s3 ls', { AWS_PROFILE: 'a', ...keys }, undefined],
    ['aws s3 ls --profile c', { AWS_PROFILE: 'a', ...keys }, 'c'],
  ])('of %s with %j is profile %s', (line, env, profile) => {
    expect(credentialsInUse(loaded, { line, env }).profile).toBe(profile);
  });

  it('describes a chain, a lone profile and one that does not exist', () => {
    const describe = (profile: string): string => credentialsInUse(loaded, { profile, env: {} }).description;
    expect(describe('my-role')).toBe(
      'profile my-role, a role that is assumed from the credential_process of profile base',
    );
    expect(describe('dev')).toBe('the keys of profile dev');
    expect(describe('nope')).toBe('profile nope, which does not exist');
  });
});

describe('profileOfCommand', () => {
  it.each([
    ['aws --profile dev s3 ls', 'dev'],
    ['aws s3 ls --profile=dev', 'dev'],
    ["aws s3 ls --profile 'a b'", 'a b'],
    ['AWS_PROFILE=dev terraform plan', 'dev'],
    ['AWS_PROFILE=dev aws s3 ls --profile other', 'other'],
    ['terraform plan', undefined],
    ['aws s3 ls --profile', undefined],
    ["echo 'unbalanced --profile dev", 'dev'],
    ['', undefined],
  ])('reads %s', (line, profile) => {
    expect(profileOfCommand(line)).toBe(profile);
  });
});
