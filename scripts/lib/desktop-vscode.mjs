import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { spawn } from 'node:child_process';
import { personEnvironment } from './person-environment.mjs';
import { killGroupNow, stopGroup } from './process-group.mjs';
import { runCommand } from './run-command.mjs';
import { writeUserSettings } from './vscode-settings.mjs';

/**
 * @typedef {object} Desktop A window of desktop VS Code.
 * @property {Promise<void>} closed Fulfilled when the person closed the window.
 * @property {() => Promise<void>} stop Closes it. May be called again.
 */

/**
 * Finds desktop VS Code's `code` on PATH, where it can open a window: not without a screen, not as root (it refuses), not the `code` of a
 * remote terminal or of WSL, which opens windows of another machine.
 * @returns {string | undefined}
 */
export function findDesktopVsCode() {
  const { env, platform } = process;
  const noScreen =
    platform === 'linux' && env['DISPLAY'] === undefined && env['WAYLAND_DISPLAY'] === undefined;
  const isRoot = platform === 'linux' && process.getuid?.() === 0;
  if (noScreen || isRoot || env['WSL_DISTRO_NAME'] !== undefined) return undefined;
  const name = platform === 'win32' ? 'code.cmd' : 'code';
  return (env['PATH'] ?? env['Path'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => isExecutable(file) && !/remote-cli/.test(realpathSync(file)));
}

/**
 * Opens a window of desktop VS Code that shares nothing with the person's own: other settings, extensions and home.
 * @param {string} code What {@link findDesktopVsCode} found.
 * @param {{ home: string, workspace: string, data: string, vsix: string, extraEnv?: Readonly<Record<string, string>> }} options
 * @returns {Promise<Desktop>}
 * @throws {Error} When VS Code refuses the package.
 */
export async function openDesktopVsCode(code, { home, workspace, data, vsix, extraEnv = {} }) {
  const windows = process.platform === 'win32';
  const folders = ['--user-data-dir', join(data, 'user'), '--extensions-dir', join(data, 'extensions')];
  const env = personEnvironment(home, extraEnv);
  await writeUserSettings(join(data, 'user'));
  await runCommand(quoted(code), [...folders, '--install-extension', vsix, '--force'].map(quoted), {
    env,
    shell: windows,
  });
  const args = [...folders, '--new-window', '--wait', '--disable-workspace-trust', workspace].map(quoted);
  const child = spawn(quoted(code), args, { env, shell: windows, detached: !windows, stdio: 'ignore' });
  const atExit = () => killGroupNow(child);
  process.on('exit', atExit);
  /** @type {Promise<void>} */
  const closed = new Promise((resolve) => child.once('close', () => resolve()));
  const end = async () => {
    await stopGroup(child);
    await stopWindow(data);
    process.off('exit', atExit);
  };
  /** @type {Promise<void> | undefined} */
  let stopping;
  return { closed, stop: () => (stopping ??= end()) };
}

/**
 * `code` starts the window as a process of its own and stays behind only as a waiter. The window is known by the data folder
 * on its command line, which is in a temporary folder of this run alone.
 * @param {string} data
 */
async function stopWindow(data) {
  if (process.platform === 'win32') {
    const filter = `$_.ProcessId -ne $PID -and $_.CommandLine -like '*${data.replaceAll("'", "''")}*'`;
    const script = `Get-CimInstance Win32_Process | Where-Object { ${filter} } | ForEach-Object { Stop-Process -Force $_.ProcessId }`;
    await runCommand('powershell.exe', ['-NoProfile', '-Command', script]).catch(() => undefined);
    return;
  }
  const list = await runCommand('ps', ['-axww', '-o', 'pid=,command=']).catch(() => '');
  for (const line of list.split('\n')) {
    const pid = Number.parseInt(line, 10);
    if (!line.includes(data) || Number.isNaN(pid) || pid === process.pid) continue;
    try {
      process.kill(pid, 'SIGTERM');
    } catch {
      // It has ended already.
    }
  }
}

/** A shell, which Windows needs for `code.cmd`, cuts at spaces. @param {string} text */
function quoted(text) {
  return process.platform === 'win32' ? `"${text}"` : text;
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
