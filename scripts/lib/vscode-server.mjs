import { spawn } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { assertFreePort } from './free-port.mjs';
import { personEnvironment } from './person-environment.mjs';
import { stopGroup, killGroupNow } from './process-group.mjs';
import { runCommand } from './run-command.mjs';
import { hostPaths } from './vscode-host.mjs';
import { writeUserSettings } from './vscode-settings.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} home The person's home folder: what `os.homedir()` and `~` mean in the extension host and in terminals.
 * @property {string} serverDataDir Where the server keeps user settings, logs and state; a fresh folder is a fresh VS Code.
 * @property {string} [extensionsDir] Installed extensions; `extensions` in the data folder when absent.
 * @property {readonly string[]} [vsix] Packaged extensions to install before the start.
 * @property {string} [workspace] The folder that {@link RunningServer.url} opens; none when absent.
 * @property {number} [port] Port on 127.0.0.1; a free one is picked when 0 or absent.
 * @property {Readonly<Record<string, string>>} [extraEnv] Variables for the server, the extension host and terminals.
 * @property {Readonly<Record<string, unknown>>} [settings] User settings beside the quiet ones.
 * @property {boolean} [workspaceTrust] Whether VS Code asks if a folder is to be trusted, and holds back until then; off when absent.
 * @property {boolean} [smokeTestDriver] Lets the page's address choose an extension under development and its tests.
 * @property {(line: string) => void} [onLine] Called with each line of the server's own log.
 *
 * @typedef {object} RunningServer
 * @property {string} url The address that opens the workspace.
 * @property {string} origin The address without path or query.
 * @property {string} authority `127.0.0.1:PORT`, which addresses of remote files begin with.
 * @property {Promise<void>} ended Fulfilled when the server has ended, whoever ended it.
 * @property {() => Promise<void>} stop Ends the server, the extension hosts and all they started. May be called again.
 */

/** The server says at length that native parts which it can do without are not there: those are built by install scripts. */
const OPTIONAL_PARTS = /spdlog|bindings file|^\s+at |^\s*(tries: )?[\]}[]|^\s+(code|name): /;

/** How long the server may take to answer, in milliseconds. It takes 2 s; a busy machine with a cold disk takes longer. */
const START_DEADLINE_MS = 60_000;

/**
 * Starts VS Code's server and waits until it serves the workbench.
 * It gets a home of its own and none of this process's AWS, Node or VS Code variables.
 * @param {ServerOptions} options
 * @returns {Promise<RunningServer>}
 * @throws {Error} When the host is not installed, an extension cannot be installed, or the server does not answer in time.
 */
