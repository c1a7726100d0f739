import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { Credentials, STSClientConfig } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StsServer } from './server.ts';
import { createStsServer } from './server.ts';
import { createIdentityProvider } from './web-identity-provider.ts';
import { arnOfRole, defaultWorld, devMfaSerial, keyOfUser, withRoles, workloadAccount } from './world.ts';

const world = defaultWorld();
const dev = keyOfUser(world, 'dev');

let sts: StsServer;
const clients: STSClient[] = [];

beforeAll(async () => {
  sts = await createStsServer();
});

afterAll(() => sts.close());

beforeEach(() => {
  sts.updateWorld(() => world);
  sts.resetCalls();
});

afterEach(() => {
  sts.clock.reset();
  sts.clearFaults();
  for (const client of clients.splice(0)) client.destroy();
});

const connect = (credentials: STSClientConfig['credentials'], more: STSClientConfig = {}): STSClient => {
  const client = new STSClient({
    endpoint: sts.url,
    region: 'eu-central-1',
    ...(credentials === undefined ? {} : { credentials }),
    ...more,
  });
  clients.push(client);
  return client;
};

const usable = ({ AccessKeyId, SecretAccessKey, SessionToken }: Credentials = {} as Credentials) => ({
  accessKeyId: AccessKeyId ?? '',
  secretAccessKey: SecretAccessKey ?? '',
  sessionToken: SessionToken ?? '',
});

const assume = (name: string, more: object = {}) =>
  new AssumeRoleCommand({ RoleArn: arnOfRole(world, name), RoleSessionName: 'sdk', ...more });

describe('the JS SDK', () => {
  it('assumes a role, chains, and asks who it is', async () => {
    const first = await connect(dev).send(assume('ReadOnly', { DurationSeconds: 7200 }));
    expect(first.Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 7_190_000);
    const second = await connect(usable(first.Credentials)).send(assume('Chained'));
    expect(second.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${workloadAccount}:assumed-role/Chained/sdk`);
    const who = await connect(usable(second.Credentials)).send(new GetCallerIdentityCommand({}));
    expect(who.Account).toBe(workloadAccount);
    expect(who.Arn).toBe(second.AssumedRoleUser?.Arn);
    expect(who.UserId).toBe(second.AssumedRoleUser?.AssumedRoleId);
    expect(sts.calls.map(({ action, status }) => `${action} ${status}`)).toEqual([
      'AssumeRole 200',
      'AssumeRole 200',
      'GetCallerIdentity 200',
    ]);
  });

  it('sees errors by name, status and request id', async () => {
    const chain = await connect(dev).send(assume('ReadOnly'));
    const error: unknown = await connect(usable(chain.Credentials))
      .send(assume('Chained', { DurationSeconds: 3601 }))
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'ValidationError',
      message:
        'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      $fault: 'client',
      $metadata: { httpStatusCode: 400, attempts: 1 },
    });
    expect((error as { $metadata: { requestId?: string } }).$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    await expect(connect(dev).send(assume('Closed'))).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(
      connect(keyOfUser(world, 'retired')).send(new GetCallerIdentityCommand({})),
    ).rejects.toMatchObject({ name: 'InvalidClientTokenId', $metadata: { httpStatusCode: 403 } });
  });

  it('gives MFA', async () => {
    const mfa = { SerialNumber: devMfaSerial, TokenCode: '200001' };
    const admin = await connect(dev).send(assume('Admin', mfa));
    expect(admin.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${workloadAccount}:assumed-role/Admin/sdk`);
    await expect(connect(dev).send(assume('Admin', mfa))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
    });
    const session = await connect(dev).send(new GetSessionTokenCommand({ ...mfa, TokenCode: '200002' }));
    const again = await connect(usable(session.Credentials)).send(assume('Admin'));
    expect(again.Credentials?.AccessKeyId).toMatch(/^ASIA/);
  });

  it('finds its session expired after the clock was moved, and corrects its own clock by ours', async () => {
    const { Credentials: credentials } = await connect(dev).send(assume('Deploy'));
    const client = connect(usable(credentials));
    await client.send(new GetCallerIdentityCommand({}));
    sts.clock.advance(3_600_000);
    await expect(client.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
      message: 'The security token included in the request is expired',
    });
    // The first attempt was signed an hour too early; the SDK learns the time from the answer's date.
    const [refused, ...retries] = sts.calls.slice(2).map(({ errorCode }) => errorCode);
    expect(refused).toBe('SignatureDoesNotMatch');
    expect(new Set(retries)).toEqual(new Set(['ExpiredToken']));
  });
});

