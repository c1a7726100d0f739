import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fixture } from './fixture.ts';
import { denied, outcome, startFixture } from './fixture.ts';
import { credentialsIn, xmlText } from './raw-client.ts';
import type { StsServer } from './server.ts';
import { matchesWildcards } from './trust.ts';
import {
  arnOfRole,
  defaultWorld,
  devMfaSerial,
  identityAccount,
  keyOfUser,
  partnerExternalId,
  withRoles,
  withUsers,
  workloadAccount,
} from './world.ts';

const start = new Date('2026-11-24T10:00:00Z');
const world = defaultWorld();
const dev = keyOfUser(world, 'dev');
const arn = (name: string) => arnOfRole(world, name);

let sts: StsServer;
let send: Fixture['send'];
let assume: Fixture['assume'];

beforeAll(async () => {
  ({ sts, send, assume } = await startFixture(start));
});

afterAll(() => sts.close());

beforeEach(() => {
  sts.updateWorld(() => world);
});

describe('trust', () => {
  it('refuses a role that is not there just as one that says no', async () => {
    const missing = `arn:aws:iam::${workloadAccount}:role/Missing`;
    expect(outcome(await assume({ RoleArn: missing }))).toEqual(denied(missing));
    expect(outcome(await assume({ RoleArn: arn('Closed') }))).toEqual(denied(arn('Closed')));
    // A role with a path is another one without it.
    const pathless = arn('Admin').replace('/team', '');
    expect(outcome(await assume({ RoleArn: pathless }))).toEqual(denied(pathless));
    const oneColon = 'arn:aws:iam:444455556666:role/Deploy:x';
    expect(outcome(await assume({ RoleArn: oneColon }))).toEqual(denied(oneColon));
  });

  it('names a session as the caller', async () => {
    const source = credentialsIn(await assume({ RoleArn: arn('ReadOnly') }));
    const caller = `arn:aws:sts::${workloadAccount}:assumed-role/ReadOnly/me`;
    expect(outcome(await assume({ RoleArn: arn('Deploy') }, source))).toEqual(denied(arn('Deploy'), caller));
  });

  it('asks for the external id', async () => {
    const role = { RoleArn: arn('Partner') };
    expect(outcome(await assume(role))).toEqual(denied(arn('Partner')));
    expect(outcome(await assume({ ...role, ExternalId: 'another' }))).toEqual(denied(arn('Partner')));
    expect((await assume({ ...role, ExternalId: partnerExternalId })).status).toBe(200);
  });

  it('asks for the session name', async () => {
    const role = { RoleArn: arn('Audit') };
    expect((await assume({ ...role, RoleSessionName: 'audit-7' })).status).toBe(200);
    expect(outcome(await assume(role))).toEqual(denied(arn('Audit')));
  });

  it('needs the policy of the caller as well, in another account or where the account is named', async () => {
    const ci = keyOfUser(world, 'ci');
    expect((await assume({}, ci)).status).toBe(200);
    const role = { RoleArn: arn('ReadOnly') };
    const refusal = denied(arn('ReadOnly'), `arn:aws:iam::${identityAccount}:user/ci`);
    expect(outcome(await assume(role, ci))).toEqual(refusal);
    sts.updateWorld((before) =>
      withRoles(before, (roles) =>
        roles.map((entry) => ({
          ...entry,
          trust: [{ principals: [`arn:aws:iam::${identityAccount}:user/ci`] }],
        })),
      ),
    );
    expect(outcome(await assume(role, ci))).toEqual(refusal);
  });

  it('is enough within one account, where it names the caller', async () => {
    const source = credentialsIn(await assume({ RoleArn: arn('ReadOnly') }));
    sts.updateWorld((before) =>
      withRoles(before, (roles) => roles.map((role) => ({ ...role, mayAssume: [] }))),
    );
    expect((await assume({ RoleArn: arn('Chained') }, source)).status).toBe(200);
  });

  it('matches wildcards as IAM does', () => {
    expect(matchesWildcards('arn:aws:iam::*:role/a.b', 'arn:aws:iam::1:role/a.b')).toBe(true);
    expect(matchesWildcards('a.b', 'axb')).toBe(false);
    expect(matchesWildcards('a?c', 'abc')).toBe(true);
    expect(matchesWildcards('a?c', 'ac')).toBe(false);
  });
});

