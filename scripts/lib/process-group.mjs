import { spawnSync } from 'node:child_process';

/** How long a process may take to end by itself, in milliseconds, before it is killed. */
const GRACE_MS = 5_000;

/**
 * Ends a process that was spawned `detached` and everything that it started: asks first, and kills what is left after a few seconds.
 * A process that has ended already is no error, so that cleaning up may be done twice.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<void>}
 */
export async function stopGroup(child) {
  const ended = new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) resolve(undefined);
    else child.once('exit', resolve);
  });
  signalGroup(child, 'SIGTERM');
  const late = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
  await ended;
  clearTimeout(late);
  killGroupNow(child);
}

/**
 * Kills a process that was spawned `detached` and everything that it started, at once: for the moment at which this process itself ends.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {void}
 */
export function killGroupNow(child) {
  signalGroup(child, 'SIGKILL');
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function signalGroup(child, signal) {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended already.
  }
}
