import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cliCacheFolder,
  loadProfiles,
  loadSts,
  planRefresh,
  readCacheEntry,
  refreshProfile,
  type RefreshPorts,
  type RefreshResult,
} from '@keyless/sessions';
import { findAwsClis, prepareAwsCli, runCommand } from '../sts/aws-cli.ts';

/** A second STS, by other people: what our own gets wrong with the refresh alike would show itself here. */
const hasMoto = spawnSync('python3', ['-c', 'import moto.server, flask']).status === 0;

const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
const CONFIG = `[profile base]
aws_access_key_id = AKIAQ3EGRT7YHXW5KLMN
aws_secret_access_key = wJalrXUtnFEMIbPxRfiCYz
[profile dev]
role_arn = ${role('Demo')}
source_profile = base
region = eu-central-1
[profile chained]
role_arn = ${role('Inner')}
source_profile = dev
role_session_name = me
external_id = abc
duration_seconds = 1800
mfa_serial = arn:aws:iam::123456789012:mfa/me
`;

let home: string;
let url: string;
let server: ChildProcess;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Waits until a program has said something on its standard error; fails where it ends before. */
function said({ stderr }: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let heard = '';
    stderr?.on('data', (part: Buffer) => {
      heard += part.toString();
      if (heard.includes(text)) resolve();
    });
    stderr?.on('end', () => reject(new Error(heard)));
  });
}

function refresh(profile: string): Promise<RefreshResult> {
  const ports: Omit<RefreshPorts, 'home' | 'env'> = {
    askMfaCode: () => Promise.resolve('123456'),
    progress: () => undefined,
    clock: () => new Date(),
    signal: new AbortController().signal,
    loadSts,
  };
  const env = { AWS_ENDPOINT_URL_STS: url };
  return loadProfiles(env, home).then((loaded) =>
    refreshProfile(planRefresh(loaded, profile), { ...ports, env, home }),
  );
}

describe.skipIf(!hasMoto)('a refresh against the STS of moto', () => {
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'keyless-moto-'));
    await mkdir(join(home, '.aws'));
    await writeFile(join(home, '.aws', 'config'), CONFIG);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await said(server, 'Running on');
  });
  afterAll(async () => {
    server.kill();
    await once(server, 'exit');
    await rm(home, { recursive: true, force: true });
  });

  it('leaves entries that are live, for a role and for a chain with all options', async () => {
    const dev = await refresh('dev');
    expect(dev).toMatchObject({ ok: true, notes: [] });
    const chained = await refresh('chained');
    expect(chained).toMatchObject({
      ok: true,
      identity: { arn: 'arn:aws:sts::123456789012:assumed-role/Inner/me', accountId: '123456789012' },
    });
    if (!dev.ok || !chained.ok) throw new Error('not refreshed');
    expect(chained.expiresAt.getTime() - Date.now()).toBeGreaterThan(29 * 60_000);
    expect(chained.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(31 * 60_000);
    for (const file of [...dev.cacheFiles, ...chained.cacheFiles]) {
      const name = file.slice(cliCacheFolder(home).length + 1);
      expect(await readCacheEntry(home, name, new Date())).toMatchObject({ state: 'live' });
    }
  });

  it.skipIf(findAwsClis().length === 0)('leaves what the AWS CLI goes on to use', async () => {
    const refreshed = await refresh('chained');
    if (!refreshed.ok) throw new Error(JSON.stringify(refreshed));
    const env = { ...(await prepareAwsCli(home, { url })), AWS_DEFAULT_REGION: 'eu-central-1' };
    for (const { command } of findAwsClis()) {
      const args = ['--profile', 'chained', '--output', 'json', 'sts', 'get-caller-identity'];
      // It would ask for a code if it did not take the session from its cache, and get none.
      const answer = await runCommand(command, args, env, '');
      expect(answer).toMatchObject({ code: 0 });
      expect(JSON.parse(answer.stdout)).toMatchObject({ Arn: refreshed.identity.arn });
    }
  });
});
