import type { Range } from '../../text/range.ts';
import type { IniEntry, IniValue } from './nodes.ts';

/** What an entry's own line tells of it. Offsets count from the start of the text. */
export interface EntryInit extends Pick<IniEntry, 'name' | 'key' | 'delimiter' | 'value'> {
  readonly isFlawless: boolean;
  readonly indented: boolean;
  readonly swallowed: boolean;
  readonly parent: IniEntry | undefined;
  readonly keyStart: number;
  readonly delimiterStart: number;
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly lineStart: number;
  readonly lineEnd: number;
}

/**
 * An entry in a single object: a file has thousands, which outlive the run that reads them, and what lives on is what
 * garbage collection has to move. The ranges are made for whoever asks.
 */
export class EntryNode implements IniEntry {
  readonly name: string;
  readonly key: string;
  readonly delimiter: '=' | ':';
  readonly value: IniValue;
  readonly isFlawless: boolean;
  readonly indented: boolean;
  readonly swallowed: boolean;
  readonly parent: IniEntry | undefined;
  readonly #keyStart: number;
  readonly #delimiterStart: number;
  readonly #valueStart: number;
  readonly #valueEnd: number;
  readonly #lineStart: number;
  #lineEnd: number;

  constructor(init: EntryInit) {
    this.name = init.name;
    this.key = init.key;
    this.delimiter = init.delimiter;
    this.value = init.value;
    this.isFlawless = init.isFlawless;
    this.indented = init.indented;
    this.swallowed = init.swallowed;
    this.parent = init.parent;
    this.#keyStart = init.keyStart;
    this.#delimiterStart = init.delimiterStart;
    this.#valueStart = init.valueStart;
    this.#valueEnd = init.valueEnd;
    this.#lineStart = init.lineStart;
    this.#lineEnd = init.lineEnd;
  }

  get keyRange(): Range {
    return { start: this.#keyStart, end: this.#keyStart + this.key.length };
  }

  get delimiterRange(): Range {
    return { start: this.#delimiterStart, end: this.#delimiterStart + 1 };
  }

  get valueRange(): Range {
    return { start: this.#valueStart, end: this.#valueEnd };
  }

  get lineRange(): Range {
    return { start: this.#lineStart, end: this.#lineEnd };
  }

  /** The same entry so many UTF-16 units further down. */
  movedBy(by: number, parent: IniEntry | undefined): EntryNode {
    return new EntryNode({
      name: this.name,
      key: this.key,
      delimiter: this.delimiter,
      value: this.value,
      isFlawless: this.isFlawless,
      indented: this.indented,
      swallowed: this.swallowed,
      parent,
      keyStart: this.#keyStart + by,
      delimiterStart: this.#delimiterStart + by,
      valueStart: this.#valueStart + by,
      valueEnd: this.#valueEnd + by,
      lineStart: this.#lineStart + by,
      lineEnd: this.#lineEnd + by,
    });
  }

  /** While it is read: its lines go on up to there. */
  extendTo(lineEnd: number): void {
    this.#lineEnd = lineEnd;
  }
}
