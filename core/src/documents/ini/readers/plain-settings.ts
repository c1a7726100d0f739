import type { IniDocument, IniEntry, IniSection } from '../nodes.ts';
import { DerivedMap } from './derived-map.ts';
import type { ReadValue } from './reading.ts';

type ReadEntry = (entry: IniEntry, document: IniDocument) => ReadValue;

/**
 * The settings of a flat section, as nearly all are: they are few, so looking through its entries takes less than an
 * index would to make. Of several equal keys the last one counts.
 */
export class PlainSettings extends DerivedMap<ReadValue> {
  readonly #entries: readonly IniEntry[];
  readonly #document: IniDocument;
  readonly #read: ReadEntry;

  /** `read` is the same for all sections, so that none needs a closure of its own. */
  constructor(section: IniSection, document: IniDocument, read: ReadEntry) {
    super();
    this.#entries = section.entries;
    this.#document = document;
    this.#read = read;
  }

  get size(): number {
    return this.all().size;
  }

  has(name: string): boolean {
    for (const entry of this.#entries) if (entry.name === name) return true;
    return false;
  }

  get(name: string): ReadValue | undefined {
    const entries = this.#entries;
    for (let index = entries.length - 1; index >= 0; index -= 1) {
      const entry = entries[index];
      if (entry?.name === name) return this.#read(entry, this.#document);
    }
    return undefined;
  }

  keys(): MapIterator<string> {
    return this.all().keys();
  }

  protected all(): ReadonlyMap<string, ReadValue> {
    const all = new Map<string, ReadValue>();
    for (const entry of this.#entries) {
      // Set anew, so that the last of several stands where it stands in the file.
      all.delete(entry.name);
      all.set(entry.name, this.#read(entry, this.#document));
    }
    return all;
  }
}
