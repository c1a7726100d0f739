import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '@keyless/cli';
import { figuresOf, timed, type Bench, type Figures } from '../measure.ts';
import { dotenvText } from '../samples/dotenv.ts';
import { workflowText } from '../samples/workflow.ts';
import { initialize } from './protocol.ts';

/** What ships, built before the benchmarks are run. */
const DIST = join(process.cwd(), 'dist');

const SMALL = '[profile dev]\nregion = eu-west-1\naws_access_key_id = ASIAQNZGKIQY56JQ7WML\n';

async function inFolder(measure: (folder: string) => Promise<Figures>): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'keyless-bench-'));
  try {
    return await measure(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

function start(bundle: string, args: readonly string[], folder: string): ChildProcess {
  return spawn(process.execPath, [join(DIST, bundle), ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
}

/** A new server, from its start to the diagnostics of a file. */
async function firstDiagnostics(folder: string): Promise<void> {
  const child = start('server.js', ['--stdio'], folder);
  const ended = once(child, 'close');
  if (!child.stdout || !child.stdin) throw new Error('The server has no streams');
  const editor = await initialize(child.stdout, child.stdin, pathToFileURL(folder).href);
  const uri = pathToFileURL(join(folder, '.aws/config')).href;
  await editor.open(uri, 'aws-config', SMALL);
  const report = await editor.pull(uri);
  if (report.kind !== 'full' || report.items.length === 0) throw new Error('The server has found nothing');
  await editor.shutdown();
  await editor.exit();
  await ended;
}

/** A repository with 400 files of ours among 4,000. */
async function writeRepository(folder: string): Promise<void> {
  const [env, workflow] = [dotenvText(60), workflowText(120)];
  for (let index = 0; index < 200; index += 1) {
    await write(join(folder, `service-${index}/.env`), env);
    await write(join(folder, `service-${index}/.github/workflows/deploy.yml`), workflow);
    for (let other = 0; other < 18; other += 1)
      await write(join(folder, `service-${index}/src/${other}.ts`), 'export {};\n');
  }
}

async function scan(folder: string): Promise<void> {
  const quiet = { write: () => Promise.resolve() };
  const io = {
    cwd: folder,
    home: folder,
    env: {},
    stdin: { readAll: () => Promise.resolve(''), ask: () => Promise.resolve(undefined) },
    stdout: quiet,
    stderr: quiet,
    signal: new AbortController().signal,
  };
  const code = await run(['check', '--format', 'json', '.'], io);
  if (code !== 1) throw new Error(`The scan has ended with ${code}`);
}

function weight(bundle: string): Bench {
  return {
    name: `weight-${bundle}`,
    about: `Size of dist/${bundle}.js`,
    unit: 'KB',
    measure: async () => figuresOf([(await stat(join(DIST, `${bundle}.js`))).size / 1000]),
  };
}

export const programBenches: readonly Bench[] = [
  {
    name: 'start-server',
    about: 'A new language server: from its start to the first diagnostics, and its end',
    unit: 'ms',
    measure: () => inFolder((folder) => timed(() => () => firstDiagnostics(folder), { runs: 10, warmUp: 2 })),
  },
  {
    name: 'start-cli',
    about: 'keyless check of one file, from start to end',
    unit: 'ms',
    measure: () =>
      inFolder(async (folder) => {
        await write(join(folder, '.aws/config'), SMALL);
        return timed(
          () => async () => {
            const child = start('cli.js', ['check', '.aws/config'], folder);
            child.stdout?.resume();
            await once(child, 'close');
          },
          { runs: 10, warmUp: 2 },
        );
      }),
  },
  {
    name: 'scan',
    about: 'keyless check of a repository: 400 files of ours among 4,000',
    unit: 'ms',
    measure: () =>
      inFolder(async (folder) => {
        await writeRepository(folder);
        return timed(() => () => scan(folder), { runs: 7, warmUp: 2 });
      }),
  },
  weight('server'),
  weight('cli'),
];
