import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lastingFolder } from './workspace.ts';

/**
 * What programs find in their environment. Nothing else: certificates that a machine names there, for one, make Node
 * start three times as long.
 */
export function environmentOf(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: home };
}

/** Makes a folder a home where programs may keep something for their next start. */
export async function furnishHome(folder: string): Promise<void> {
  const caches = process.platform === 'darwin' ? 'Library/Caches' : '.cache';
  await mkdir(join(folder, caches), { recursive: true });
}

let shared: Promise<string> | undefined;

/** A home of nobody's, the same each time. */
export function sharedHome(): Promise<string> {
  return (shared ??= newHome());
}

async function newHome(): Promise<string> {
  const folder = await lastingFolder();
  await furnishHome(folder);
  return folder;
}
