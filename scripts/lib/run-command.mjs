import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] Working folder; this process's own when absent.
 * @property {NodeJS.ProcessEnv} [env] Environment; this process's own when absent.
 * @property {(line: string) => void} [onLine] Called with each line of either output, as it comes.
 * @property {boolean} [shell] Let the shell find the program (only for `.cmd` files on Windows).
 * @property {RegExp} [noise] Lines that say nothing about a failure, and are left out of its error.
 * @property {number} [timeoutMs] The command is stopped, and fails, after this many milliseconds.
 */

/** How many of a failed command's first and last lines its error carries: npm says what is wrong at the start, others at the end. */
const SHOWN_LINES = { first: 10, last: 25 };

/**
 * Runs a command to its end and gives back everything it wrote.
 * Its output is not shown, because a person waits for one line of progress and not for a log: it is in the error if it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} Both outputs, in the order in which they came.
 * @throws {Error} When the command cannot be started, exits with another code than 0, or takes too long.
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const { cwd, env, noise, onLine, shell = false, timeoutMs } = options;
    const child = spawn(command, [...args], {
      cwd,
      env,
      shell,
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const atExit = () => void child.kill();
    process.on('exit', atExit);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
      if (onLine !== undefined) createInterface({ input: stream }).on('line', onLine);
    }
    child.on('error', (error) => reject(new Error(`Cannot run ${command}: ${error.message}`)));
    child.on('close', (code, signal) => {
      process.off('exit', atExit);
      if (code === 0) return resolve(output);
      const end = signal === null ? `exit code ${code}` : `signal ${signal}`;
      reject(new Error(`${[command, ...args].join(' ')} failed with ${end}.\n${shortened(output, noise)}`));
    });
  });
}

/** @param {string} output @param {RegExp | undefined} noise */
function shortened(output, noise) {
  const lines = output
    .trimEnd()
    .split('\n')
    .filter((line) => noise?.test(line) !== true);
  const { first, last } = SHOWN_LINES;
  if (lines.length <= first + last) return lines.join('\n');
  return [...lines.slice(0, first), '…', ...lines.slice(-last)].join('\n');
}

/**
 * Runs npm: the very one that started this script, else the one beside this Node, else the one on PATH.
 * Never through a shell script where the JavaScript of npm can be found, because `npm.cmd` cannot be spawned directly.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} What npm wrote.
 * @throws {Error} As {@link runCommand}.
 */
export function runNpm(args, options = {}) {
  const cli = npmCli();
  if (cli !== undefined) return runCommand(process.execPath, [cli, ...args], options);
  const windows = process.platform === 'win32';
  return runCommand(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows });
}

/** @returns {string | undefined} */
function npmCli() {
  const started = process.env['npm_execpath'];
  const bin = dirname(process.execPath);
  const candidates = [
    ...(started !== undefined && /npm-cli\.c?js$/.test(started) ? [started] : []),
    join(bin, 'node_modules/npm/bin/npm-cli.js'),
    join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  return candidates.find((file) => existsSync(file));
}
