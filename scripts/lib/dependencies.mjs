import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runNpm } from './run-command.mjs';

/** @typedef {{ readonly version?: string, readonly link?: boolean, readonly optional?: boolean, readonly devOptional?: boolean }} LockEntry */

/**
 * Installs the repository's packages as the lockfile has them, unless they are there.
 * No package's install script is run: nothing here needs one.
 * @param {string} root The repository's root folder.
 * @param {{ progress?: (line: string) => void }} [options]
 * @returns {Promise<void>}
 * @throws {Error} When npm fails, with the end of what it wrote.
 */
export async function installDependencies(root, { progress = () => undefined } = {}) {
  if (await areInstalled(root)) return;
  progress('Installing the packages of this repository (npm ci, about 20 s) …');
  await runNpm(['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
  });
}

/**
 * Whether what npm says it has installed is what the lockfile asks for. Only optional packages, those of other systems, may be missing.
 * @param {string} root
 * @returns {Promise<boolean>}
 */
async function areInstalled(root) {
  const wanted = await lockEntries(join(root, 'package-lock.json'));
  const installed = await lockEntries(join(root, 'node_modules/.package-lock.json')).catch(() => undefined);
  if (installed === undefined) return false;
  return Object.entries(wanted).every(([path, { version, link, optional, devOptional }]) => {
    if (!path.includes('node_modules/') || optional === true || devOptional === true) return true;
    const there = installed[path];
    return there !== undefined && (link === true || there.version === version);
  });
}

/** @param {string} file @returns {Promise<Readonly<Record<string, LockEntry>>>} */
async function lockEntries(file) {
  return JSON.parse(await readFile(file, 'utf8')).packages;
}
