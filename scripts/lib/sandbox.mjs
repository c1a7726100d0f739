import { cp, mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * @typedef {object} Sandbox A temporary place in which nothing of the person's own can be read or changed.
 * @property {string} root The temporary folder that holds all of it.
 * @property {string} home A home folder: a copy of the example's, or empty.
 * @property {string} workspace The folder to open: a copy of the example's, or empty.
 * @property {string} data For VS Code's own data: settings, extensions, logs.
 * @property {() => Promise<void>} remove Deletes all of it. May be called again.
 */

/**
 * Makes a temporary folder with copies of a home and a workspace. It is also deleted when this process ends without calling `remove`.
 * @param {{ home?: string | undefined, workspace?: string | undefined }} [examples] Folders to copy; they are never written to.
 * @returns {Promise<Sandbox>}
 * @throws {Error} When a folder to copy does not exist.
 */
export async function createSandbox({ home, workspace } = {}) {
  // The real path, because VS Code would otherwise show the same file under two names where the temporary folder is a link.
  const root = await realpath(await mkdtemp(join(tmpdir(), 'keyless-')));
  const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 200 };
  const atExit = () => rmSync(root, removal);
  process.on('exit', atExit);
  const places = { home: join(root, 'home'), workspace: join(root, 'workspace'), data: join(root, 'vscode') };
  const remove = async () => {
    await rm(root, removal);
    process.off('exit', atExit);
  };
  try {
    for (const folder of Object.values(places)) await mkdir(folder, { recursive: true, mode: 0o700 });
    if (home !== undefined) await cp(home, places.home, { recursive: true });
    if (workspace !== undefined) await cp(workspace, places.workspace, { recursive: true });
    return { root, ...places, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
