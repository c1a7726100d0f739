import { spawn } from 'node:child_process';
import { killGroupNow, stopGroup } from './process-group.mjs';

/** How long the local STS may take to start, in milliseconds. */
const START_DEADLINE_MS = 30_000;

/**
 * @typedef {object} LocalSts
 * @property {string} url Its address, for `AWS_ENDPOINT_URL_STS`.
 * @property {() => Promise<void>} stop Ends it. May be called again.
 */

/**
 * Starts the local STS, which knows the users and roles of the examples, as a process of its own.
 * @param {string} root The repository's root folder.
 * @returns {Promise<LocalSts>}
 * @throws {Error} When it ends, or says nothing for too long.
 */
export async function startLocalSts(root) {
  const args = ['--import', 'tsx', 'test/sts/main.ts', '--port', '0', '--world', 'default'];
  const child = spawn(process.execPath, args, {
    cwd: root,
    detached: process.platform !== 'win32',
    stdio: 'pipe',
  });
  const atExit = () => killGroupNow(child);
  process.on('exit', atExit);
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => (stopping ??= stopGroup(child).then(() => void process.off('exit', atExit)));
  try {
    return { url: await announcedAddress(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {import('node:child_process').ChildProcessWithoutNullStreams} child @returns {Promise<string>} */
function announcedAddress(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(
      () => reject(new Error(`The local STS did not start in time.\n${said}`)),
      START_DEADLINE_MS,
    );
    /** @param {string} text */
    const take = (text) => {
      said += text;
      const url = /^http:\/\/\S+$/m.exec(said)?.[0];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', reject);
    child.once('close', () => {
      clearTimeout(late);
      reject(new Error(`The local STS ended before it was ready.\n${said}`));
    });
  });
}
