import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environmentOf, sharedHome } from '../samples/home.ts';

/** A program that looks for AWS keys in all files of a folder. */
export interface Scanner {
  readonly name: string;
  /** Whether it is on this machine. */
  readonly isHere: () => boolean;
  readonly command: readonly string[];
}

const KEYS = '(?:AKIA|ASIA)[A-Z2-7]{16}|aws_session_token|AWS_SESSION_TOKEN';
const PEERS = join(process.cwd(), 'test/perf/peers');

export const KEYLESS_CHECK: Scanner = {
  name: 'keyless check',
  isHere: () => true,
  command: [process.execPath, join(process.cwd(), 'dist/cli.js'), 'check', '--format', 'json', '.'],
};

/** What Node takes to start and do nothing. */
export const NODE_START: Scanner = {
  name: 'node',
  isHere: () => true,
  command: [process.execPath, '-e', '0'],
};

/** What no scan with our library for YAML can do without, see the program. */
export const READ_AND_PARSE: Scanner = {
  name: 'read and parse',
  isHere: () => true,
  command: [process.execPath, join(process.cwd(), '.cache/bench/read-and-parse.js')],
};

export const SECRETLINT: Scanner = {
  name: 'secretlint',
  isHere: () => true,
  command: [
    process.execPath,
    join(PEERS, 'node_modules/secretlint/bin/secretlint.js'),
    '--secretlintrc',
    join(PEERS, 'secretlintrc.json'),
    '**/*',
    '**/.github/**',
  ],
};

export const RIPGREP: Scanner = {
  name: 'ripgrep',
  isHere: () => isInstalled('rg'),
  command: ['rg', '--hidden', '--count', '--regexp', KEYS, '.'],
};

export const GIT_SECRETS: Scanner = {
  name: 'git-secrets',
  isHere: () => isInstalled('git-secrets'),
  command: ['git', '-c', 'secrets.patterns=(AKIA|ASIA)[A-Z2-7]{16}', 'secrets', '--scan', '--recursive', '.'],
};

function isInstalled(program: string): boolean {
  return spawnSync('which', [program]).status === 0;
}

/** Runs a scanner over a folder to its end. Whatever it finds, it must have worked. */
export async function scan(
  { name, command: [program = '', ...args] }: Scanner,
  folder: string,
): Promise<void> {
  const env = environmentOf(await sharedHome());
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'ignore', 'ignore'] });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0 && code !== 1) throw new Error(`${name} has ended with ${String(code)}`);
}
