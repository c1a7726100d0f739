import { readFile, stat } from 'node:fs/promises';

/** These files have a few kilobytes; whatever is larger than this, in bytes, was not written by an AWS tool. */
const LARGEST = 1024 * 1024;

/** Reads a file that an AWS tool keeps a token in. `undefined` where there is none, or none that can be understood. */
export async function readTokenFile(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const info = await stat(path);
    if (!info.isFile() || info.size > LARGEST) return undefined;
    const content: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

/** A part of such a file; `undefined` where it is no object. */
export function objectIn(
  content: Readonly<Record<string, unknown>>,
  key: string,
): Readonly<Record<string, unknown>> | undefined {
  const value = content[key];
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
