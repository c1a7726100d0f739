import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { errorCode, nodeFileSystem, type FileSystem } from './file-system.ts';
import { keepOwner } from './keep-owner.ts';

export interface WriteOptions {
  /** Permission bits of the result; those of the existing file if left out, 0600 for a new one. */
  readonly mode?: number;
  /** What the file must still hold, byte for byte. A text counts as UTF-8, byte order mark included. */
  readonly expected?: string | Uint8Array;
  readonly fs?: FileSystem;
  readonly platform?: NodeJS.Platform;
}

/** The file no longer holds what it held when it was read, so writing would undo what somebody else did. */
export class FileChangedError extends Error {
  override readonly name = 'FileChangedError';
  readonly path: string;

  constructor(path: string) {
    super(`${path} has changed since it was read`);
    this.path = path;
  }
}

/** What is at the path is a folder, a device or another thing whose content cannot be replaced. */
export class NotAFileError extends Error {
  override readonly name = 'NotAFileError';

  constructor(path: string) {
    super(`${path} is not a regular file`);
  }
}

/** As many links as Linux follows before it gives up. */
const MOST_LINKS = 40;
const PRIVATE_MODE = 0o600;
/** On Windows a file that a virus scanner or an editor holds open cannot be replaced; it lets go within moments. */
const RENAME_DELAYS_MS = [10, 50, 100, 300, 600];

/**
 * Replaces a file's content in one step: whoever reads it sees the old content or the new, never a part. A symbolic
 * link stays and its target is replaced. The new content is in a private file of the same folder until it is
 * complete and on the disk; on failure that file is removed and the old content stands.
 * Throws the system's error (`ENOSPC`, `EACCES` …), `FileChangedError`, `NotAFileError`, or `ForeignOwnerError` where owner
 * and group cannot be kept and one of them would lose the right to read or write.
 */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  const { fs = nodeFileSystem, platform = process.platform } = options;
  const target = await followLinks(fs, resolve(path), MOST_LINKS);
  const existing = await statIfThere(fs, target);
  if (existing && !existing.isFile()) throw new NotAFileError(path);
  const temporary = join(dirname(target), `.keyless-${randomBytes(9).toString('hex')}.tmp`);
  const handle = await fs.open(temporary, 'wx', PRIVATE_MODE);
  try {
    await fill(handle, data, options.mode, existing);
    if (options.expected !== undefined) await requireUnchanged(fs, target, path, options.expected);
    await replace(fs, temporary, target, platform);
  } catch (error) {
    await fs.unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncFolder(fs, dirname(target));
}

/** The path of the file itself. A link whose target does not exist yet leads to where the target would be. */
async function followLinks(fs: FileSystem, path: string, linksLeft: number): Promise<string> {
  try {
    return await fs.realpath(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || linksLeft === 0) throw error;
  }
  const target = await fs.readlink(path).catch(() => undefined);
  return target === undefined ? path : followLinks(fs, resolve(dirname(path), target), linksLeft - 1);
}

async function statIfThere(fs: FileSystem, path: string): Promise<Stats | undefined> {
  try {
    return await fs.stat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function fill(
  handle: FileHandle,
  data: string | Uint8Array,
  mode: number | undefined,
  existing: Stats | undefined,
): Promise<void> {
  try {
    await handle.writeFile(data);
    // Who names a mode has decided who may read the file.
    const kept = !existing || (await keepOwner(handle, existing, { mustServe: mode === undefined }));
    // Only the owner may keep the bits that lend his rights (set-user-id and its kin).
    const bits = kept ? 0o7777 : 0o777;
    await handle.chmod((mode ?? existing?.mode ?? PRIVATE_MODE) & bits);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function requireUnchanged(
  fs: FileSystem,
  target: string,
  path: string,
  expected: string | Uint8Array,
): Promise<void> {
  const wanted = typeof expected === 'string' ? Buffer.from(expected) : expected;
  let handle: FileHandle;
  try {
    handle = await fs.open(target, 'r');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') throw new FileChangedError(path);
    throw error;
  }
  try {
    const { size } = await handle.stat();
    if (size !== wanted.length || !(await handle.readFile()).equals(wanted)) throw new FileChangedError(path);
  } finally {
    await handle.close();
  }
}

async function replace(fs: FileSystem, from: string, to: string, platform: NodeJS.Platform): Promise<void> {
  const delays = platform === 'win32' ? RENAME_DELAYS_MS : [];
  for (const delay of delays) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      if (!['EACCES', 'EBUSY', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
      await wait(delay);
    }
  }
  await fs.rename(from, to);
}

/** Makes the rename itself last over a power cut. Not every system can; the content is safe either way. */
async function syncFolder(fs: FileSystem, folder: string): Promise<void> {
  try {
    const handle = await fs.open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows opens no folders, and some network file systems refuse to sync one.
  }
}
