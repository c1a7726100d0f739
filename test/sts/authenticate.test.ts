import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSecretAccessKey } from './identifiers.ts';
import { systemRandom } from './random.ts';
import type { RawAnswer, RawCall, RawCredentials } from './raw-client.ts';
import { callSts, credentialsIn, xmlText } from './raw-client.ts';
import type { StsServer } from './server.ts';
import { createStsServer } from './server.ts';
import { arnOfRole, defaultWorld, keyOfUser, withRoles } from './world.ts';

const start = new Date('2026-11-24T10:00:00Z');
const world = defaultWorld();
const dev = keyOfUser(world, 'dev');
const wrongSecret = createSecretAccessKey(systemRandom);

const invalidToken = 'The security token included in the request is invalid.';
const expired = 'The security token included in the request is expired';
const mismatch =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const wrongRegion = 'Credential should be scoped to a valid region. ';
const wrongService = "Credential should be scoped to correct service: 'sts'. ";

let sts: StsServer;

beforeAll(async () => {
  sts = await createStsServer({ now: () => start });
});

afterAll(() => sts.close());

beforeEach(() => {
  sts.updateWorld(() => world);
});

afterEach(() => {
  sts.clock.reset();
});

const identity = (credentials: RawCredentials | undefined, more: Partial<RawCall> = {}): Promise<RawAnswer> =>
  callSts(sts.url, {
    parameters: { Action: 'GetCallerIdentity' },
    signedAt: sts.clock.now(),
    ...(credentials === undefined ? {} : { credentials }),
    ...more,
  });

const session = async (roleName = 'ReadOnly'): Promise<Required<RawCredentials>> =>
  credentialsIn(
    await callSts(sts.url, {
      parameters: { Action: 'AssumeRole', RoleArn: arnOfRole(world, roleName), RoleSessionName: 'me' },
      credentials: dev,
      signedAt: sts.clock.now(),
    }),
  );

const expectError = (answer: RawAnswer, status: number, code: string, message: string): void => {
  expect({ status: answer.status, code: answer.code, message: answer.message }).toEqual({
    status,
    code,
    message,
  });
};

describe('long-term keys', () => {
  it('are accepted, over POST and GET', async () => {
    for (const method of ['POST', 'GET'] as const) {
      const answer = await identity(dev, { method });
      expect(answer.status).toBe(200);
      expect(xmlText(answer.xml, 'Arn')).toBe('arn:aws:iam::111122223333:user/dev');
    }
  });

  it('are refused when unknown, inactive, or sent with a token', async () => {
    const unknown = {
      ...dev,
      accessKeyId: dev.accessKeyId.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A')),
    };
    expectError(await identity(unknown), 403, 'InvalidClientTokenId', invalidToken);
    expectError(await identity(keyOfUser(world, 'retired')), 403, 'InvalidClientTokenId', invalidToken);
    const { sessionToken } = await session();
    expectError(await identity({ ...dev, sessionToken }), 403, 'InvalidClientTokenId', invalidToken);
  });

  it('are refused with a wrong secret, and an inactive one without regard to its secret', async () => {
    expectError(
      await identity({ ...dev, secretAccessKey: wrongSecret }),
      403,
      'SignatureDoesNotMatch',
      mismatch,
    );
    const retired = { ...keyOfUser(world, 'retired'), secretAccessKey: wrongSecret };
    expectError(await identity(retired), 403, 'InvalidClientTokenId', invalidToken);
  });
});

