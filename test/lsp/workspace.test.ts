import { chmod, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import { FileChangeType } from 'vscode-languageserver-protocol';
import { describe, expect, it } from 'vitest';
import type { SkippedFile } from '@keyless/server/protocol';
import { PLAIN, VS_CODE } from './client.ts';
import { startInMemory } from './in-memory.ts';
import { CONFIG, ENV, SECRETS, WORKFLOW } from './samples.ts';
import { client, start, startInFolder, useWorld, world } from './scene.ts';
import { profileRule, stepRule } from './test-rules.ts';
import { until } from './until.ts';
import { linterWith } from './world.ts';

useWorld(() => ({ linter: linterWith(stepRule, profileRule) }));

/** The codes that are published for a file of the world at this moment. */
function codesOf(path: string): readonly unknown[] | undefined {
  return client.shown(world.uri(path))?.diagnostics.map((item) => item.code);
}

function shows(path: string, code: string): Promise<boolean> {
  return until(`${code} in ${path}`, () => codesOf(path)?.includes(code) === true);
}

function showsNothing(path: string): Promise<boolean> {
  return until(`nothing in ${path}`, () => codesOf(path)?.length === 0);
}

async function skipped(): Promise<readonly SkippedFile[]> {
  // Without parameters, as the client of VS Code sends it.
  return client.connection.sendRequest('keyless/skippedFiles');
}

describe('files that are not open', () => {
  it('are judged, with what they are read together with', async () => {
    await world.write('home/.aws/config', '[profile dev]\n');
    await world.write('work/.env', ENV);
    await world.write('work/app/.env.local', 'AWS_PROFILE=dev\nSTEP_1=x\n');
    await world.write('work/app/.env.test', 'AWS_PROFILE=prod\n');
    await world.write('work/.github/workflows/deploy.yml', WORKFLOW);
    await world.write('work/node_modules/x/.env', ENV);
    await world.write('work/readme.md', ENV);
    await startInFolder();
    await client.scanned();
    expect(codesOf('work/.env')).toContain('static-session-key');
    expect(codesOf('work/app/.env.local')).toEqual(['test-step']);
    expect(codesOf('work/app/.env.test')).toEqual(['test-profile']);
    expect(codesOf('work/.github/workflows/deploy.yml')).toContain('static-long-term-key');
    expect(new Set(client.published.map((one) => one.uri)).size).toBe(4);
    expect(client.statuses.at(-1)).toEqual({ scanning: false, judged: 4, skipped: 0 });
  });

  it('without findings are not spoken of', async () => {
    await world.write('work/.env', 'APP=shop\n');
    await startInFolder();
    await client.scanned();
    expect(client.published).toEqual([]);
    expect(client.statuses.at(-1)).toMatchObject({ judged: 1 });
  });

  it('are left alone where the settings do not want it', async () => {
    await world.write('work/.env', ENV);
    let workspaceScan = false;
    await startInFolder({ settings: () => ({ workspaceScan }) });
    await client.settled();
    workspaceScan = true;
    await client.configure();
    await shows('work/.env', 'static-session-key');
    workspaceScan = false;
    await client.configure();
    await showsNothing('work/.env');
  });

  it('hand over to the editor when they are opened, and are judged from the disk when they are closed', async () => {
    const uri = await world.write('work/.env', 'STEP_1=x\n');
    await startInFolder();
    await shows('work/.env', 'test-step');
    await client.open(uri, ENV);
    expect(await client.codes(uri)).toContain('static-session-key');
    await showsNothing('work/.env');
    await world.write('work/.env', 'STEP_2=x\n');
    await client.watched(uri, FileChangeType.Changed);
    await client.settled();
    expect(codesOf('work/.env')).toEqual([]);
    await client.close(uri);
    await shows('work/.env', 'test-step');
  });

  it('hand over to the pushed diagnostics of clients that wait', async () => {
    const uri = await world.write('work/.env', 'STEP_1=x\n');
    await startInFolder({ capabilities: PLAIN });
    await shows('work/.env', 'test-step');
    await client.open(uri, ENV);
    await client.settled();
    world.timers.advance(200);
    await shows('work/.env', 'static-session-key');
    await client.close(uri);
    await shows('work/.env', 'test-step');
  });

  it('are followed when they come, change and go', async () => {
    await startInFolder();
    await client.scanned();
    const uri = await world.write('work/app/.env', ENV);
    await client.watched(uri, FileChangeType.Created);
    await shows('work/app/.env', 'static-session-key');
    await world.write('work/app/.env', 'STEP_1=x\n');
    await client.watched(uri, FileChangeType.Changed);
    await shows('work/app/.env', 'test-step');
    await world.remove('work/app/.env');
    await client.watched(uri, FileChangeType.Deleted);
    await showsNothing('work/app/.env');
  });

  it('go on the disk while they are open, whose diagnostics stay', async () => {
    const uri = await world.write('work/.env', ENV);
    await startInFolder({ capabilities: PLAIN });
    await client.scanned();
    await client.open(uri, ENV);
    await client.settled();
    world.timers.advance(1000);
    await until('diagnostics of the open document', () => client.shown(uri)?.version === 1);
    const open = client.shown(uri);
    await client.watched(uri, FileChangeType.Deleted);
    await client.watched(uri, FileChangeType.Created);
    await client.watched(uri, FileChangeType.Deleted);
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: world.folder, name: 'work' }] },
    });
    await client.settled();
    expect(client.shown(uri)).toBe(open);
    expect(open?.diagnostics.length).toBeGreaterThan(0);
  });

  it('outside of the workspace or in pruned folders are not ours when they change', async () => {
    await startInFolder();
    await client.scanned();
    await client.watched(await world.write('elsewhere/.env', ENV), FileChangeType.Created);
    await client.watched(await world.write('work/node_modules/x/.env', ENV), FileChangeType.Created);
    await client.watched(await world.write('work/.env', ENV), FileChangeType.Created);
    await shows('work/.env', 'static-session-key');
    expect(new Set(client.published.map((one) => one.uri))).toEqual(new Set([world.uri('work/.env')]));
  });

  it('are followed when their folder moves', async () => {
    await world.write('work/old/.env', ENV);
    await startInFolder();
    await shows('work/old/.env', 'static-session-key');
    await rename(world.path('work/old'), world.path('work/new'));
    const files = [{ oldUri: world.uri('work/old'), newUri: world.uri('work/new') }];
    await client.connection.sendNotification('workspace/didRenameFiles', { files });
    await showsNothing('work/old/.env');
    await shows('work/new/.env', 'static-session-key');
    await world.remove('work/new');
    const gone = { files: [{ uri: world.uri('work/new') }] };
    await client.connection.sendNotification('workspace/didDeleteFiles', gone);
    await showsNothing('work/new/.env');
  });

  it('come and go with the workspace’s folders', async () => {
    await world.write('work/.env', ENV);
    await world.write('more/.env', ENV);
    await startInFolder();
    await shows('work/.env', 'static-session-key');
    const event = {
      added: [{ uri: world.uri('more'), name: 'more' }],
      removed: [{ uri: world.folder, name: 'work' }],
    };
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await shows('more/.env', 'static-session-key');
    await showsNothing('work/.env');
  });

  it('of a client with one root only are judged too', async () => {
    await world.write('work/.env', ENV);
    await start({ rootUri: world.folder, capabilities: PLAIN });
    await shows('work/.env', 'static-session-key');
  });

  it('are judged anew when what they depend on changes', async () => {
    await world.write('work/.env', 'AWS_PROFILE=dev\n');
    await startInFolder();
    await shows('work/.env', 'test-profile');
    const config = await world.write('home/.aws/config', '[profile dev]\n');
    await client.watched(config, FileChangeType.Created);
    await client.settled();
    world.timers.advance(200);
    await showsNothing('work/.env');
  });

  it('are judged anew when the settings change', async () => {
    await world.write('work/.env', 'STEP_1=x\n');
    let level = 'hint';
    await startInFolder({ settings: () => ({ rules: { 'test-step': level } }) });
    await shows('work/.env', 'test-step');
    level = 'error';
    await client.configure();
    await until('the severity', () => client.shown(world.uri('work/.env'))?.diagnostics[0]?.severity === 1);
  });

  it('do not keep anybody waiting who types', async () => {
    for (let file = 0; file < 300; file += 1) await world.write(`work/app${file}/.env`, ENV);
    await startInFolder();
    await client.open(world.uri('work/x.env'), ENV);
    expect(await client.codes(world.uri('work/x.env'))).toContain('static-session-key');
    const atAnswer = new Set(client.published.map((one) => one.uri)).size;
    expect(atAnswer).toBeLessThan(300);
    await client.scanned();
    expect(new Set(client.published.map((one) => one.uri)).size).toBe(300);
  });

  it('are left when the server shuts down', async () => {
    for (let file = 0; file < 300; file += 1) await world.write(`work/app${file}/.env`, ENV);
    await startInFolder();
    await until('the first', () => client.published.length > 0);
    await client.shutdown();
    const then = client.published.length;
    expect(then).toBeLessThan(300);
    // Each round trip would let the next file have its turn.
    for (let trip = 0; trip < 300; trip += 1) await client.settled();
    // What was being read at that moment may still come.
    expect(client.published.length - then).toBeLessThan(10);
  });
});

