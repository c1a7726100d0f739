import { MOST_WITHOUT_INDEX } from '../documents/ini/flat-section.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import { DerivedMap } from '../documents/ini/readers/derived-map.ts';
import type { ReadSettings, ReadValue } from '../documents/ini/readers/reading.ts';
import type { AwsFileName, ProfileSetting } from './profile-setting.ts';

/** Linked with the one that was made before it, because an array for each profile would take more room than these do. */
class MadeSetting implements ProfileSetting {
  readonly name: string;
  readonly value: ProfileSetting['value'];
  readonly file: AwsFileName;
  readonly document: IniDocument;
  readonly entry: ProfileSetting['entry'];
  readonly #before: MadeSetting | undefined;

  constructor(setting: ProfileSetting, before: MadeSetting | undefined) {
    this.name = setting.name;
    this.value = setting.value;
    this.file = setting.file;
    this.document = setting.document;
    this.entry = setting.entry;
    this.#before = before;
  }

  /** From the last one to the first. */
  static *through(last: MadeSetting | undefined): Iterable<MadeSetting> {
    for (let one = last; one; one = one.#before) yield one;
  }

  static find(name: string, last: MadeSetting | undefined): MadeSetting | undefined {
    for (let one = last; one; one = one.#before) if (one.name === name) return one;
    return undefined;
  }
}

/** The settings that one file gives a profile. Most rules want one or two of them, so each is made when it is asked for. */
export class PartSettings extends DerivedMap<ProfileSetting> {
  readonly #given: ReadSettings;
  readonly #file: AwsFileName;
  readonly #document: IniDocument;
  #last: MadeSetting | undefined;
  #count = 0;
  #index: Map<string, MadeSetting> | undefined;

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
    return this.#index ? this.#index.get(name) : MadeSetting.find(name, this.#last);
  }

  #make(name: string, { value, entry }: ReadValue): ProfileSetting {
    const setting = { name, value, file: this.#file, document: this.#document, entry };
    const made = new MadeSetting(setting, this.#last);
    this.#last = made;
    this.#count += 1;
    if (this.#index) this.#index.set(name, made);
    else if (this.#count > MOST_WITHOUT_INDEX)
      this.#index = new Map(Array.from(MadeSetting.through(made), (one) => [one.name, one]));
    return made;
  }
}