describe('what is signed', () => {
  it.each<[string, RawCall['tamper']]>([
    ['a body', (request) => (request.body = `${String(request.body)}&DurationSeconds=900`)],
    [
      'a signed header',
      (request) => (request.headers['content-type'] = 'application/x-www-form-urlencoded; charset=utf-8'),
    ],
    ['a query', (request) => (request.query['extra'] = 'x')],
    ['the date', (request) => (request.headers['x-amz-date'] = '20261124T100001Z')],
  ])('cannot be changed: %s', async (_what, tamper) => {
    expectError(
      await identity(dev, tamper === undefined ? {} : { tamper }),
      403,
      'SignatureDoesNotMatch',
      mismatch,
    );
  });

  it('does not fall for a body hash that is signed but not the hash of the body', async () => {
    const hash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const answer = await identity(dev, { headers: { 'x-amz-content-sha256': hash } });
    expectError(answer, 403, 'SignatureDoesNotMatch', mismatch);
  });

  it('must include the host and the token', async () => {
    const live = await session();
    const unsign = (name: string) => (request: Parameters<NonNullable<RawCall['tamper']>>[0]) => {
      const header = request.headers['authorization'] ?? '';
      request.headers['authorization'] = header.replace(`${name};`, '').replace(`;${name}`, '');
    };
    expectError(
      await identity(live, { tamper: unsign('host') }),
      403,
      'SignatureDoesNotMatch',
      "'Host' must be a 'SignedHeader' in the AWS Authorization. ",
    );
    expectError(
      await identity(live, { tamper: unsign('x-amz-security-token') }),
      403,
      'SignatureDoesNotMatch',
      "'x-amz-security-token' must be a 'SignedHeader' in the AWS Authorization. ",
    );
  });

  it('needs a whole Authorization header', async () => {
    expectError(
      await identity(undefined),
      403,
      'MissingAuthenticationToken',
      'Request is missing Authentication Token',
    );
    const authorization = (text: string): Partial<RawCall> => ({
      tamper: (request) => (request.headers['authorization'] = text),
    });
    expectError(
      await identity(dev, authorization('AWS4-HMAC-SHA256 Credential=a/b/c/d/e')),
      400,
      'IncompleteSignature',
      "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. ",
    );
    const short = await identity(
      dev,
      authorization('AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0'),
    );
    expect(short.code).toBe('IncompleteSignature');
    const undated = await identity(dev, { tamper: (request) => (request.headers['x-amz-date'] = 'today') });
    expectError(
      undated,
      400,
      'IncompleteSignature',
      "Date must be in ISO-8601 'basic format'. Got 'today'. See http://en.wikipedia.org/wiki/ISO_8601",
    );
  });
});

describe('the clock', () => {
  it('may differ by 15 minutes', async () => {
    const at = (minutes: number, seconds = 0) =>
      new Date(start.getTime() + minutes * 60_000 + seconds * 1000);
    expect((await identity(dev, { signedAt: at(-15) })).status).toBe(200);
    expect((await identity(dev, { signedAt: at(15) })).status).toBe(200);
    expectError(
      await identity(dev, { signedAt: at(-15, -1) }),
      403,
      'SignatureDoesNotMatch',
      'Signature expired: 20261124T094459Z is now earlier than 20261124T094500Z (20261124T100000Z - 15 min.)',
    );
    expectError(
      await identity(dev, { signedAt: at(15, 1) }),
      403,
      'SignatureDoesNotMatch',
      'Signature not yet current: 20261124T101501Z is still later than 20261124T101500Z (20261124T100000Z + 15 min.)',
    );
  });
});

describe('sessions', () => {
  it('are known by role, without its path', async () => {
    const answer = await identity(await session());
    expect(xmlText(answer.xml, 'Arn')).toBe('arn:aws:sts::444455556666:assumed-role/ReadOnly/me');
    expect(xmlText(answer.xml, 'UserId')).toMatch(/^AROA[A-Z2-7]{17}:me$/);
  });

  it('last to the second', async () => {
    const live = await session();
    sts.clock.advance(3_599_999);
    expect((await identity(live)).status).toBe(200);
    sts.clock.advance(1);
    expectError(await identity(live), 403, 'ExpiredToken', expired);
  });

  it('end when they are told to', async () => {
    const live = await session();
    sts.expireSessions();
    expectError(await identity(live), 403, 'ExpiredToken', expired);
    expect((await identity(await session())).status).toBe(200);
  });

  it('end with their role, and do not live on in one of the same name', async () => {
    const live = await session();
    sts.updateWorld((before) =>
      withRoles(before, (roles) => roles.filter(({ name }) => name !== 'ReadOnly')),
    );
    expectError(await identity(live), 403, 'InvalidClientTokenId', invalidToken);
    sts.updateWorld(() =>
      withRoles(world, (roles) => roles.map((role) => ({ ...role, roleId: 'AROAQAAAAAAAAAAAAAAAA' }))),
    );
    expectError(await identity(live), 403, 'InvalidClientTokenId', invalidToken);
    expect((await identity(await session())).status).toBe(200);
  });
});

