import { ALL, type NamedMap, type Sight } from '../aws/graph-witness.ts';
import type { KnownSources } from '../aws/profile-users.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import type { Settings } from '../rule-api/settings.ts';
import type { Seeable } from './contexts.ts';
import type { Draft } from './draft.ts';
import { loosen, placeAgain, type LooseDraft } from './loose-draft.ts';
import { areSeenAgain, identitiesSeen } from './seen-sections.ts';

/** What all sections of a file depend on. */
export interface Conditions {
  readonly settings: Settings;
  /** The other of the two AWS files. */
  readonly companion: KeylessDocument | undefined;
  /** What the text's bytes were, and the services that send requests elsewhere. */
  readonly file: string;
}

/** What was said of a section, and what it was made of besides the section itself. */
interface Kept {
  readonly conditions: Conditions;
  readonly seen: readonly Seen[];
  readonly drafts: readonly LooseDraft[];
}

/** The identities of what somebody looked for. */
interface Seen {
  readonly sight: Sight;
  readonly identities: readonly object[];
}

type Names = readonly string[];

/** Some pairs of files with four kinds of names each. */
const MOST_NAMES = 16;

/** What was said of sections, from version to version of all files that a linter sees. Goes with the sections. */
export class KeptSections {
  readonly sources: KnownSources = new WeakMap();
  #names: readonly Names[] = [];
  #records = new WeakMap<object, Kept>();

  get(identity: object): Kept | undefined {
    return this.#records.get(identity);
  }

  set(identity: object, kept: Kept | undefined): void {
    if (kept) this.#records.set(identity, kept);
    else this.#records.delete(identity);
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

  forget(): void {
    this.#records = new WeakMap();
  }
}

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

export function openMemory({ kept, conditions, document, seeable }: MemoryInit): SectionMemory {
  let places: ReadonlyMap<object, IniSection> | undefined;
  const sectionOf = (identity: object): IniSection | undefined => {
    places ??= new Map(document.sections.map((section) => [section.identity, section]));
    return places.get(identity);
  };
  const names = new Map<string, object>();
  const identityOfNames = (map: NamedMap): object => {
    const named = map === 'headers' ? seeable.headers() : seeable.profiles()[map];
    const known = names.get(map) ?? kept.identityOfNames(named.keys());
    names.set(map, known);
    return known;
  };
  const sessions = seeable.sessions ?? NO_SESSIONS;
  const identitiesOfSight = (sight: Sight): readonly object[] => {
    if (sight.type === 'sessions') return [sessions];
    return sight.type === 'names' ? [identityOfNames(sight.name)] : identitiesSeen(sight, seeable);
  };
  const isAsBefore = ({ sight, identities }: Seen): boolean => {
    if (sight.type === 'sessions') return identities[0] === sessions;
    return sight.type === 'names'
      ? identities[0] === identityOfNames(sight.name)
      : areSeenAgain(identities, sight, seeable);
  };
  const tied = (drafts: readonly Draft[], section: IniSection, seen: readonly Seen[]) => {
    if (drafts.length === 0) return [];
    const known = new Set([section.identity, ...seen.flatMap(({ identities }) => identities)]);
    return loosen(drafts, section, document, known);
  };
  return {
    recall: (section) => {
      const known = kept.get(section.identity);
      if (!known || !holds(known.conditions, conditions) || !known.seen.every(isAsBefore)) return undefined;
      return placeAgain(known.drafts, document, sectionOf);
    },
    keep: (section, drafts, seen) => {
      const made = seen.includes(ALL)
        ? undefined
        : seen.map((sight) => ({ sight, identities: identitiesOfSight(sight) }));
      const loose = made && tied(drafts, section, made);
      kept.set(section.identity, loose && { conditions, seen: made, drafts: loose });
    },
  };
}

const NO_SESSIONS = {};

function holds(then: Conditions, now: Conditions): boolean {
  return (
    then === now ||
    (then.settings === now.settings && then.companion === now.companion && then.file === now.file)
  );
}