describe('bad input', () => {
  /** Each of them beside a good file, which must get its diagnostics. */
  const cases: readonly (readonly [string, string, () => Promise<unknown>, string | undefined])[] = [
    [
      'a truncated workflow',
      'work/.github/workflows/bad.yml',
      () => bad('on: push\njobs:\n  a:\n    env: {A: "'),
      undefined,
    ],
    [
      'a truncated config',
      'work/.aws/config',
      () => write('work/.aws/config', '[profile a\naws_access'),
      undefined,
    ],
    ['a binary file', 'work/bad.env', () => write('work/bad.env', Buffer.from([0, 1, 2, 0xff])), 'binary'],
    ['UTF-16', 'work/bad.env', () => write('work/bad.env', Buffer.from('\uFEFFA=1', 'utf16le')), 'UTF-16'],
    [
      'invalid UTF-8',
      'work/bad.env',
      () => write('work/bad.env', Buffer.from([0x41, 0x3d, 0xff, 0xfe])),
      undefined,
    ],
    [
      '50 MB',
      'work/bad.env',
      () => write('work/bad.env', Buffer.alloc(50_000_000, 'A=1\n')),
      'over the limit',
    ],
    [
      'brackets in brackets',
      'work/.github/workflows/bad.yml',
      () => bad(`a: ${'['.repeat(100_000)}`),
      undefined,
    ],
    ['maps in maps', 'work/.github/workflows/bad.yml', () => bad(deepYaml(1_000)), undefined],
    ['an alias bomb', 'work/.github/workflows/bad.yml', () => bad(aliasBomb()), undefined],
    ['a cyclic link', 'work/bad.env', () => symlink('bad.env', world.path('work/bad.env')), 'circle'],
    [
      'a link to nowhere',
      'work/bad.env',
      () => symlink('none', world.path('work/bad.env')),
      'does not exist',
    ],
    ['a folder with a file’s name', 'work/bad.env/x', () => mkdir(world.path('work/bad.env')), undefined],
    ['a link to the folder above', 'work/loop', () => symlink('.', world.path('work/loop')), undefined],
    ['a very long line', 'work/bad.env', () => write('work/bad.env', `A=${'x'.repeat(900_000)}`), undefined],
  ];
  const write = (path: string, content: string | Uint8Array): Promise<unknown> => world.write(path, content);
  const bad = (content: string): Promise<unknown> => write('work/.github/workflows/bad.yml', content);

  it.each(cases)('%s stops nothing', async (_name, path, make, reason) => {
    await world.write('work/good.env', ENV);
    await world.write('work/zzz/.github/workflows/good.yml', WORKFLOW);
    await make();
    await startInFolder();
    await shows('work/good.env', 'static-session-key');
    await shows('work/zzz/.github/workflows/good.yml', 'static-long-term-key');
    await client.scanned();
    const found = (await skipped()).filter(({ uri }) => uri === world.uri(path));
    if (reason === undefined) expect(found).toEqual([]);
    else {
      expect(found).toEqual([{ uri: world.uri(path), reason: expect.stringContaining(reason) as string }]);
      expect(client.logs.join('\n')).toMatch(new RegExp(`Skipped .*bad\\.env: .*${reason}`));
      expect(client.statuses.at(-1)).toMatchObject({ skipped: 1 });
    }
  });

  it.each([
    ['.github/workflows/bad.yml', `a: ${'['.repeat(100_000)}`],
    ['.github/workflows/bad.yml', deepYaml(1_000)],
    ['.github/workflows/bad.yml', aliasBomb()],
    ['.github/workflows/bad.yml', 'on: push\njobs:\n  a:\n    env: {A: "'],
    ['.env', '\0\u0001\uFFFD='],
    ['.aws/config', '[profile a\naws_access'],
    ['.aws/config', '\u2028[\u0085]=\0'],
  ])('%s (case %#) in the editor stops nothing', async (path, text) => {
    await startInFolder();
    const uri = world.uri(`work/${path}`);
    await client.open(uri, text);
    await client.open(world.uri('work/good.env'), ENV);
    expect(await client.pull(uri)).toMatchObject({ kind: 'full' });
    expect(
      await client.actions(uri, { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }),
    ).toBeDefined();
    expect(await client.codes(world.uri('work/good.env'))).toContain('static-session-key');
  });

  it('a file that cannot be read is skipped', async () => {
    // Root may read everything, so the disk itself has to refuse.
    const { files } = world.host;
    const refuse: typeof files.read = (path) =>
      path.endsWith('bad.env')
        ? Promise.resolve({ skipped: { path, code: 'unreadable', reason: 'permission denied' } })
        : files.read(path);
    await world.write('work/bad.env', ENV);
    await world.write('work/good.env', ENV);
    await chmod(world.path('work/bad.env'), 0);
    await startInFolder({}, { ...world.host, files: { ...files, read: refuse } });
    await shows('work/good.env', 'static-session-key');
    await client.scanned();
    expect(await skipped()).toEqual([{ uri: world.uri('work/bad.env'), reason: 'permission denied' }]);
  });

  it('a file that vanishes between listing and reading is skipped, and judged when it is there again', async () => {
    const { files } = world.host;
    let isThere = false;
    const vanish: typeof files.read = (path) =>
      path.endsWith('bad.env') && !isThere
        ? Promise.resolve({ skipped: { path, code: 'vanished', reason: 'it does not exist (any more)' } })
        : files.read(path);
    const uri = await world.write('work/bad.env', ENV);
    await startInFolder({}, { ...world.host, files: { ...files, read: vanish } });
    await client.scanned();
    expect(await skipped()).toHaveLength(1);
    isThere = true;
    await client.watched(uri, FileChangeType.Created);
    await shows('work/bad.env', 'static-session-key');
    expect(await skipped()).toEqual([]);
  });

  it('a folder of the workspace that is not there is told', async () => {
    await world.write('work/.env', ENV);
    await startInFolder({ folders: [world.uri('nowhere'), world.folder, 'vscode-vfs://github/o/r'] });
    await shows('work/.env', 'static-session-key');
    expect(await skipped()).toMatchObject([{ uri: world.uri('nowhere') }]);
  });

  it('a file that is replaced while it is judged ends with its last content', async () => {
    const uri = await world.write('work/.env', ENV);
    await startInFolder();
    for (let round = 0; round < 20; round += 1) {
      await writeFile(world.path('work/.env'), round % 2 === 0 ? 'STEP_1=x\n' : ENV);
      await client.watched(uri, FileChangeType.Changed);
    }
    await writeFile(world.path('work/.env'), 'STEP_2=x\n');
    await client.watched(uri, FileChangeType.Changed);
    await until('the last content', () => {
      const items = client.shown(uri)?.diagnostics;
      return items?.length === 1 && JSON.stringify(items[0]?.message).includes('STEP_2');
    });
    await client.scanned();
    expect(codesOf('work/.env')).toEqual(['test-step']);
  });
});

it('two servers at once do not disturb each other', async () => {
  await world.write('work/.env', ENV);
  await startInFolder();
  const other = await startInMemory(world.host, { folders: [world.folder], capabilities: VS_CODE });
  await other.open(world.uri('work/.env'), 'APP=shop\n');
  await shows('work/.env', 'static-session-key');
  expect(await other.codes(world.uri('work/.env'))).toEqual([]);
  await other.shutdown();
  await client.open(world.uri('home/.aws/config'), CONFIG);
  expect(await client.codes(world.uri('home/.aws/config'))).toContain('static-session-key');
  expect(client.received.join()).not.toContain(SECRETS.secretKey);
});

function deepYaml(depth: number): string {
  return Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:`).join('\n');
}

function aliasBomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level += 1) {
    lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`);
  }
  return `on: push\n${lines.join('\n')}\njobs:\n  a:\n    env: *a11\n    steps: *a11\n`;
}