describe('the order of checks', () => {
  type Token = 'own' | 'none' | 'other';
  type Case = readonly [
    scope: 'right' | 'region' | 'service' | 'both',
    token: Token,
    life: 'live' | 'expired' | 'deleted' | 'expired+deleted',
    secret: 'right' | 'wrong',
    code: string,
    message: string,
  ];
  const cases: readonly Case[] = [
    ['region', 'own', 'live', 'right', 'SignatureDoesNotMatch', wrongRegion],
    ['service', 'own', 'live', 'right', 'SignatureDoesNotMatch', wrongService],
    ['both', 'own', 'live', 'right', 'SignatureDoesNotMatch', wrongRegion + wrongService],
    ['region', 'none', 'live', 'right', 'SignatureDoesNotMatch', wrongRegion],
    ['service', 'other', 'expired', 'wrong', 'SignatureDoesNotMatch', wrongService],
    ['region', 'own', 'deleted', 'wrong', 'SignatureDoesNotMatch', wrongRegion],
    ['right', 'none', 'live', 'right', 'InvalidClientTokenId', invalidToken],
    ['right', 'none', 'live', 'wrong', 'InvalidClientTokenId', invalidToken],
    ['right', 'other', 'live', 'right', 'InvalidClientTokenId', invalidToken],
    ['right', 'other', 'live', 'wrong', 'InvalidClientTokenId', invalidToken],
    ['right', 'none', 'expired', 'right', 'InvalidClientTokenId', invalidToken],
    ['right', 'other', 'expired', 'wrong', 'InvalidClientTokenId', invalidToken],
    ['right', 'own', 'expired', 'right', 'ExpiredToken', expired],
    ['right', 'own', 'expired', 'wrong', 'ExpiredToken', expired],
    ['right', 'own', 'expired+deleted', 'right', 'ExpiredToken', expired],
    ['right', 'own', 'expired+deleted', 'wrong', 'ExpiredToken', expired],
    ['right', 'own', 'deleted', 'right', 'InvalidClientTokenId', invalidToken],
    ['right', 'own', 'deleted', 'wrong', 'InvalidClientTokenId', invalidToken],
    ['right', 'own', 'live', 'wrong', 'SignatureDoesNotMatch', mismatch],
  ];

  it.each(cases)(
    'scope %s, token %s, %s, secret %s: %s',
    async (scope, token, life, secret, code, message) => {
      const mine = await session();
      if (life.startsWith('expired')) sts.clock.advance(3_600_000);
      const other = (await session('Deploy')).sessionToken;
      if (life.endsWith('deleted')) {
        sts.updateWorld((before) =>
          withRoles(before, (roles) => roles.filter(({ name }) => name !== 'ReadOnly')),
        );
      }
      const answer = await identity(
        {
          accessKeyId: mine.accessKeyId,
          secretAccessKey: secret === 'right' ? mine.secretAccessKey : wrongSecret,
          ...(token === 'none' ? {} : { sessionToken: token === 'own' ? mine.sessionToken : other }),
        },
        {
          region: scope === 'region' || scope === 'both' ? 'nowhere' : 'eu-central-1',
          service: scope === 'service' || scope === 'both' ? 's3' : 'sts',
        },
      );
      expectError(answer, 403, code, message);
    },
  );

  it('puts the scope before an inactive key, too', async () => {
    const retired = keyOfUser(world, 'retired');
    expectError(await identity(retired, { service: 's3' }), 403, 'SignatureDoesNotMatch', wrongService);
  });
});

describe('a regional endpoint', () => {
  it('takes its own region only', async () => {
    const regional = await createStsServer({ now: () => start, region: 'us-east-1' });
    const call = (region: string) =>
      callSts(regional.url, {
        parameters: { Action: 'GetCallerIdentity' },
        credentials: dev,
        signedAt: start,
        region,
      });
    expect((await call('us-east-1')).status).toBe(200);
    expectError(await call('us-west-2'), 403, 'SignatureDoesNotMatch', wrongRegion);
    await regional.close();
  });
});
