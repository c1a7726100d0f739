import { MOST_WITHOUT_INDEX } from '../documents/ini/flat-section.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import { DerivedMap } from '../documents/ini/readers/derived-map.ts';
import type { ReadSettings, ReadValue } from '../documents/ini/readers/reading.ts';
import type { AwsFileName, ProfileSetting } from './profile-setting.ts';

const NONE: readonly never[] = [];

/** The settings that one file gives a profile. Most rules want one or two of them, so each is made when it is asked for. */
export class PartSettings extends DerivedMap<ProfileSetting> {
  readonly #given: ReadSettings;
  readonly #file: AwsFileName;
  readonly #document: IniDocument;
  #made: readonly ProfileSetting[] = NONE;
  #index: Map<string, ProfileSetting> | undefined;

  constructor(given: ReadSettings, file: AwsFileName, document: IniDocument) {
    super();
    this.#given = given;
    this.#file = file;
    this.#document = document;
  }

  get size(): number {
    return this.#given.size;
  }

  has(name: string): boolean {
    return this.#given.has(name);
  }

  get(name: string): ProfileSetting | undefined {
    const known = this.#find(name);
    if (known) return known;
    const given = this.#given.get(name);
    return given && this.#make(name, given);
  }

  keys(): MapIterator<string> {
    return this.#given.keys();
  }

  /** In the order of the file. */
  protected all(): ReadonlyMap<string, ProfileSetting> {
    const all = new Map<string, ProfileSetting>();
    for (const [name, given] of this.#given) all.set(name, this.#find(name) ?? this.#make(name, given));
    return all;
  }

  #find(name: string): ProfileSetting | undefined {
    if (this.#index) return this.#index.get(name);
    for (const one of this.#made) if (one.name === name) return one;
    return undefined;
  }

  #make(name: string, { value, entry }: ReadValue): ProfileSetting {
    const made: ProfileSetting = { name, value, file: this.#file, document: this.#document, entry };
    // One or two of most profiles are asked for, and an array that grows takes room for 17.
    if (this.#index) this.#index.set(name, made);
    else if (this.#made.length < MOST_WITHOUT_INDEX) this.#made = [...this.#made, made];
    else this.#index = new Map([...this.#made, made].map((one) => [one.name, one]));
    return made;
  }
}
