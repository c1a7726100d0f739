import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runCommand } from './run-command.mjs';

/**
 * @typedef {{ readonly path: string }} FoundBrowser A program that speaks Chromium's debugging protocol.
 * @typedef {{ readonly path: undefined, readonly reason: string }} NoBrowser Why there is none, in words for a person.
 */

/** What the programs are called on PATH, the likeliest first. */
const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
];

const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

const WINDOWS_PROGRAMS = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

const LINUX_PLACES = ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];

/** How long apt-get may take, in milliseconds, before the browser counts as not installable. */
const APT_TIMEOUT_MS = 300_000;

/**
 * Finds an installed Chrome, Chromium or Edge: what `KEYLESS_CHROMIUM` names, else PATH, else the usual places of the system.
 * @param {{ env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform }} [options]
 * @returns {FoundBrowser | NoBrowser}
 */
export function findChromium({ env = process.env, platform = process.platform } = {}) {
  const chosen = env['KEYLESS_CHROMIUM'];
  if (chosen !== undefined && chosen !== '') {
    if (isProgram(chosen)) return { path: chosen };
    return { path: undefined, reason: `KEYLESS_CHROMIUM names no program: ${chosen}` };
  }
  const path = [...onPath(env, platform), ...usualPlaces(env, platform)].find((file) => isProgram(file));
  if (path !== undefined) return { path };
  return {
    path: undefined,
    reason: 'No Chrome, Chromium or Edge is installed (set KEYLESS_CHROMIUM to use another place).',
  };
}

/**
 * Finds a browser as {@link findChromium} does, and where there is none on Debian or Ubuntu as root, installs Chromium with apt-get.
 * @param {{ progress?: (line: string) => void }} [options]
 * @returns {Promise<FoundBrowser | NoBrowser>}
 */
export async function ensureChromium({ progress = () => undefined } = {}) {
  const found = findChromium();
  if (found.path !== undefined || (process.env['KEYLESS_CHROMIUM'] ?? '') !== '') return found;
  if (!canInstall()) return found;
  progress('Installing Chromium with apt-get (about 30 s) …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runCommand('apt-get', ['update', '-q'], { env, timeoutMs: APT_TIMEOUT_MS });
    await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      env,
      timeoutMs: APT_TIMEOUT_MS,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { path: undefined, reason: `Chromium could not be installed. ${why}` };
  }
  return findChromium();
}

function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} platform */
function onPath(env, platform) {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const ending = platform === 'win32' ? '.exe' : '';
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
}

/** @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} platform */
function usualPlaces(env, platform) {
  if (platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      MAC_APPS.map((app) => join(folder, app)),
    );
  }
  if (platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => {
      const folder = env[name];
      return folder === undefined ? [] : WINDOWS_PROGRAMS.map((program) => join(folder, program));
    });
  }
  return LINUX_PLACES;
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
