import { stat } from 'node:fs/promises';

/** Whether there is something at a path, links followed, that can be looked at. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