export async function startVsCodeServer(options) {
  const { home, serverDataDir, workspace, vsix = [], port = 0, settings = {} } = options;
  const extensionsDir = options.extensionsDir ?? join(serverDataDir, 'extensions');
  await assertFreePort(port);
  await mkdir(home, { recursive: true });
  await mkdir(extensionsDir, { recursive: true });
  await writeUserSettings(join(serverDataDir, 'data'), { settings });
  const env = personEnvironment(home, options.extraEnv);
  for (const file of vsix) await installVsix(file, { serverDataDir, extensionsDir, home });
  const { node, serverMain } = hostPaths();
  const args = [
    ...[serverMain, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...['--accept-server-license-terms', '--disable-telemetry'],
    ...['--server-data-dir', serverDataDir, '--extensions-dir', extensionsDir],
    ...(options.workspaceTrust === true ? [] : ['--disable-workspace-trust']),
    ...(options.smokeTestDriver === true ? ['--enable-smoke-test-driver'] : []),
  ];
  const child = spawn(node, args, { env, cwd: home, detached: process.platform !== 'win32', stdio: 'pipe' });
  const atExit = () => killGroupNow(child);
  process.on('exit', atExit);
  /** @type {Promise<void>} */
  const ended = new Promise((resolveEnd) => child.once('exit', () => resolveEnd()));
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => (stopping ??= stopGroup(child).then(() => void process.off('exit', atExit)));
  try {
    const origin = `http://127.0.0.1:${await announcedPort(child, options.onLine)}`;
    await untilAnswering(origin, child);
    const folder = workspace === undefined ? '' : `?folder=${pathToFileURL(resolve(workspace)).pathname}`;
    return { url: `${origin}/${folder}`, origin, authority: new URL(origin).host, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Installs a packaged extension as a person does, through VS Code's own installer, so that a mistake in the package shows.
 * @param {string} file The `.vsix`.
 * @param {{ serverDataDir: string, extensionsDir: string, home: string }} place Where the server that is to have it keeps its data.
 * @returns {Promise<string>} The folder of the installed extension.
 * @throws {Error} When VS Code refuses the package.
 */
async function installVsix(file, { serverDataDir, extensionsDir, home }) {
  const { node, serverMain } = hostPaths();
  const folders = ['--server-data-dir', serverDataDir, '--extensions-dir', extensionsDir];
  const what = ['--accept-server-license-terms', '--install-extension', resolve(file), '--force'];
  const env = personEnvironment(home);
  const output = await runCommand(node, [serverMain, ...folders, ...what], {
    env,
    noise: OPTIONAL_PARTS,
    timeoutMs: START_DEADLINE_MS,
  });
  const installed = await lastInstalled(extensionsDir);
  if (installed === undefined || !output.includes('was successfully installed')) {
    throw new Error(`VS Code did not install ${file}.\n${output.trim()}`);
  }
  return join(extensionsDir, installed);
}

/** @typedef {{ readonly relativeLocation: string, readonly metadata: { readonly installedTimestamp: number } }} InstalledExtension */

/** @param {string} extensionsDir @returns {Promise<string | undefined>} The folder's name, from VS Code's own list. */
async function lastInstalled(extensionsDir) {
  /** @type {readonly InstalledExtension[]} */
  const list = JSON.parse(await readFile(join(extensionsDir, 'extensions.json'), 'utf8').catch(() => '[]'));
  const latest = [...list].sort((a, b) => b.metadata.installedTimestamp - a.metadata.installedTimestamp)[0];
  return latest?.relativeLocation;
}

/**
 * @param {import('node:child_process').ChildProcessWithoutNullStreams} child
 * @param {(line: string) => void} [onLine]
 * @returns {Promise<number>} The port that the server says it listens on.
 */
function announcedPort(child, onLine) {
  return new Promise((resolvePort, reject) => {
    let log = '';
    let isKnown = false;
    /** @param {string} why */
    const fail = (why) => {
      clearTimeout(late);
      const said = log.split('\n').filter((line) => !OPTIONAL_PARTS.test(line));
      reject(new Error([`VS Code's server ${why}.`, ...said].join('\n').trim()));
    };
    const late = setTimeout(() => fail('did not start in time'), START_DEADLINE_MS);
    /** @param {string} text */
    const take = (text) => {
      for (const line of text.split(/\r?\n/)) if (line !== '') onLine?.(line);
      if (isKnown) return;
      log += text;
      const port = /listening on (\d+)\s/.exec(log)?.[1];
      if (port === undefined) return;
      isKnown = true;
      clearTimeout(late);
      resolvePort(Number(port));
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', (error) => fail(`cannot be started: ${error.message}`));
    child.once('exit', (code, signal) => fail(`ended (${signal ?? code}) before it was ready`));
  });
}

/** @param {string} origin @param {import('node:child_process').ChildProcess} child */
async function untilAnswering(origin, child) {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    const answered = await fetch(origin)
      .then((response) => response.ok)
      .catch(() => false);
    if (answered) return;
    if (child.exitCode !== null)
      throw new Error(`VS Code's server ended with ${child.exitCode} before it answered.`);
    if (Date.now() > deadline) throw new Error(`VS Code's server did not answer at ${origin} in time.`);
    await delay(100);
  }
}
