import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { assertFreePort } from './free-port.mjs';
import { personEnvironment } from './person-environment.mjs';
import { stopGroup } from './process-group.mjs';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(process.platform === 'win32')('stopGroup', () => {
  it('ends a process and what it started, also when it refuses to go', async () => {
    const script = `
      process.on('SIGTERM', () => {});
      const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
      console.log(child.pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['-e', script], { detached: true });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const grandchild = Number(String(said));
    expect(isAlive(grandchild)).toBe(true);
    await stopGroup(parent);
    await stopGroup(parent);
    expect(parent.signalCode).toBe('SIGKILL');
    await expect.poll(() => isAlive(grandchild)).toBe(false);
  }, 15_000);
});

describe('assertFreePort', () => {
  it('refuses a port that somebody listens on, and takes it afterwards', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await expect(assertFreePort(port)).rejects.toThrow(`Port ${port} is in use.`);
    server.close();
    await once(server, 'close');
    await expect(assertFreePort(port)).resolves.toBeUndefined();
  });
});

describe('personEnvironment', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('has another home and nothing of the real AWS account', () => {
    vi.stubEnv('AWS_PROFILE', 'real');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'real');
    vi.stubEnv('NODE_OPTIONS', '--inspect');
    vi.stubEnv('LANG', 'C.UTF-8');
    const env = personEnvironment('/tmp/home', { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' });
    expect(env).toMatchObject({ HOME: '/tmp/home', USERPROFILE: '/tmp/home', LANG: 'C.UTF-8' });
    expect(Object.keys(env).filter((name) => name.startsWith('AWS_'))).toEqual(['AWS_ENDPOINT_URL_STS']);
    expect(env).not.toHaveProperty('NODE_OPTIONS');
  });
});
