import { threadedFileSystem, type ReadingFileSystem } from '@keyless/files';

/** Whether there is something at a path, links followed, that can be looked at. */
export async function isThere(
  path: string,
  fs: Pick<ReadingFileSystem, 'stat'> = threadedFileSystem,
): Promise<boolean> {
  try {
    await fs.stat(path);
    return true;
  } catch {
    return false;
  }
}
