import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { rules, UNUSED_SUPPRESSION } from '@keyless/core';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bundleServer, type Bundle } from './bundle.ts';
import { PLAIN } from './client.ts';
import { CONFIG, ENV, SECRETS } from './samples.ts';
import { startOverIpc, startOverStdio, type ProcessOptions, type ServerProcess } from './server-process.ts';
import { until } from './until.ts';
import { createWorld, type World } from './world.ts';

let bundle: Bundle;
let world: World;
const started: ServerProcess[] = [];

beforeAll(async () => {
  bundle = await bundleServer();
});
afterAll(() => bundle.dispose());
beforeEach(async () => {
  world = await createWorld();
});
afterEach(async () => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
  await world.dispose();
});

const START = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

async function start(options: Partial<ProcessOptions> = {}, how = startOverStdio): Promise<ServerProcess> {
  const server = await how(bundle.path, { home: world.path('home'), folders: [world.folder], ...options });
  started.push(server);
  return server;
}

async function run(...args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, [bundle.path, ...args])) };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

describe('the command line', () => {
  it('prints the version of the product', async () => {
    const manifest = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(await run('--version')).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
  });

  it('prints its help', async () => {
    expect(await run('--help')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('--stdio') as string,
    });
  });

  it.each([[[]], [['--stdio', '--nonsense']], [['--socket=1']]])('refuses %j with its help', async (args) => {
    const { code, stdout, stderr } = await run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('Usage: keyless-language-server');
  });
});

describe.each([
  ['stdio', startOverStdio],
  ['Node’s IPC', startOverIpc],
])('over %s', (_name, how) => {
  it('does all that an editor needs', async () => {
    await world.write('home/.aws/credentials', '[base]\n');
    await world.write('work/.env', ENV);
    const { client } = await start({}, how);
    await until('the closed file', () => (client.shown(world.uri('work/.env'))?.diagnostics.length ?? 0) > 0);
    const uri = world.uri('home/.aws/config');
    await client.open(uri, CONFIG);
    const report = await client.pull(uri);
    expect(await client.codes(uri)).toContain('static-session-key');
    expect(await client.pull(uri, report.resultId)).toMatchObject({ kind: 'unchanged' });
    const line = { start: { line: 3, character: 25 }, end: { line: 3, character: 25 } };
    const disable = (await client.actions(uri, line)).find(({ title }) => title.startsWith('Disable'))!;
    expect((await client.resolve(disable)).edit?.documentChanges).toMatchObject([
      { edits: [{ newText: expect.stringContaining('# keyless: ignore[') as string }] },
    ]);
    await client.watched(await world.write('work/more.env', ENV), FileChangeType.Created);
    await until(
      'the new file',
      () => (client.shown(world.uri('work/more.env'))?.diagnostics.length ?? 0) > 0,
    );
    expect(client.received.join()).not.toContain(SECRETS.secretKey);
  });

  it('ends with 0 after a shutdown', async () => {
    const { client, ended, stderr } = await start({}, how);
    await client.shutdown();
    await client.connection.sendNotification('exit');
    expect(await ended).toBe(0);
    expect(stderr()).toBe('');
  });

  it('ends with 1 without one', async () => {
    const { client, ended } = await start({}, how);
    await client.connection.sendNotification('exit');
    expect(await ended).toBe(1);
  });
});

it('pushes by its own clock', async () => {
  const { client } = await start({ capabilities: PLAIN });
  await client.open(world.uri('work/.env'), ENV);
  await until('diagnostics', () => (client.shown(world.uri('work/.env'))?.diagnostics.length ?? 0) > 0);
});

it('ends when its client is gone', async () => {
  const { child, ended } = await start();
  child.stdin?.end();
  expect(await ended).toBe(1);
});

it('carries the pages of the rules', async () => {
  const { client } = await start();
  const pages = new Map(rules.map(({ meta }) => [meta.id, `rules/${meta.id}.md`]));
  pages.set(UNUSED_SUPPRESSION, 'suppressions.md');
  for (const [ruleId, path] of pages) {
    const page = await readFile(join(import.meta.dirname, '../../docs', path), 'utf8');
    expect(await client.connection.sendRequest('keyless/rulePage', { ruleId }), ruleId).toBe(page);
  }
});

it('finds the files that the environment names', async () => {
  const config = await world.write('elsewhere/team.ini', CONFIG);
  const preload = await world.write(
    'preload.cjs',
    `process.env.AWS_CONFIG_FILE = ${JSON.stringify(world.path('elsewhere/team.ini'))};`,
  );
  const { client } = await start({ nodeOptions: ['--require', new URL(preload).pathname] });
  await client.open(config, CONFIG);
  expect(await client.codes(config)).toContain('static-session-key');
});

it('stays up after a rejection that nobody handled, and does not repeat its message', async () => {
  const preload = await world.write(
    'preload.cjs',
    `const timer = setInterval(() => {
      if (process.listenerCount('unhandledRejection') === 0) return;
      clearInterval(timer);
      Promise.reject(new RangeError('hunter2'));
    }, 5);`,
  );
  const { client } = await start({ nodeOptions: ['--require', new URL(preload).pathname] });
  await until('the log', () =>
    client.logs.some((line) => line.startsWith('Unhandled rejection: RangeError at ')),
  );
  await client.open(world.uri('work/.env'), ENV);
  expect(await client.codes(world.uri('work/.env'))).toContain('static-session-key');
  expect(client.received.join()).not.toContain('hunter2');
});

it.skipIf(process.platform === 'win32')(
  'stops after an exception that nobody caught, and does not repeat its message',
  async () => {
    const preload = await world.write(
      'preload.cjs',
      `const timer = setInterval(() => {
      if (process.listenerCount('uncaughtException') === 0) return;
      process.once('SIGUSR2', () => { throw new RangeError('hunter2'); });
      clearInterval(timer);
    }, 5);`,
    );
    const { child, ended, stderr } = await start({ nodeOptions: ['--require', new URL(preload).pathname] });
    child.kill('SIGUSR2');
    expect(await ended).toBe(1);
    expect(stderr()).toMatch(/^keyless-language-server stops: RangeError at /);
    expect(stderr()).not.toContain('hunter2');
  },
);

it('two at once do not disturb each other', async () => {
  const [one, other] = await Promise.all([start(), start()]);
  const uri = world.uri('work/.env');
  await one.client.open(uri, ENV);
  await other.client.open(uri, 'APP=shop\n');
  expect(await one.client.codes(uri)).toContain('static-session-key');
  expect(await other.client.codes(uri)).toEqual([]);
  await other.client.shutdown();
  await other.client.connection.sendNotification('exit');
  expect(await other.ended).toBe(0);
  expect(await one.client.actions(uri, START)).toEqual([]);
});
