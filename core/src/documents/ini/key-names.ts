import { isSecretKey } from './value.ts';

/** A key as it is written, and what its name alone tells. */
export interface KeyName {
  readonly key: string;
  /** Lower-cased, as the AWS CLI reads it. */
  readonly name: string;
  /** Its values are secrets. */
  readonly secret: boolean;
}

/** Longer keys are looked up as they come. */
const LONGEST_USUAL = 31;

/** The keys of a file: they are few, and stand there often. */
export class KeyNames {
  readonly #known = new Map<string, KeyName>();
  /** The last one of each length. It is nearly always the one that comes next, and found without cutting it out. */
  readonly #last: (KeyName | undefined)[] = Array.from({ length: LONGEST_USUAL + 1 });

  /** The key between two offsets of a text. */
  read(text: string, start: number, end: number): KeyName {
    const length = end - start;
    if (length > LONGEST_USUAL) return this.#find(text.slice(start, end));
    const last = this.#last[length];
    if (last && text.startsWith(last.key, start)) return last;
    const found = this.#find(text.slice(start, end));
    this.#last[length] = found;
    return found;
  }

  #find(key: string): KeyName {
    const known = this.#known.get(key);
    if (known) return known;
    // Names of properties are kept once by JavaScript's engines, as are the names that rules look for: two of these are
    // told apart by their addresses.
    const [name = ''] = Object.keys({ [key.toLowerCase()]: 0 });
    const made: KeyName = { key, name, secret: isSecretKey(key) };
    this.#known.set(key, made);
    return made;
  }
}
