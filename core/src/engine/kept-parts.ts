import type { NamedMap, Sight } from '../aws/witness.ts';
import type { KnownSources } from '../aws/profile-users.ts';
import type { IniSection } from '../documents/ini/nodes.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { Settings } from '../rule-api/settings.ts';
import type { LooseDraft } from './loose-draft.ts';

/** What all parts of a file depend on. */
export interface Conditions {
  readonly settings: Settings;
  /** The other of the two AWS files. */
  readonly companion: KeylessDocument | undefined;
  /** What else of the file, and of what is known around it. */
  readonly file: string;
}

/** What was said of a part, and what it was made of besides the part itself. */
export interface Kept {
  readonly conditions: Conditions;
  readonly seen: readonly Seen[];
  readonly drafts: readonly LooseDraft[];
  /** The mark of the last version in which all that was seen was found again. */
  heldIn: object;
}

/** The identities of what somebody looked for. */
export interface Seen {
  readonly sight: Sight;
  readonly identities: readonly object[];
}

/** One version of an AWS file, as far as the next one has to know it. */
export interface Version {
  /**
   * Stands for the version and holds nothing of it: what was said of a part that is gone refers to it, and lives until V8
   * collects its old generation.
   */
  readonly mark: object;
  readonly conditions: Conditions;
  readonly sections: readonly IniSection[];
  /** See `identityOfNames`; of the maps that were asked for. */
  readonly names: Map<NamedMap, object>;
}

type Names = readonly string[];

/** More files than these are hardly edited at a time. */
const MOST_FILES = 16;

/** Some pairs of files with four kinds of names each. */
const MOST_NAMES = 16;

/** What was said of parts, from version to version of all files that a linter sees. Goes with the parts. */
export class KeptParts {
  readonly sources: KnownSources = new WeakMap();
  #names: readonly Names[] = [];
  readonly #keys: object[] = [];
  #records = new WeakMap<object, Kept>();
  #versions = new Map<string, Version>();

  get(identity: object): Kept | undefined {
    return this.#records.get(identity);
  }

  set(identity: object, kept: Kept | undefined): void {
    if (kept) this.#records.set(identity, kept);
    else this.#records.delete(identity);
  }

  /** Takes a version of a file for the last one, and gives the one that was the last until now. */
  begin(uri: string, version: Version): Version | undefined {
    const before = this.#versions.get(uri);
    this.#versions.delete(uri);
    const [oldest] = this.#versions.size < MOST_FILES ? [] : this.#versions.keys();
    if (oldest !== undefined) this.#versions.delete(oldest);
    this.#versions.set(uri, version);
    return before;
  }

  /** The same object for the same names in the same order, as far as they were asked for lately. */
  identityOfNames(names: Iterable<string>): object {
    const list = [...names];
    const isSame = (one: Names): boolean =>
      one.length === list.length && one.every((name, index) => name === list[index]);
    const known = this.#names.find(isSame) ?? list;
    this.#names = [known, ...this.#names.filter((one) => one !== known)].slice(0, MOST_NAMES);
    return known;
  }

  /** Stands for the first, the second … key beside the jobs of a workflow. */
  identityOfKey(index: number): object {
    return (this.#keys[index] ??= {});
  }

  forget(): void {
    this.#records = new WeakMap();
    this.#versions = new Map();
  }
}

/** Whether what was said under some conditions would be said under others. */
export function holds(then: Conditions, now: Conditions): boolean {
  return (
    then === now ||
    (then.settings === now.settings && then.companion === now.companion && then.file === now.file)
  );
}
