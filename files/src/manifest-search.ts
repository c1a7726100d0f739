import { isManifestText } from '@keyless/core';
import type { ReadingFileSystem } from './file-system.ts';
import { readBeginning } from './read-document.ts';

/** What every manifest of Kubernetes has somewhere: bytes are searched much faster than texts. */
const WORD = 'apiVersion';

/** How much of a file is looked at, in bytes: licences and comments come before the first key. */
const BEGINNING = 64 * 1024;

/** Files that are looked into at the same time. */
const WIDTH = 16;

/**
 * Tells of YAML files that have no name of their own which are manifests of Kubernetes, by their beginnings. Most are
 * none, and a repository may have thousands of them: the room that one is read into is used for the next.
 */
export class ManifestSearch {
  readonly #fs: Pick<ReadingFileSystem, 'open'>;
  readonly #rooms: Buffer[] = [];

  constructor(fs: Pick<ReadingFileSystem, 'open'>) {
    this.#fs = fs;
  }

  /**
   * The paths of manifests among some, and of what cannot be read and may be one. Not to be called again before it has
   * answered.
   */
  async among(paths: readonly string[], signal?: AbortSignal): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (let at = 0; at < paths.length; at += WIDTH) {
      signal?.throwIfAborted();
      const some = paths.slice(at, at + WIDTH);
      const answers = await Promise.all(some.map((path, slot) => this.#isOne(path, slot)));
      for (const [index, path] of some.entries()) if (answers[index] === true) found.add(path);
    }
    return found;
  }

  async #isOne(path: string, slot: number): Promise<boolean> {
    const room = (this.#rooms[slot] ??= Buffer.allocUnsafe(BEGINNING));
    const bytes = await readBeginning(path, room, this.#fs);
    if (!bytes) return true;
    if (!bytes.includes(WORD)) return false;
    const text = bytes.toString('latin1').replace(/^\u00EF\u00BB\u00BF/u, '');
    return isManifestText(text, bytes.length === BEGINNING);
  }
}
