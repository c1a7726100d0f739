import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReport } from './report-shape.ts';
import { createWorkspace, type Workspace } from './run-cli.ts';

const FILES = 10_000;
const RELEVANT = 150;
const FOLDERS = 200;
const PASTED = 'AWS_ACCESS_KEY_ID=ASIAQNZGKIQY56JQ7WML\n';

let workspace: Workspace;
let bundle: string;
beforeAll(async () => {
  workspace = await createWorkspace();
  bundle = join(workspace.folder, 'bundle', 'cli.js');
  await build({
    entryPoints: [join(import.meta.dirname, '../../cli/src/main.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    conditions: ['source', 'module'],
    loader: { '.md': 'text' },
    logLevel: 'error',
  });
  await plant(join(workspace.folder, 'tree'));
}, 120_000);
afterAll(() => workspace.dispose());

/** Mostly files of other kinds, some large; a link that leads nowhere, one in a circle, and a file that is too large. */
async function plant(root: string): Promise<void> {
  for (let folder = 0; folder < FOLDERS; folder += 1) {
    const path = join(root, `packages/${folder % 20}/src/${folder}`);
    await mkdir(path, { recursive: true });
    const names = Array.from({ length: FILES / FOLDERS }, (_empty, index) => `module-${index}.ts`);
    if (folder < RELEVANT) names[0] = '.env';
    await Promise.all(
      names.map((name) => writeFile(join(path, name), name === '.env' ? PASTED : 'x'.repeat(2000))),
    );
  }
  await symlink('nowhere', join(root, '.env.local'));
  await symlink('..', join(root, 'packages/up'));
  await writeFile(join(root, 'large.env'), 'x'.repeat(3 * 1024 * 1024));
}

function start(argv: readonly string[], nodeArgs: readonly string[] = []) {
  return spawn(process.execPath, [...nodeArgs, bundle, ...argv], {
    cwd: workspace.folder,
    env: { PATH: process.env['PATH'], HOME: workspace.home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function finish(child: ReturnType<typeof start>) {
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...written };
}

describe(`a tree of ${FILES} files`, () => {
  it('is judged with little memory; what cannot be read is listed and stops nothing', async () => {
    // The heap that Node may use; the rules and the parsers alone take a third of it.
    const result = await finish(start(['check', '--format=json', 'tree'], ['--max-old-space-size=64']));
    expect({ code: result.code, stderr: result.stderr }).toEqual({ code: 1, stderr: '' });
    const { summary, skipped } = readReport(result.stdout);
    expect(summary).toMatchObject({ files: RELEVANT, skipped: 2 });
    expect(skipped).toEqual([
      { file: 'tree/large.env', reason: 'its size of 3 MiB is over the limit of 1 MiB' },
      { file: 'tree/.env.local', reason: 'it does not exist (any more)' },
    ]);
  });

  it('shows progress on a terminal, on standard error, and takes it away', async () => {
    const written = { stdout: '', stderr: '' };
    const output = (name: keyof typeof written, isTerminal: boolean) => ({
      isTerminal,
      write: (text: string) => {
        written[name] += text;
        return Promise.resolve();
      },
    });
    // Time goes by with each look at it: how fast the machine is makes no difference.
    let time = 0;
    const run = (isTerminal: boolean) =>
      workspace.run(['check', '--format=json', 'tree'], {
        stdout: output('stdout', false),
        stderr: output('stderr', isTerminal),
        now: () => (time += 10),
      });
    await run(true);
    expect(written.stderr).toMatch(/^(?:\r\u001B\[2K\d+ judged, \d+ folders looked into …)+\r\u001B\[2K$/u);
    readReport(written.stdout);
    written.stderr = '';
    await run(false);
    expect(written.stderr).toBe('');
  });

  it.skipIf(process.platform === 'win32')('stops at Ctrl-C at once, cleanly and with 130', async () => {
    const child = start(['check', 'tree']);
    child.stdout.once('data', () => child.kill('SIGINT'));
    const { code, stderr, stdout } = await finish(child);
    expect(code).toBe(130);
    expect(stderr).toMatch(/keyless: stopped\n$/u);
    // No closing figures of half a run.
    expect(stdout).not.toContain(' problems (');
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'goes on past closed folders',
    async () => {
      const closed = join(workspace.folder, 'tree/packages/0/src/0');
      await chmod(closed, 0);
      const { stdout } = await finish(start(['check', '--format=json', 'tree']));
      await chmod(closed, 0o700);
      expect(readReport(stdout).skipped).toContainEqual({
        file: 'tree/packages/0/src/0',
        reason: 'permission denied',
      });
    },
  );
});