describe('MFA', () => {
  const invalidCode = [
    403,
    'AccessDenied',
    'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
  ];
  const unknownDevice = [
    403,
    'AccessDenied',
    'MultiFactorAuthentication failed, unable to validate MFA code.  ' +
      'Please verify your MFA serial number is valid and associated with this user. ',
  ];
  const admin = { RoleArn: arn('Admin') };

  const acceptOnly = (codes: readonly string[]) => {
    sts.updateWorld((before) =>
      withUsers(before, (user) =>
        user.name === 'dev' ? { ...user, mfaDevices: [{ serialNumber: devMfaSerial, codes }] } : user,
      ),
    );
  };

  it('is demanded by the role', async () => {
    expect(outcome(await assume(admin))).toEqual(denied(arn('Admin')));
    const given = { ...admin, SerialNumber: devMfaSerial, TokenCode: '100001' };
    expect((await assume(given)).status).toBe(200);
  });

  it('takes a code once, of the right device, and both parameters', async () => {
    acceptOnly(['100002', '100003']);
    const given = { ...admin, SerialNumber: devMfaSerial };
    expect((await assume({ ...given, TokenCode: '100002' })).status).toBe(200);
    expect(outcome(await assume({ ...given, TokenCode: '100002' }))).toEqual(invalidCode);
    expect(outcome(await assume({ ...given, TokenCode: '999999' }))).toEqual(invalidCode);
    const other = { ...admin, SerialNumber: `${devMfaSerial}2`, TokenCode: '100003' };
    expect(outcome(await assume(other))).toEqual(unknownDevice);
    expect(outcome(await assume(given))).toEqual([
      403,
      'AccessDenied',
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code. ',
    ]);
    expect((await assume({ ...given, TokenCode: '100003' })).status).toBe(200);
  });

  it('is not chaining: a role may last longer than an hour', async () => {
    const given = { ...admin, SerialNumber: devMfaSerial, TokenCode: '100004', DurationSeconds: '14400' };
    expect((await assume(given)).status).toBe(200);
  });

  it("stays in a user's session, which has no device of its own", async () => {
    const request = { Action: 'GetSessionToken', SerialNumber: devMfaSerial };
    const source = credentialsIn(await send({ ...request, TokenCode: '100005' }));
    expect((await assume(admin, source)).status).toBe(200);
    const again = { ...admin, SerialNumber: devMfaSerial, TokenCode: '100006' };
    expect(outcome(await assume(again, source))).toEqual(unknownDevice);
    const plain = credentialsIn(await send({ Action: 'GetSessionToken' }));
    expect(outcome(await assume(admin, plain))).toEqual(denied(arn('Admin')));
  });
});

describe('GetSessionToken', () => {
  it('gives the user a session of 12 hours, or 15 minutes to 36 hours', async () => {
    const expiry = async (parameters: Record<string, string>) =>
      xmlText((await send({ Action: 'GetSessionToken', ...parameters })).xml, 'Expiration');
    expect(await expiry({})).toBe('2026-11-24T22:00:00Z');
    expect(await expiry({ DurationSeconds: '129600' })).toBe('2026-11-25T22:00:00Z');
    const over = await send({ Action: 'GetSessionToken', DurationSeconds: '129601' });
    expect(over.message).toContain('Member must have value less than or equal to 129600');
    const source = credentialsIn(await send({ Action: 'GetSessionToken' }));
    const { xml } = await send({ Action: 'GetCallerIdentity' }, source);
    expect(xmlText(xml, 'Arn')).toBe(`arn:aws:iam::${identityAccount}:user/dev`);
  });

  it('is not for sessions', async () => {
    const source = credentialsIn(await assume({}));
    expect(outcome(await send({ Action: 'GetSessionToken' }, source))).toEqual([
      403,
      'AccessDenied',
      'Cannot call GetSessionToken with session credentials',
    ]);
  });
});

describe('the record of calls', () => {
  it('tells what was asked and holds no secret', async () => {
    sts.resetCalls();
    const mfa = { RoleArn: arn('Admin'), SerialNumber: devMfaSerial, TokenCode: '100007' };
    const source = credentialsIn(await assume(mfa));
    await send({ Action: 'GetCallerIdentity' }, source);
    await assume({ RoleArn: arn('Closed') });
    expect(sts.count()).toBe(3);
    expect(sts.count('AssumeRole')).toBe(2);
    expect(sts.count('GetSessionToken')).toBe(0);
    expect(sts.calls[0]).toMatchObject({
      at: start,
      action: 'AssumeRole',
      accessKeyId: dev.accessKeyId,
      region: 'eu-central-1',
      callerArn: `arn:aws:iam::${identityAccount}:user/dev`,
      roleArn: arn('Admin'),
      roleSessionName: 'me',
      serialNumber: devMfaSerial,
      hasTokenCode: true,
      status: 200,
    });
    expect(sts.calls[2]).toMatchObject({ status: 403, errorCode: 'AccessDenied' });
    const record = JSON.stringify(sts.calls);
    for (const secret of [dev.secretAccessKey, source.secretAccessKey, source.sessionToken, '100007']) {
      expect(record).not.toContain(secret);
    }
    sts.resetCalls();
    expect(sts.count()).toBe(0);
  });
});
