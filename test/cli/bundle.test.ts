import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReport } from './report-shape.ts';
import { createWorkspace, type Workspace } from './run-cli.ts';

/** Enough for an output that no pipe holds at once. */
const FILES = 300;

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
  for (let index = 0; index < FILES; index += 1) {
    await workspace.write(`repo/${index}/.env`, 'AWS_ACCESS_KEY_ID=ASIAQNZGKIQY56JQ7WML\n'.repeat(5));
  }
});
afterAll(() => workspace.dispose());

function start(argv: readonly string[], stdin: number | 'ignore' = 'ignore'): ChildProcess {
  return spawn(process.execPath, [bundle, ...argv], {
    cwd: workspace.folder,
    env: { PATH: process.env['PATH'], HOME: workspace.home },
    stdio: [stdin, 'pipe', 'pipe'],
  });
}

/** Reads everything and waits for the end. */
async function finish(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...written };
}

describe('the bundled command line', () => {
  it('prints its help', async () => {
    const { code, stdout, stderr } = await finish(start(['--help']));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('keyless COMMAND --help');
  });

  it('writes all of a long JSON object into a pipe', async () => {
    const { code, stdout } = await finish(start(['check', '--format', 'json', 'repo']));
    expect(code).toBe(1);
    expect(readReport(stdout).summary['files']).toBe(FILES);
    expect(stdout.length).toBeGreaterThan(200_000);
  });

  it('says 2 for a path that does not exist', async () => {
    expect(await finish(start(['check', 'none']))).toEqual({
      code: 2,
      stdout: '',
      stderr: 'keyless: none does not exist\n',
    });
  });

  it.skipIf(process.platform === 'win32')('tells of a folder in place of standard input', async () => {
    const folder = openSync(workspace.folder, 'r');
    const { stderr } = await finish(start(['check', '-', '--stdin-filename', '.env'], folder));
    closeSync(folder);
    expect(stderr).toBe('skipped .env: it is a folder\n');
  });

  it.skipIf(process.platform === 'win32')('says so where its working folder has been deleted', async () => {
    const from = (...argv: readonly string[]) => {
      const script = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"';
      const command = ['-c', script, 'sh', process.execPath, bundle, ...argv];
      const env = { PATH: process.env['PATH'], HOME: workspace.home };
      return finish(spawn('sh', command, { cwd: workspace.folder, env, stdio: ['ignore', 'pipe', 'pipe'] }));
    };
    const told = 'keyless: the working folder cannot be used: it does not exist (any more)\n';
    for (const argv of [['check'], ['baseline', 'write'], ['guardrail', 'write', 'scp'], ['sessions']])
      expect(await from(...argv)).toEqual({ code: 3, stdout: '', stderr: told });
    for (const argv of [['--version'], ['--help'], ['check', '--help'], ['rules']])
      expect(await from(...argv)).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends quietly when its reader goes away', async () => {
    const child = start(['check', 'repo']);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { code, stderr } = await finish(child);
    expect({ code, stderr }).toEqual({ code: 141, stderr: '' });
  });

  it.skipIf(process.platform === 'win32')('stops at Ctrl-C with 130', async () => {
    const child = start(['check', 'repo']);
    // Nobody reads on, so the pipe fills up and the run waits in the middle of its output.
    await once(child.stdout!, 'readable');
    child.kill('SIGINT');
    const { code, stderr } = await finish(child);
    expect({ code, stderr }).toEqual({ code: 130, stderr: 'keyless: stopped\n' });
  });

  it('does not repeat a secret of its arguments', async () => {
    const { stderr } = await finish(start(['check', '--token=wJalrXUtnFEMI']));
    expect(stderr).not.toContain('wJalrXUtnFEMI');
  });
});
