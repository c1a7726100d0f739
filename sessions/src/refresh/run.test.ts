import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { safe, SecretValue } from '@keyless/core';
import { nodeFileSystem, type FileSystem } from '@keyless/files';
import { assumeRoleCacheName, cliCacheFolder } from '../cli-cache/key.ts';
import { writeCacheEntry } from '../cli-cache/write.ts';
import type { AssumeRoleAnswer, AssumeRoleRequest, StsOutcome, StsPort } from '../sts-port.ts';
import type { RefreshHop, RefreshPlan } from './refresh-plan.ts';
import type { RefreshPorts } from './refresh-ports.ts';
import { refreshProfile } from './run.ts';

const now = new Date('2026-11-23T12:00:00Z');

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-run-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

function hop(name: string, more: Partial<RefreshHop['call']> = {}): RefreshHop {
  const roleArn = `arn:aws:iam::123456789012:role/${name}`;
  const call = { roleArn, ...more };
  return {
    profile: safe`profile-of-${name.length}`,
    roleArn: roleArn as RefreshHop['roleArn'],
    call,
    cacheName: assumeRoleCacheName(call),
  };
}

function plan(...hops: [RefreshHop, ...RefreshHop[]]): RefreshPlan {
  return {
    ok: true,
    profile: safe`dev`,
    source: {
      kind: 'static',
      profile: safe`base`,
      description: safe`the keys of profile base`,
      credentials: {
        accessKeyId: new SecretValue('AKIAQAAAAAAAAAAA7WML'),
        secretAccessKey: new SecretValue('s'),
      },
    },
    hops,
    target: { region: 'eu-west-1', globalEndpoint: false, fips: false, dualStack: false },
    sharedWith: [],
  };
}

function answerTo(request: AssumeRoleRequest, left = 3_600_000): AssumeRoleAnswer {
  const role = request.roleArn.split('/').at(-1) ?? '';
  return {
    credentials: {
      accessKeyId: new SecretValue(`ASIA${role.toUpperCase()}`),
      secretAccessKey: new SecretValue('secret'),
      sessionToken: new SecretValue(`token of ${role}`),
    },
    expiresAt: new Date(now.getTime() + left),
    assumedRoleUser: { arn: `arn:aws:sts::123456789012:assumed-role/${role}/x`, assumedRoleId: 'AROA:x' },
    metadata: { requestId: 'r', httpStatus: 200, headers: {}, retries: 0 },
  };
}

interface Call {
  readonly request: AssumeRoleRequest;
  readonly token: string | undefined;
}

/** What these plans never call. */
const unexpected = (): Promise<never> => Promise.reject(new Error('unexpected call'));
const otherCalls = {
  assumeRoleWithWebIdentity: unexpected,
  roleCredentials: unexpected,
  hostCredentials: unexpected,
};

/** An STS that says yes, or what it is told to. */
function fakeSts(answer: (request: AssumeRoleRequest) => StsOutcome | Promise<StsOutcome> = yes): {
  readonly port: StsPort;
  readonly calls: Call[];
} {
  const calls: Call[] = [];
  return {
    calls,
    port: {
      ...otherCalls,
      assumeRole: async (request, credentials) => {
        calls.push({ request, token: credentials.sessionToken?.expose() });
        return answer(request);
      },
    },
  };
}

function yes(request: AssumeRoleRequest): StsOutcome {
  return { ok: true, answer: answerTo(request) };
}

function ports(sts: StsPort, more: Partial<RefreshPorts> = {}): RefreshPorts {
  return {
    askMfaCode: () => Promise.reject(new Error('not expected')),
    progress: () => undefined,
    clock: () => now,
    signal: new AbortController().signal,
    loadSts: () => Promise.resolve(sts),
    env: {},
    home,
    ...more,
  };
}

const files = (): Promise<string[]> => readdir(cliCacheFolder(home)).catch(() => []);

