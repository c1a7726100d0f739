import type { NamedMap, SectionSight, Sight } from '../aws/witness.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import { sectionAt } from '../documents/ini/section-at.ts';
import type { Seeable } from './contexts.ts';
import { holds, type Conditions, type KeptParts, type Seen, type Version } from './kept-parts.ts';
import type { Sights } from './part-memory.ts';
import type { Places } from './part.ts';
import { changesBetween, type SectionChanges } from './section-changes.ts';
import { areSeenAgain, identitiesSeen } from './seen-sections.ts';

export interface SectionSightsInit {
  readonly kept: KeptParts;
  readonly conditions: Conditions;
  readonly document: IniDocument;
  readonly seeable: Seeable;
}

/** What rules of single sections see of others in one version of an AWS file, and where its sections stand. */
export class SectionSights implements Sights, Places {
  readonly version = {};
  readonly before: object | undefined;
  readonly #version: Version;
  /** The last version, if all that its sections depended on besides each other is still the same. */
  readonly #before: Version | undefined;
  readonly #kept: KeptParts;
  readonly #document: IniDocument;
  readonly #seeable: Seeable;
  readonly #sessions: object;
  readonly #changes: SectionChanges | undefined;
  #places: ReadonlyMap<object, IniSection> | undefined;

  constructor({ kept, conditions, document, seeable }: SectionSightsInit) {
    this.#kept = kept;
    this.#document = document;
    this.#seeable = seeable;
    this.#sessions = seeable.sessions ?? NO_SESSIONS;
    this.#version = { mark: this.version, conditions, sections: document.sections, names: new Map() };
    const before = kept.begin(document.uri, this.#version);
    this.#before = before && holds(before.conditions, conditions) ? before : undefined;
    this.before = this.#before?.mark;
    this.#changes = this.#before && changesBetween(this.#before.sections, document);
  }

  isAsBefore({ sight, identities }: Seen, isRecent: boolean): boolean {
    switch (sight.type) {
      case 'sessions':
        return identities[0] === this.#sessions;
      case 'names':
        return identities[0] === this.#identityOfNames(sight.name);
      // Whose source a profile is depends on more than a name.
      case 'users':
        return areSeenAgain(identities, sight, this.#seeable);
      default:
        if (!isOfSection(sight)) return false;
        return (
          (isRecent && this.#changes?.names.has(sight.name) === false) ||
          areSeenAgain(identities, sight, this.#seeable)
        );
    }
  }

  identitiesOf(sight: Sight): readonly object[] {
    if (sight.type === 'sessions') return [this.#sessions];
    if (sight.type === 'names') return [this.#identityOfNames(sight.name)];
    return isOfSection(sight) ? identitiesSeen(sight, this.#seeable) : [];
  }

  at(offset: number): IniSection | undefined {
    return sectionAt(this.#document.sections, offset);
  }

  of(identity: object): IniSection | undefined {
    this.#places ??= new Map(this.#document.sections.map((section) => [section.identity, section]));
    return this.#places.get(identity);
  }

  isLasting(): boolean {
    return false;
  }

  #identityOfNames(map: NamedMap): object {
    const { names } = this.#version;
    const known = names.get(map) ?? this.#namesBefore(map) ?? this.#readNames(map);
    names.set(map, known);
    return known;
  }

  #namesBefore(map: NamedMap): object | undefined {
    return this.#changes?.sameNames ? this.#before?.names.get(map) : undefined;
  }

  #readNames(map: NamedMap): object {
    if (map === 'called') return this.#kept.identityOfNames([]);
    const named = map === 'headers' ? this.#seeable.headers() : this.#seeable.profiles()[map];
    return this.#kept.identityOfNames(named.keys());
  }
}

const NO_SESSIONS = {};

function isOfSection(sight: Sight): sight is SectionSight {
  const { type } = sight;
  return type !== 'called' && type !== 'gates' && type !== 'names' && type !== 'sessions';
}
