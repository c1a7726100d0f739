import { FileChangeType, type TextDocumentEdit } from 'vscode-languageserver-protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyWorkspaceEdit } from './apply-edits.ts';
import type { ClientOptions } from './client.ts';
import { ENV } from './samples.ts';
import { client, start, startInFolder, useWorld, world } from './scene.ts';
import { until } from './until.ts';

const RULE = 'env-file-tracked';

let uri: string;

useWorld();
beforeEach(async () => {
  uri = world.uri('work/app/.env');
  await world.write('work/.git/HEAD', 'ref: refs/heads/main\n');
  await world.write('work/app/.env', ENV);
});

async function openEnv(options: ClientOptions = {}): Promise<void> {
  await start(options);
  await client.open(uri, ENV);
}

async function isReported(): Promise<boolean> {
  return (await client.codes(uri)).includes(RULE);
}

/** Something has happened to a file, and the client tells of it. */
async function told(path: string, type: FileChangeType): Promise<void> {
  const before = client.counts.refreshes;
  await client.watched(world.uri(path), type);
  await client.settled();
  world.timers.advance(200);
  await until('a refresh', () => client.counts.refreshes > before);
}

describe('an environment file with keys', () => {
  it('is reported as long as no ignore file covers it', async () => {
    await world.write('work/.gitignore', 'dist\n');
    await openEnv();
    expect(await isReported()).toBe(true);
    await world.write('work/app/.gitignore', '.env\n');
    await told('work/app/.gitignore', FileChangeType.Created);
    expect(await isReported()).toBe(false);
    await world.write('work/app/.gitignore', '.env\n!.env\n');
    await told('work/app/.gitignore', FileChangeType.Changed);
    expect(await isReported()).toBe(true);
    await world.write('work/.git/info/exclude', '.env\n');
    await world.remove('work/app/.gitignore');
    await told('work/app/.gitignore', FileChangeType.Deleted);
    expect(await isReported()).toBe(false);
  });

  it('is looked at again after a second where nobody watches', async () => {
    await openEnv();
    expect(await isReported()).toBe(true);
    await world.write('work/.gitignore', '.env\n');
    world.timers.advance(1000);
    expect(await isReported()).toBe(false);
  });

  it('is reported once there is a repository', async () => {
    await world.remove('work/.git');
    await openEnv();
    expect(await isReported()).toBe(false);
    await world.write('work/.git/HEAD', 'ref: refs/heads/main\n');
    await told('work/.git/HEAD', FileChangeType.Created);
    expect(await isReported()).toBe(true);
  });

  it('is followed while it is not open', async () => {
    await startInFolder();
    const codes = (): readonly unknown[] => client.shown(uri)?.diagnostics.map(({ code }) => code) ?? [];
    await until('the finding', () => codes().includes(RULE));
    await world.write('work/.gitignore', '.env\n');
    await client.watched(world.uri('work/.gitignore'), FileChangeType.Created);
    await client.settled();
    world.timers.advance(200);
    await until('no finding', () => codes().length > 0 && !codes().includes(RULE));
  });

  it('without a place on the disk is not reported', async () => {
    await start();
    const untitled = 'untitled:/w/.env';
    await client.open(untitled, ENV);
    expect(await client.codes(untitled)).toContain('static-session-key');
    expect(await client.codes(untitled)).not.toContain(RULE);
  });

  it('is reported before it is saved for the first time', async () => {
    await world.remove('work/app/.env');
    await openEnv();
    expect(await isReported()).toBe(true);
  });
});

describe('the fix', () => {
  async function editOf(): Promise<object> {
    const report = await client.pull(uri);
    const finding = report.kind === 'full' ? report.items.find(({ code }) => code === RULE) : undefined;
    const actions = await client.actions(uri, finding!.range);
    const action = actions.find(({ title }) => title === 'Add app/.env to .gitignore');
    return (await client.resolve(action!)).edit!;
  }

  it('adds a line to the ignore file of the root, and then nothing is wrong any more', async () => {
    const text = 'dist\r\nnode_modules';
    const ignoreFile = await world.write('work/.gitignore', text);
    await openEnv();
    const edit = await editOf();
    expect((edit as { documentChanges: TextDocumentEdit[] }).documentChanges).toHaveLength(1);
    const fixed = applyWorkspaceEdit(text, ignoreFile, edit);
    expect(fixed).toBe('dist\r\nnode_modules\r\n/app/.env\r\n');
    await world.write('work/.gitignore', fixed);
    await told('work/.gitignore', FileChangeType.Changed);
    expect(await isReported()).toBe(false);
  });

  it('makes the ignore file where there is none', async () => {
    await openEnv();
    expect(await editOf()).toMatchObject({
      documentChanges: [
        { kind: 'create', uri: world.uri('work/.gitignore') },
        { edits: [{ newText: '/app/.env\n' }] },
      ],
    });
  });

  it('is for the ignore file as it is when the fix is picked', async () => {
    await world.write('work/.gitignore', 'dist\n');
    await openEnv();
    await client.pull(uri);
    await world.write('work/.gitignore', 'dist\nnode_modules\n');
    world.timers.advance(1000);
    expect(await editOf()).toMatchObject({
      documentChanges: [{ edits: [{ range: { start: { line: 2, character: 0 } }, newText: '/app/.env\n' }] }],
    });
  });
});

it('the ignore files of the workspace are watched', async () => {
  await openEnv();
  await until('registrations', () => client.registrations.length >= 2);
  const watched = JSON.stringify(client.registrations);
  for (const glob of ['**/.gitignore', '**/.git/info/exclude', '**/.git/HEAD'])
    expect(watched).toContain(glob);
});
