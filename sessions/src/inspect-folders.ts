import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { safe, type SafeText } from '@keyless/core';
import { nodeFileSystem, type Environment } from '@keyless/files';
import { folderFacts } from './folder-facts.ts';
import { safePath } from './safe-path.ts';
import { sessionFolders } from './session-store.ts';

/** This many files of a folder are looked at, in the order of their names. */
const MOST_FILES = 1000;

/**
 * What is odd about the places in which sessions and sign-ins are kept: links, other owners, and files that other users
 * of the machine can read. Full sentences without a stop. Never rejects; what does not exist is not odd.
 */
export async function inspectFolders(env: Environment, home: string): Promise<readonly SafeText[]> {
  const folders = [join(home, '.aws'), ...sessionFolders(env, home)];
  const found = await Promise.all(
    folders.map(async (folder, index) => [
      ...(await folderOddities(folder).catch(() => [])),
      ...(index === 0 ? [] : await fileOddities(folder).catch(() => [])),
    ]),
  );
  return found.flat();
}

async function folderOddities(folder: string): Promise<readonly SafeText[]> {
  const { linkTo, foreignOwner, open } = await folderFacts(folder, nodeFileSystem);
  const path = safePath(folder);
  return [
    ...(linkTo === undefined
      ? []
      : [safe`${path} is a link to ${safePath(linkTo)}: sessions are kept there`]),
    ...(foreignOwner === undefined
      ? []
      : [
          safe`${path} belongs to another user (id ${foreignOwner}), who can read and replace the sessions in it`,
        ]),
    ...(open
      ? [safe`Every user of this machine may replace the sessions in ${path}: run chmod 700 on it`]
      : []),
  ];
}

async function fileOddities(folder: string): Promise<readonly SafeText[]> {
  if (process.getuid === undefined) return [];
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const files = await Promise.all(
    names.slice(0, MOST_FILES).map(async (name) => {
      const info = await nodeFileSystem.lstat(join(folder, name)).catch(() => undefined);
      return { name, isLink: info?.isSymbolicLink() === true, mode: info?.mode ?? 0 };
    }),
  );
  const links = files.filter(({ isLink }) => isLink);
  const readable = files.filter(({ isLink, mode }) => !isLink && (mode & 0o077) !== 0);
  const path = safePath(folder);
  return [
    ...links.map(
      ({ name }) => safe`${safePath(join(folder, name))} is a link to another file, and is not written to`,
    ),
    ...(readable.length === 0
      ? []
      : [
          safe`Other users of this machine can read ${readable.length === 1 ? safe`a file` : safe`${readable.length} files`} with credentials in ${path}: run chmod 600 on ${safePath(join(folder, readable.length === 1 ? (readable[0]?.name ?? '') : '*.json'))}`,
        ]),
  ];
}