describe('refreshProfile', () => {
  it('assumes the role, writes its entry, and tells who and until when', async () => {
    const sts = fakeSts();
    const demo = hop('Demo', { durationSeconds: 1800, externalId: 'x' });
    const result = await refreshProfile(plan(demo), ports(sts.port));
    expect(result).toEqual({
      ok: true,
      profile: 'dev',
      identity: { arn: 'arn:aws:sts::123456789012:assumed-role/Demo/x', accountId: '123456789012' },
      expiresAt: new Date('2026-11-23T13:00:00Z'),
      cacheFiles: [join(cliCacheFolder(home), demo.cacheName)],
      notes: [],
    });
    expect(sts.calls[0]?.request).toEqual({
      roleArn: demo.call.roleArn,
      durationSeconds: 1800,
      externalId: 'x',
      roleSessionName: `keyless-${now.getTime() / 1000}`,
      tokenCode: undefined,
    });
    expect(await files()).toEqual([demo.cacheName]);
  });

  it('uses the session name of the profile', async () => {
    const sts = fakeSts();
    await refreshProfile(plan(hop('Demo', { roleSessionName: 'me' })), ports(sts.port));
    expect(sts.calls[0]?.request.roleSessionName).toBe('me');
  });

  it('assumes each role of a chain with the one before, and writes each entry', async () => {
    const sts = fakeSts();
    const chain = plan(hop('A'), hop('Bb'), hop('Ccc'));
    const result = await refreshProfile(chain, ports(sts.port));
    expect(sts.calls.map(({ request, token }) => [request.roleArn.split('/')[1], token])).toEqual([
      ['A', undefined],
      ['Bb', 'token of A'],
      ['Ccc', 'token of Bb'],
    ]);
    expect(result.ok && result.cacheFiles).toEqual(
      chain.hops.map((one) => join(cliCacheFolder(home), one.cacheName)),
    );
  });

  it.each([
    [900_000, ['Ccc']],
    [899_000, ['A', 'Bb', 'Ccc']],
  ])('takes a nested role from the cache with %i ms left, as the AWS CLI does', async (left, assumed) => {
    const sts = fakeSts();
    const chain = plan(hop('A'), hop('Bb'), hop('Ccc'));
    const [, nested, own] = chain.hops;
    await writeCacheEntry(home, nested!.cacheName, answerTo(nested!.call as AssumeRoleRequest, left));
    await writeCacheEntry(home, own!.cacheName, answerTo(own!.call as AssumeRoleRequest));
    await refreshProfile(chain, ports(sts.port));
    expect(sts.calls.map(({ request }) => request.roleArn.split('/')[1])).toEqual(assumed);
    expect(sts.calls.at(-1)?.token).toBe('token of Bb');
  });

  it('asks for each MFA code once, and not for a role that comes from the cache', async () => {
    const asked: string[] = [];
    const askMfaCode: RefreshPorts['askMfaCode'] = ({ serial, profile }) => {
      asked.push(`${serial} for ${profile}`);
      return Promise.resolve(' 123 456 ');
    };
    const sts = fakeSts();
    const chain = plan(
      hop('A', { serialNumber: 'GAHT12345678' }),
      hop('Bb', { serialNumber: 'GAHT87654321' }),
    );
    await refreshProfile(chain, ports(sts.port, { askMfaCode }));
    await refreshProfile(chain, ports(sts.port, { askMfaCode }));
    expect(asked).toEqual([
      'GAHT12345678 for profile-of-1',
      'GAHT87654321 for profile-of-2',
      'GAHT87654321 for profile-of-2',
    ]);
    expect(sts.calls.map(({ request }) => request.tokenCode)).toEqual(['123456', '123456', '123456']);
  });

  it('sends no code that cannot be one', async () => {
    const sts = fakeSts();
    const result = await refreshProfile(
      plan(hop('A', { serialNumber: 'GAHT12345678' })),
      ports(sts.port, { askMfaCode: () => Promise.resolve('12345') }),
    );
    expect(result).toMatchObject({ ok: false, kind: 'refused', meaning: 'An MFA code has six digits' });
    expect(sts.calls).toEqual([]);
  });

  it('explains what STS said, and writes nothing for that role', async () => {
    const sts = fakeSts((request) =>
      request.roleArn.endsWith('/Bb')
        ? { ok: false, failure: { type: 'sts', code: 'ExpiredToken', message: 'expired', httpStatus: 403 } }
        : yes(request),
    );
    const chain = plan(hop('A'), hop('Bb'));
    const result = await refreshProfile(chain, ports(sts.port));
    expect(result).toMatchObject({ ok: false, kind: 'sts', said: 'ExpiredToken: expired' });
    expect(!result.ok && result.action).toContain('Refresh profile profile-of-1 first');
    expect(await files()).toEqual([chain.hops[0].cacheName]);
  });

  it('passes a refusal on', async () => {
    const refusal = { ok: false, kind: 'refused', title: safe`No`, meaning: safe`No` } as const;
    expect(await refreshProfile(refusal, ports(fakeSts().port))).toBe(refusal);
  });

  it('tells that STS could not be loaded', async () => {
    const result = await refreshProfile(
      plan(hop('A')),
      ports(fakeSts().port, { loadSts: () => Promise.reject(new Error('no such file')) }),
    );
    expect(result).toMatchObject({ ok: false, kind: 'refused', title: 'STS cannot be called' });
  });

  it('tells that the cache cannot be written', async () => {
    const readOnly: FileSystem = {
      ...nodeFileSystem,
      open: () => Promise.reject(Object.assign(new Error('read-only'), { code: 'EROFS' })),
    };
    const result = await refreshProfile(plan(hop('A')), ports(fakeSts().port, { fs: readOnly }));
    expect(result).toMatchObject({ ok: false, kind: 'disk' });
    expect(!result.ok && result.meaning).toContain('EROFS');
    expect(await files()).toEqual([]);
  });

  it('notes that the AWS CLI will not use a short session', async () => {
    const sts = fakeSts((request) => ({ ok: true, answer: answerTo(request, 899_000) }));
    const result = await refreshProfile(plan(hop('A')), ports(sts.port));
    expect(result.ok && result.notes.join()).toContain('Less than 15 minutes');
  });

  it('tells which profiles share the session', async () => {
    const shared = { ...plan(hop('A')), sharedWith: [safe`other`] };
    const result = await refreshProfile(shared, ports(fakeSts().port));
    expect(result.ok && result.notes.join()).toContain('one session for dev and other');
  });

  it('two at once leave one whole entry', async () => {
    const demo = plan(hop('Demo'));
    const results = await Promise.all(
      Array.from({ length: 20 }, () => refreshProfile(demo, ports(fakeSts().port))),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await files()).toEqual([demo.hops[0].cacheName]);
    const text = await readFile(join(cliCacheFolder(home), demo.hops[0].cacheName), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ Credentials: { AccessKeyId: 'ASIADEMO' } });
  });
});