describe('failures put in the place of answers', () => {
  const ask = (more: STSClientConfig = {}) =>
    connect(dev, { maxAttempts: 1, ...more }).send(new GetCallerIdentityCommand({}));

  it('may be any error, once', async () => {
    sts.failNext({ kind: 'error', status: 400, code: 'Throttling', message: 'Rate exceeded' });
    await expect(ask()).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
    expect((await ask()).Account).toBe('111122223333');
  });

  it('are retried by the SDK where they are the server’s', async () => {
    const fault = { kind: 'error', status: 503, code: 'ServiceUnavailable', message: 'Try later' } as const;
    sts.failNext(fault);
    sts.failNext(fault);
    expect((await ask({ maxAttempts: 3 })).$metadata.attempts).toBe(3);
  });

  it('may be meant for one action', async () => {
    const denied = { kind: 'error', status: 403, code: 'AccessDenied', message: 'no' } as const;
    sts.failNext(denied, 'AssumeRole');
    await ask();
    await expect(connect(dev).send(assume('Deploy'))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('may be silence, which the client can abort, and the server ends when it closes', async () => {
    const abort = new AbortController();
    sts.failNext({ kind: 'hang' });
    const hanging = connect(dev, { maxAttempts: 1 }).send(new GetCallerIdentityCommand({}), {
      abortSignal: abort.signal,
    });
    const outcome = hanging.catch((error: unknown) => (error as Error).name);
    await expect.poll(() => sts.count()).toBe(1);
    abort.abort();
    expect(await outcome).toBe('AbortError');

    const other = await createStsServer({ world });
    other.failNext({ kind: 'hang' });
    const unanswered = ask({ endpoint: other.url }).catch((error: unknown) => (error as Error).name);
    await expect.poll(() => other.count()).toBe(1);
    await other.close();
    expect(await unanswered).not.toBe('');
  });

  it('may be a lost connection, a late answer, or a page that is not from STS', async () => {
    sts.failNext({ kind: 'reset' });
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' });
    sts.failNext({ kind: 'slow', milliseconds: 50 });
    expect((await ask()).Account).toBe('111122223333');
    sts.failNext({ kind: 'body', status: 502, contentType: 'text/html', body: '<html>Bad gateway' });
    await expect(ask()).rejects.toMatchObject({ $metadata: { httpStatusCode: 502 } });
  });
});

describe('web identity', () => {
  const issuer = createIdentityProvider('https://token.actions.example.com', ['sts.amazonaws.com']);
  const claims = { sub: 'repo:org/app:ref:refs/heads/main', aud: 'sts.amazonaws.com' };
  const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

  beforeEach(() => {
    sts.updateWorld((before) => ({
      accounts: withRoles(before, (roles) =>
        roles.map((role) => ({
          ...role,
          webIdentityTrust: [
            {
              provider: issuer.provider.url,
              audiences: ['sts.amazonaws.com'],
              subjects: ['repo:org/app:*'],
            },
          ],
        })),
      ).accounts.map((account) => ({ ...account, identityProviders: [issuer.provider] })),
    }));
  });

  const exchange = (WebIdentityToken: string, more: object = {}) =>
    connect({ accessKeyId: '', secretAccessKey: '' }).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: arnOfRole(world, 'ReadOnly'),
        RoleSessionName: 'ci',
        WebIdentityToken,
        ...more,
      }),
    );

  it('becomes a session, for as long as the role allows', async () => {
    const answer = await exchange(issuer.sign({ ...claims, exp: inAnHour() }), { DurationSeconds: 43_200 });
    expect(answer).toMatchObject({
      Audience: 'sts.amazonaws.com',
      Provider: `arn:aws:iam::${workloadAccount}:oidc-provider/token.actions.example.com`,
      SubjectFromWebIdentityToken: claims.sub,
    });
    const who = await connect(usable(answer.Credentials)).send(new GetCallerIdentityCommand({}));
    expect(who.Arn).toBe(`arn:aws:sts::${workloadAccount}:assumed-role/ReadOnly/ci`);
    await expect(
      connect(usable(answer.Credentials)).send(assume('Chained', { DurationSeconds: 3601 })),
    ).rejects.toMatchObject({ name: 'ValidationError' });
  });

  const other = createIdentityProvider('https://other.example.com', []);
  const forged = createIdentityProvider(issuer.provider.url, []);
  const now = Math.floor(Date.now() / 1000);

  it.each([
    ['no token', 'none', 'InvalidIdentityToken', /is not a valid JWT/],
    [
      'another issuer',
      other.sign({ ...claims, exp: now + 900 }),
      'InvalidIdentityToken',
      /No OpenIDConnect provider found/,
    ],
    [
      'another audience',
      issuer.sign({ ...claims, aud: 'x', exp: now + 900 }),
      'InvalidIdentityToken',
      /Incorrect token audience/,
    ],
    [
      'a forged signature',
      forged.sign({ ...claims, exp: now + 900 }),
      'InvalidIdentityToken',
      /verification key/,
    ],
    [
      'an old token',
      issuer.sign({ ...claims, exp: now - 5 }),
      'ExpiredTokenException',
      /Token expired: current date/,
    ],
    [
      'another subject',
      issuer.sign({ ...claims, sub: 'repo:org/other:x', exp: now + 900 }),
      'AccessDenied',
      /^Not authorized to perform sts:AssumeRoleWithWebIdentity$/,
    ],
  ])('is refused: %s', async (_what, token, name, message) => {
    const error: unknown = await exchange(token).catch((reason: unknown) => reason);
    expect((error as Error).name).toContain(name);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain(token);
  });
});
