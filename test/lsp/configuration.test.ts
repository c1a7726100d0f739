import { FileChangeType } from 'vscode-languageserver-protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { PLAIN, type ClientOptions } from './client.ts';
import { ENV, WORKFLOW } from './samples.ts';
import { client, startInFolder, useWorld, world } from './scene.ts';
import { until } from './until.ts';

useWorld();
beforeEach(async () => {
  await world.write('work/.git/HEAD', 'ref: refs/heads/main\n');
});

async function start(options: ClientOptions = {}): Promise<void> {
  await startInFolder(options);
  await client.scanned();
}

function codesOf(path: string): readonly unknown[] {
  return (client.shown(world.uri(path))?.diagnostics ?? []).map((item) => item.code);
}

function severityOf(path: string, code: string): number | undefined {
  return client.shown(world.uri(path))?.diagnostics.find((item) => item.code === code)?.severity;
}

/** Tells the server that files have changed, and waits until something holds. */
async function changed(paths: readonly string[], what: string, holds: () => boolean): Promise<void> {
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: paths.map((path) => ({ uri: world.uri(path), type: FileChangeType.Changed })),
  });
  await until(what, () => {
    world.timers.advance(1000);
    return holds();
  });
}

describe('.keyless.yaml', () => {
  it('is judged itself, with the place of what is wrong', async () => {
    await world.write('work/.keyless.yaml', 'rules:\n  static-sesion-key: off\n');
    await start();
    expect(client.shown(world.uri('work/.keyless.yaml'))?.diagnostics).toMatchObject([
      {
        code: 'invalid-configuration',
        severity: 1,
        range: { start: { line: 1, character: 2 }, end: { line: 1, character: 19 } },
      },
    ]);
  });

  it('sets levels for its repository, excludes files, and is heard of when it changes', async () => {
    await world.write('work/.keyless.yaml', 'rules: { static-session-key: hint }\nexclude: [vendor/]\n');
    await world.write('work/.env', ENV);
    await world.write('work/vendor/.env', ENV);
    await start();
    expect(severityOf('work/.env', 'static-session-key')).toBe(4);
    expect(codesOf('work/vendor/.env')).toEqual([]);
    await world.write('work/.keyless.yaml', 'rules: { static-session-key: off }\n');
    await changed(
      ['work/.keyless.yaml'],
      'the new level',
      () => !codesOf('work/.env').includes('static-session-key'),
    );
    await until('the file that is not excluded any more', () => {
      world.timers.advance(1000);
      return codesOf('work/vendor/.env').length > 0;
    });
    expect(codesOf('work/vendor/.env')).not.toContain('static-session-key');
  });

  it('holds as it is written in the editor, before it is saved', async () => {
    await world.write('work/.env', ENV);
    await start({ capabilities: PLAIN });
    expect(severityOf('work/.env', 'static-session-key')).toBe(1);
    await client.open(world.uri('work/.keyless.yaml'), 'rules: { static-session-key: info }\n', 'yaml');
    await until('the level of an open configuration', () => {
      world.timers.advance(1000);
      return severityOf('work/.env', 'static-session-key') === 3;
    });
  });

  it('gives way to what a person has set', async () => {
    await world.write('work/.keyless.yaml', 'rules: { static-session-key: off, env-file-tracked: off }\n');
    await world.write('work/.env', ENV);
    await start({ settings: () => ({ rules: { 'static-session-key': 'warning' } }) });
    expect(severityOf('work/.env', 'static-session-key')).toBe(2);
    expect(codesOf('work/.env')).not.toContain('env-file-tracked');
  });

  it('names a baseline, whose findings are not shown', async () => {
    await world.write('work/.keyless.yaml', 'baseline: known.json\n');
    await world.write('work/.env', ENV);
    await start();
    expect(codesOf('work/.keyless.yaml')).toEqual(['invalid-configuration']);
    const before = codesOf('work/.env');
    expect(before).toContain('static-session-key');
    const known = { version: 1, files: { '.env': ['static-session-key:AWS variables:0'] } };
    await world.write('work/known.json', JSON.stringify(known));
    await changed(
      ['work/known.json'],
      'the baseline',
      () => !codesOf('work/.env').includes('static-session-key'),
    );
    expect(codesOf('work/.env')).toEqual(before.filter((code) => code !== 'static-session-key'));
    await until('no problem of the configuration', () => {
      world.timers.advance(1000);
      return codesOf('work/.keyless.yaml').length === 0;
    });
  });
});

describe('what Git ignores', () => {
  it('is left out, but for files that live on one machine, and for what is open', async () => {
    await world.write('work/.gitignore', 'out/\n');
    await world.write('work/out/.env', ENV);
    const uri = await world.write('work/out/.github/workflows/a.yml', WORKFLOW);
    await start({ capabilities: PLAIN });
    expect(codesOf('work/out/.env')).toContain('static-session-key');
    expect(codesOf('work/out/.github/workflows/a.yml')).toEqual([]);
    await client.open(uri, WORKFLOW, 'yaml');
    await until('the open workflow', () => {
      world.timers.advance(1000);
      return codesOf('work/out/.github/workflows/a.yml').includes('static-long-term-key');
    });
  });
});
