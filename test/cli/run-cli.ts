import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run, type CliIo } from '@keyless/cli';

/** What a run of the command line gave. */
export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own to run in; `home` lies inside and is empty. */
export interface Workspace {
  readonly folder: string;
  readonly home: string;
  /** Writes a file, its folders included, and gives its absolute path. */
  write(name: string, content: string | Uint8Array): Promise<string>;
  run(argv: readonly string[], io?: Partial<CliIo>): Promise<CliResult>;
  dispose(): Promise<void>;
}

export async function createWorkspace(): Promise<Workspace> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'keyless-cli-')));
  const home = join(folder, 'home');
  await mkdir(home);
  return {
    folder,
    home,
    write: async (name, content) => {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      return path;
    },
    run: (argv, io) => runCli(argv, { cwd: folder, home, ...io }),
    dispose: () => rm(folder, { recursive: true, force: true }),
  };
}

export async function runCli(
  argv: readonly string[],
  io: Pick<CliIo, 'cwd' | 'home'> & Partial<CliIo>,
): Promise<CliResult> {
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
      return Promise.resolve();
    },
  });
  const code = await run(argv, {
    env: {},
    stdin: { readAll: () => Promise.resolve(Buffer.alloc(0)), ask: () => Promise.resolve(undefined) },
    stdout: output('stdout'),
    stderr: output('stderr'),
    signal: new AbortController().signal,
    ...io,
  });
  return { code, ...written };
}