describe('a cancelled refresh', () => {
  const mfa = { serialNumber: 'GAHT12345678' };

  it('ends at a prompt that is dismissed', async () => {
    const sts = fakeSts();
    const result = await refreshProfile(
      plan(hop('A', mfa)),
      ports(sts.port, { askMfaCode: () => Promise.resolve(undefined) }),
    );
    expect(result).toMatchObject({ ok: false, kind: 'cancelled' });
    expect(sts.calls).toEqual([]);
  });

  it('ends at once, whatever it is waiting for, and writes nothing', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const waits: ((controller: AbortController) => Partial<RefreshPorts>)[] = [
      (controller) => (controller.abort(), {}),
      (controller) => ({ askMfaCode: () => (controller.abort(), never()) }),
      (controller) => ({ loadSts: () => (controller.abort(), never()) }),
      (controller) => ({
        askMfaCode: () => Promise.resolve('123456'),
        loadSts: () => Promise.resolve({ assumeRole: () => (controller.abort(), never()) }),
      }),
    ];
    for (const wait of waits) {
      const controller = new AbortController();
      const result = await refreshProfile(
        plan(hop('A', mfa)),
        ports(fakeSts().port, { signal: controller.signal, ...wait(controller) }),
      );
      expect(result).toMatchObject({ ok: false, kind: 'cancelled' });
    }
    expect(await files()).toEqual([]);
  });

  it('keeps the entries of the roles that were assumed before', async () => {
    const controller = new AbortController();
    const sts = fakeSts((request) => {
      if (request.roleArn.endsWith('/Bb')) controller.abort();
      return yes(request);
    });
    const chain = plan(hop('A'), hop('Bb'));
    const result = await refreshProfile(chain, ports(sts.port, { signal: controller.signal }));
    expect(result).toMatchObject({ ok: false, kind: 'cancelled' });
    expect(await files()).toEqual([chain.hops[0].cacheName]);
  });
});

describe('the environment as the source', () => {
  const fromEnvironment: RefreshPlan = {
    ...plan(hop('A')),
    source: { kind: 'environment', profile: safe`dev`, description: safe`the AWS variables` },
  };

  it.each([
    [{ AWS_SESSION_TOKEN: 'one' }, 'one'],
    [{ AWS_SESSION_TOKEN: 'one', AWS_SECURITY_TOKEN: 'two' }, 'two'],
    [{ AWS_SESSION_TOKEN: 'one', AWS_SECURITY_TOKEN: '' }, 'one'],
    [{}, undefined],
  ])('is read as botocore does (%#)', async (more, token) => {
    const sts = fakeSts();
    const env = { AWS_ACCESS_KEY_ID: 'AKIAQAAAAAAAAAAA7WML', AWS_SECRET_ACCESS_KEY: 's', ...more };
    expect(await refreshProfile(fromEnvironment, ports(sts.port, { env }))).toMatchObject({ ok: true });
    expect(sts.calls[0]?.token).toBe(token);
  });

  it.each([
    [{}, 'AWS_ACCESS_KEY_ID is not set'],
    [{ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: 's' }, 'AWS_ACCESS_KEY_ID is not set'],
    [{ AWS_ACCESS_KEY_ID: 'AKIAQAAAAAAAAAAA7WML' }, 'AWS_SECRET_ACCESS_KEY is not set'],
  ])('lacks a part (%#)', async (env, meaning) => {
    const result = await refreshProfile(fromEnvironment, ports(fakeSts().port, { env }));
    expect(result).toMatchObject({ ok: false, kind: 'source' });
    expect(!result.ok && result.meaning).toContain(meaning);
  });
});
