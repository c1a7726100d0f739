import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callSts, xmlText } from './raw-client.ts';
import { createStsServer } from './server.ts';
import { defaultWorld, keyOfUser } from './world.ts';
import { parseWorld } from './world-file.ts';

const source = join(import.meta.dirname, 'main.ts');
const tsx = createRequire(import.meta.url).resolve('tsx');
const world = defaultWorld();

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-sts-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const firstLine = async (child: ChildProcessWithoutNullStreams): Promise<string> => {
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.includes('\n')) break;
  }
  return text.trimEnd();
};

const run = async (args: readonly string[]): Promise<{ code: number | null; stderr: string }> => {
  const child = spawn(process.execPath, ['--import', tsx, source, ...args]);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
};

const expectServes = async (
  child: ChildProcessWithoutNullStreams,
  signal: 'SIGINT' | 'SIGTERM',
  name: string,
) => {
  const url = await firstLine(child);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const credentials = keyOfUser(world, name);
  const answer = await callSts(url, { parameters: { Action: 'GetCallerIdentity' }, credentials });
  expect(xmlText(answer.xml, 'Arn')).toContain(`user/${name}`);
  child.kill(signal);
  expect(await once(child, 'exit')).toEqual([0, null]);
};

describe('the command line', () => {
  it('serves the default world through tsx until SIGINT', async () => {
    await expectServes(spawn(process.execPath, ['--import', tsx, source]), 'SIGINT', 'dev');
  });

  it('serves the world of a file as an esbuild bundle until SIGTERM', async () => {
    const bundle = join(folder, 'sts.mjs');
    const banner =
      "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
    await build({
      entryPoints: [source],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      banner: { js: banner },
    });
    const file = join(folder, 'world.json');
    const onlyCi = world.accounts.map((account) => ({
      ...account,
      users: account.users?.filter(({ name }) => name === 'ci'),
    }));
    await writeFile(file, JSON.stringify({ accounts: onlyCi }));
    await expectServes(spawn(process.execPath, [bundle, '--world', file, '--port', '0']), 'SIGTERM', 'ci');
  });

  it('explains what it cannot do', async () => {
    const busy = await createStsServer();
    expect(await run(['--port', String(busy.port)])).toEqual({
      code: 1,
      stderr: 'local STS: The port is in use.\n',
    });
    await busy.close();
    expect((await run(['--port', '70000'])).stderr).toContain('--port must be a number from 0 to 65535.');
    expect((await run(['--world', join(folder, 'none.json')])).stderr).toContain('cannot be read (ENOENT)');
    expect((await run(['--wrold', 'x'])).stderr).toContain("Unknown option '--wrold'");
  });
});

describe('a world file', () => {
  it('may hold everything that the default world has', () => {
    expect(parseWorld(JSON.stringify(world))).toEqual(world);
  });

  const [identity] = world.accounts;
  it.each<[string, unknown, string]>([
    ['a list', [], 'world must be an object.'],
    ['no accounts', {}, 'world.accounts must be a list.'],
    ['a short id', { accounts: [{ id: '1' }] }, 'world.accounts[0].id must be 12 digits.'],
    [
      'a misspelt key',
      { accounts: [{ ...identity, role: [] }] },
      'world.accounts[0] has an unknown key "role".',
    ],
    [
      'a long maximum',
      {
        accounts: [
          { id: '111122223333', roles: [{ ...world.accounts[1]?.roles?.[0], maxSessionDuration: 1 }] },
        ],
      },
      'world.accounts[0].roles[0].maxSessionDuration must be a whole number from 3600 to 43200.',
    ],
    [
      'a bad code',
      {
        accounts: [
          {
            id: '111122223333',
            users: [
              { ...identity?.users?.[0], mfaDevices: [{ serialNumber: 'GAHT12345678', codes: ['12'] }] },
            ],
          },
        ],
      },
      'world.accounts[0].users[0].mfaDevices[0].codes[0] must be six digits.',
    ],
  ])('is refused with the place: %s', (_what, value, message) => {
    expect(() => parseWorld(JSON.stringify(value))).toThrow(message);
  });

  it('never has its secrets in a message', () => {
    const secret = keyOfUser(world, 'dev').secretAccessKey;
    for (const text of [
      `{"secret": "${secret}"`,
      JSON.stringify(world).replaceAll('"Active"', `"${secret}"`),
    ]) {
      let message = '';
      try {
        parseWorld(text);
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain('world');
      expect(message).not.toContain(secret);
    }
  });
});
