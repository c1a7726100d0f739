import { isSecretKey } from './value.ts';

/** A key as it is written, and what its name alone tells. */
export interface KeyName {
  readonly key: string;
  /** Lower-cased, as the AWS CLI reads it. */
  readonly name: string;
  /** Its values are secrets. */
  readonly secret: boolean;
}

/** The keys of a file: they are few, and stand there often. */
export class KeyNames {
  readonly #known = new Map<string, KeyName>();

  read(key: string): KeyName {
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
