import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { SecretValue } from '@keyless/core';
import {
  loadSts,
  type AwsCredentials,
  type AssumeRoleRequest,
  type StsPort,
  type StsTarget,
} from '@keyless/sessions';
import { createStsServer, type StsServer } from '../sts/server.ts';
import { arnOfRole, keyOfUser } from '../sts/world.ts';

let server: StsServer;
let port: StsPort;
beforeAll(async () => {
  server = await createStsServer();
  port = await loadSts();
});
afterEach(() => {
  server.clearFaults();
  server.resetCalls();
});
afterAll(() => server.close());

function target(more: Partial<StsTarget> = {}): StsTarget {
  return {
    region: 'eu-west-1',
    endpoint: server.url,
    globalEndpoint: false,
    fips: false,
    dualStack: false,
    ...more,
  };
}

function dev(): AwsCredentials {
  const key = keyOfUser(server.world(), 'dev');
  return {
    accessKeyId: new SecretValue(key.accessKeyId),
    secretAccessKey: new SecretValue(key.secretAccessKey),
  };
}

function deploy(more: Partial<AssumeRoleRequest> = {}): AssumeRoleRequest {
  return { roleArn: arnOfRole(server.world(), 'Deploy'), roleSessionName: 'keyless-test', ...more };
}

function call(
  request = deploy(),
  credentials = dev(),
  to = target(),
  signal = new AbortController().signal,
): ReturnType<StsPort['assumeRole']> {
  return port.assumeRole(request, credentials, to, signal);
}

describe('the real STS port', () => {
  it('assumes a role and keeps what the cache entry needs', async () => {
    const outcome = await call(deploy({ durationSeconds: 1800 }));
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
    const { answer } = outcome;
    expect(answer.credentials.accessKeyId.matches(/^ASIA/u)).toBe(true);
    expect(answer.assumedRoleUser.arn).toMatch(/assumed-role\/Deploy\/keyless-test$/);
    expect(answer.metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.metadata.headers).toMatchObject({ 'x-amzn-requestid': answer.metadata.requestId });
    expect(answer.metadata).toMatchObject({ httpStatus: 200, retries: 0 });
    expect(answer.expiresAt.getTime() - server.clock.now().getTime()).toBeGreaterThan(1_790_000);
    expect(server.calls[0]).toMatchObject({ region: 'eu-west-1', durationSeconds: '1800' });
    expect(server.calls[0]?.userAgent).toContain('keyless');
    const printed = JSON.stringify(outcome);
    expect(printed).not.toContain(answer.credentials.secretAccessKey.expose());
    expect(printed).not.toContain(answer.credentials.sessionToken.expose());
  });

  it("gives STS's own code, message and status", async () => {
    const closed = deploy({ roleArn: arnOfRole(server.world(), 'Closed') });
    expect(await call(closed)).toMatchObject({
      ok: false,
      failure: { type: 'sts', code: 'AccessDenied', httpStatus: 403 },
    });
    const wrong = { ...dev(), secretAccessKey: new SecretValue('wrong') };
    expect(await call(deploy(), wrong)).toMatchObject({
      failure: { type: 'sts', code: 'SignatureDoesNotMatch' },
    });
    const unknown = { ...dev(), accessKeyId: new SecretValue('AKIAQAAAAAAAAAAA7WML') };
    expect(await call(deploy(), unknown)).toMatchObject({
      failure: { type: 'sts', code: 'InvalidClientTokenId' },
    });
  });

  it('repeats a throttled call, and gives up in the end', async () => {
    const fault = { kind: 'error', status: 400, code: 'Throttling', message: 'Rate exceeded' } as const;
    server.failNext(fault);
    expect(await call()).toMatchObject({ ok: true, answer: { metadata: { retries: 1 } } });
    for (let index = 0; index < 3; index++) server.failNext(fault);
    expect(await call()).toMatchObject({ ok: false, failure: { type: 'sts', code: 'Throttling' } });
  });

  it.each([
    [403, 'text/html', '<html><body>blocked by the proxy</body></html>'],
    [200, 'text/html', '<html><body>please log in<p></body></html>'],
    [200, 'text/xml', '<AssumeRoleResponse><AssumeRoleResult></AssumeRoleResult></AssumeRoleResponse>'],
    [204, 'text/plain', ''],
  ])('knows that a page (%i %s) is not from STS', async (status, contentType, body) => {
    server.failNext({ kind: 'body', status, contentType, body });
    expect(await call()).toMatchObject({ ok: false, failure: { type: 'network', code: 'NOT_STS' } });
  });

  it('tells what the network did', async () => {
    expect(await call(deploy(), dev(), target({ endpoint: 'http://127.0.0.1:9' }))).toMatchObject({
      failure: { type: 'network', code: 'ECONNREFUSED' },
    });
    expect(await call(deploy(), dev(), target({ endpoint: 'http://keyless.invalid' }))).toMatchObject({
      failure: { type: 'network', code: expect.stringMatching(/ENOTFOUND|EAI_AGAIN/) as string },
    });
    const https = server.url.replace('http:', 'https:');
    expect(await call(deploy(), dev(), target({ endpoint: https }))).toMatchObject({
      failure: { type: 'network' },
    });
    for (let index = 0; index < 3; index++) server.failNext({ kind: 'reset' });
    expect(await call()).toMatchObject({ failure: { type: 'network', code: 'ECONNRESET' } });
  });

  it('tells that the CA bundle cannot be read, without a call', async () => {
    expect(await call(deploy(), dev(), target({ caBundle: '/no/such/bundle.pem' }))).toMatchObject({
      failure: { type: 'network', code: 'CA_BUNDLE' },
    });
    expect(server.count()).toBe(0);
  });

  it('is cancelled before and during a call', async () => {
    const controller = new AbortController();
    server.failNext({ kind: 'hang' });
    const running = call(deploy(), dev(), target(), controller.signal);
    await expect.poll(() => server.count()).toBe(1);
    controller.abort();
    expect(await running).toEqual({ ok: false, failure: { type: 'cancelled' } });
    expect(await call(deploy(), dev(), target(), controller.signal)).toEqual({
      ok: false,
      failure: { type: 'cancelled' },
    });
    expect(server.count()).toBe(1);
  });
});

describe('where the call goes', () => {
  let proxy: Server;
  const hosts: (string | undefined)[] = [];
  beforeAll(async () => {
    proxy = createServer((request, response) => {
      hosts.push(request.headers.host);
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => proxy.close(resolve)));

  it('reads neither the environment nor ~/.aws: only the target counts', async () => {
    const before = { ...process.env };
    process.env['AWS_ENDPOINT_URL'] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    process.env['AWS_ENDPOINT_URL_STS'] = process.env['AWS_ENDPOINT_URL'];
    process.env['AWS_USE_FIPS_ENDPOINT'] = 'true';
    try {
      expect(await call()).toMatchObject({ ok: true });
      // There is no network here or no such key there; what counts is that the call did not go to the variable's host.
      const aws = await call(deploy(), dev(), target({ endpoint: undefined, region: 'xx-keyless-1' }));
      expect(aws.ok).toBe(false);
      expect(hosts).toEqual([]);
    } finally {
      process.env = before;
    }
  });
});
