import { ALL, type NamedMap, type Sight } from '../aws/graph-witness.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import type { Seeable } from './contexts.ts';
import type { Draft } from './draft.ts';
import type { Conditions, KeptSections, Seen, Version } from './kept-sections.ts';
import { loosen, placeAgain } from './loose-draft.ts';
import { changesBetween, type SectionChanges } from './section-changes.ts';
import { areSeenAgain, identitiesSeen } from './seen-sections.ts';

/** What is known of the sections of one version of a file. */
export interface SectionMemory {
  /** What was said of a section, if it would be said again. */
  recall(section: IniSection): readonly Draft[] | undefined;
  /** Keeps what was said of a section while `seen` was seen, if that can be told from the sections alone. */
  keep(section: IniSection, drafts: readonly Draft[], seen: readonly Sight[]): void;
}

/** Keeps nothing. */
export const NO_MEMORY: SectionMemory = { recall: () => undefined, keep: () => undefined };

export interface MemoryInit {
  readonly kept: KeptSections;
  readonly conditions: Conditions;
  readonly document: IniDocument;
  readonly seeable: Seeable;
}

export function openMemory(init: MemoryInit): SectionMemory {
  return new OpenMemory(init);
}

class OpenMemory implements SectionMemory {
  readonly #kept: KeptSections;
  readonly #document: IniDocument;
  readonly #seeable: Seeable;
  readonly #sessions: object;
  readonly #version: Version;
  /** The last version, if all that its sections depended on besides each other is still the same. */
  readonly #before: Version | undefined;
  readonly #changes: SectionChanges | undefined;
  #places: ReadonlyMap<object, IniSection> | undefined;

  constructor({ kept, conditions, document, seeable }: MemoryInit) {
    this.#kept = kept;
    this.#document = document;
    this.#seeable = seeable;
    this.#sessions = seeable.sessions ?? NO_SESSIONS;
    this.#version = { conditions, sections: document.sections, names: new Map() };
    const before = kept.begin(document.uri, this.#version);
    this.#before = before && holds(before.conditions, conditions) ? before : undefined;
    this.#changes = this.#before && changesBetween(this.#before.sections, document);
  }

  recall(section: IniSection): readonly Draft[] | undefined {
    const known = this.#kept.get(section.identity);
    if (!known || !holds(known.conditions, this.#version.conditions)) return undefined;
    const isRecent = known.heldIn === this.#before;
    for (const seen of known.seen) if (!this.#isAsBefore(seen, isRecent)) return undefined;
    known.heldIn = this.#version;
    return placeAgain(known.drafts, this.#document, (identity) => this.#sectionOf(identity));
  }

  keep(section: IniSection, drafts: readonly Draft[], seen: readonly Sight[]): void {
    const made = seen.includes(ALL)
      ? undefined
      : seen.map((sight) => ({ sight, identities: this.#identitiesOf(sight) }));
    const loose = made && this.#tied(drafts, section, made);
    const { conditions } = this.#version;
    this.#kept.set(
      section.identity,
      loose && { conditions, seen: made, drafts: loose, heldIn: this.#version },
    );
  }

  /** `isRecent`: it was in the last version, so only what has changed since has to be looked at. */
  #isAsBefore({ sight, identities }: Seen, isRecent: boolean): boolean {
    switch (sight.type) {
      case 'sessions':
        return identities[0] === this.#sessions;
      case 'names':
        return identities[0] === this.#identityOfNames(sight.name);
      // Whose source a profile is depends on more than a name.
      case 'users':
        return areSeenAgain(identities, sight, this.#seeable);
      default:
        return (
          (isRecent && this.#changes?.names.has(sight.name) === false) ||
          areSeenAgain(identities, sight, this.#seeable)
        );
    }
  }

  #identitiesOf(sight: Sight): readonly object[] {
    if (sight.type === 'sessions') return [this.#sessions];
    return sight.type === 'names'
      ? [this.#identityOfNames(sight.name)]
      : identitiesSeen(sight, this.#seeable);
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
    const named = map === 'headers' ? this.#seeable.headers() : this.#seeable.profiles()[map];
    return this.#kept.identityOfNames(named.keys());
  }

  #sectionOf(identity: object): IniSection | undefined {
    this.#places ??= new Map(this.#document.sections.map((section) => [section.identity, section]));
    return this.#places.get(identity);
  }

  #tied(drafts: readonly Draft[], section: IniSection, seen: readonly Seen[]) {
    if (drafts.length === 0) return [];
    const known = new Set([section.identity, ...seen.flatMap(({ identities }) => identities)]);
    return loosen(drafts, section, this.#document, known);
  }
}

const NO_SESSIONS = {};

function holds(then: Conditions, now: Conditions): boolean {
  return (
    then === now ||
    (then.settings === now.settings && then.companion === now.companion && then.file === now.file)
  );
}
