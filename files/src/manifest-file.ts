import { isManifestText } from '@keyless/core';
import type { ReadingFileSystem } from './file-system.ts';
import { CHUNK_BYTES, readBeginning } from './read-document.ts';

/** What every manifest of Kubernetes has somewhere: bytes are searched much faster than texts. */
const WORD = 'apiVersion';

/**
 * Whether a YAML file that has no name of its own is a manifest of Kubernetes, by its beginning. Most are none, and a
 * repository may have thousands of them, so that no more than that is read.
 */
export async function isManifestFile(path: string, fs?: Pick<ReadingFileSystem, 'open'>): Promise<boolean> {
  const bytes = await readBeginning(path, fs);
  if (!bytes?.includes(WORD)) return false;
  return isManifestText(
    bytes.toString('latin1').replace(/^\u00EF\u00BB\u00BF/u, ''),
    bytes.length === CHUNK_BYTES,
  );
}
