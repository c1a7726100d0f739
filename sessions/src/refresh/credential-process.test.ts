import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { safe, SecretValue } from '@keyless/core';
import { runCredentialProcess, type ProcessOptions } from './credential-process.ts';

const now = new Date('2026-11-23T12:00:00Z');
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzKEYSECRET';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyless-process-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A program of Node whose body is given. */
async function program(body: string): Promise<string> {
  const file = join(folder, `p${Math.random().toString(36).slice(2)}.mjs`);
  await writeFile(file, body);
  return `"${process.execPath}" "${file}"`;
}

function run(command: string, more: Partial<ProcessOptions> = {}): ReturnType<typeof runCredentialProcess> {
  return runCredentialProcess(
    { profile: safe`dev`, command: new SecretValue(command) },
    { env: process.env, cwd: folder, signal: new AbortController().signal, now: () => now, ...more },
  );
}

async function printing(output: unknown): Promise<string> {
  const text = typeof output === 'string' ? output : JSON.stringify(output);
  return program(`process.stdout.write(${JSON.stringify(text)})`);
}

const good = { Version: 1, AccessKeyId: 'AKIAQAAAAAAAAAAA7WML', SecretAccessKey: secret };

describe('runCredentialProcess', () => {
  it('reads long-term keys', async () => {
    const outcome = await run(await printing(good));
    expect(outcome.ok && outcome.credentials.accessKeyId.expose()).toBe('AKIAQAAAAAAAAAAA7WML');
    expect(outcome.ok && outcome.credentials.secretAccessKey.expose()).toBe(secret);
    expect(outcome.ok && outcome.credentials.sessionToken).toBeUndefined();
  });

  it('reads a session that has not ended', async () => {
    const outcome = await run(
      await printing({ ...good, SessionToken: 'token', Expiration: '2026-11-23T12:30:00+00:00' }),
    );
    expect(outcome.ok && outcome.credentials.sessionToken?.expose()).toBe('token');
  });

  it('passes arguments and the environment, without a shell', async () => {
    const echo = await program(
      `const [, , ...args] = process.argv;
       process.stdout.write(JSON.stringify({Version: 1, AccessKeyId: args.join(','), SecretAccessKey: process.env.KEYLESS_TEST}))`,
    );
    const outcome = await run(`${echo} 'a b' $HOME '|' ~`, {
      env: { ...process.env, KEYLESS_TEST: 'from env' },
    });
    expect(outcome.ok && outcome.credentials.accessKeyId.expose()).toBe('a b,$HOME,|,~');
    expect(outcome.ok && outcome.credentials.secretAccessKey.expose()).toBe('from env');
  });

  it.each([
    [
      { ...good, Version: 2 },
      /Unsupported version '2' for credential process provider, supported versions: 1/,
    ],
    [{ ...good, Version: undefined }, /Unsupported version '<Version key not provided>'/],
    [{ ...good, Version: '1' }, /Unsupported version '1'/],
    [
      { Version: 1, AccessKeyId: 'AKIAQAAAAAAAAAAA7WML' },
      /Missing required key in response: 'SecretAccessKey'/,
    ],
    [{ Version: 1, SecretAccessKey: secret }, /Missing required key in response: 'AccessKeyId'/],
    [
      { ...good, Expiration: '2026-11-23T12:00:00Z' },
      /Credentials were refreshed, but the refreshed credentials are still expired\./,
    ],
  ])('says what botocore says (%#)', async (output, said) => {
    const outcome = await run(await printing(output));
    expect(outcome).toMatchObject({ ok: false, kind: 'source' });
    expect(!outcome.ok && outcome.meaning).toMatch(said);
    expect(JSON.stringify(outcome)).not.toContain(secret);
  });

  it.each([
    ['not JSON', /did not print a JSON object/],
    ['', /did not print a JSON object/],
    ['[1]', /did not print a JSON object/],
    [{ ...good, Expiration: '2026-11-23T12:30:00' }, /not a date with a time zone/],
    [{ ...good, Expiration: 5 }, /not a date with a time zone/],
  ])('explains %#', async (output, meaning) => {
    const outcome = await run(await printing(output));
    expect(!outcome.ok && outcome.meaning).toMatch(meaning);
  });

  it('shows what a failing program reports, without its secrets', async () => {
    const failing = await program(
      `console.error('login first; SecretAccessKey=${secret}'); console.log('${secret}'); process.exitCode = 3`,
    );
    const outcome = await run(failing);
    expect(outcome).toMatchObject({ ok: false, kind: 'source' });
    expect(!outcome.ok && outcome.meaning).toContain('exit code 3');
    expect(!outcome.ok && outcome.meaning).toContain('reported: login first');
    expect(JSON.stringify(outcome)).not.toContain(secret);
  });

  it.each([
    ['/no/such/program', /There is no program/],
    ['', /credential_process is empty/],
    ['sh "open', /not closed/],
  ])('explains that %s cannot run', async (command, meaning) => {
    const outcome = await run(command, { platform: 'linux' });
    expect(!outcome.ok && outcome.meaning).toMatch(meaning);
  });

  it('ends a program that is cancelled, and all that it has started', async () => {
    const pidFile = join(folder, 'pid');
    const slow = await program(
      `import { spawn } from 'node:child_process'; import { writeFileSync, renameSync } from 'node:fs';
       const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
       writeFileSync(${JSON.stringify(`${pidFile}.new`)}, String(child.pid));
       renameSync(${JSON.stringify(`${pidFile}.new`)}, ${JSON.stringify(pidFile)});
       setInterval(() => {}, 1000);`,
    );
    const controller = new AbortController();
    const cancelled = run(slow, { signal: controller.signal });
    const pid = Number(await vi.waitFor(() => readFile(pidFile, 'utf8'), { timeout: 15_000 }));
    controller.abort();
    expect(await cancelled).toMatchObject({ ok: false, kind: 'cancelled' });
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow(), { timeout: 5_000 });
    expect(await run(slow, { signal: controller.signal })).toMatchObject({ ok: false, kind: 'cancelled' });
  }, 30_000);

  it('ends a program that is too slow or prints too much', async () => {
    const late = await run(await program('setInterval(() => {}, 1000)'), { timeout: 300 });
    expect(!late.ok && late.meaning).toContain('no answer in time');
    const flooded = await run(await program(`setInterval(() => process.stdout.write('x'.repeat(65536)), 0)`));
    expect(!flooded.ok && flooded.meaning).toContain('far more');
  }, 30_000);
});
