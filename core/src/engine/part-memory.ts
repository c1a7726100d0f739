import { ALL, type Sight } from '../aws/witness.ts';
import type { KeylessDocument } from '../documents/keyless-document.ts';
import type { Draft } from './draft.ts';
import { holds, type Conditions, type KeptParts, type Seen } from './kept-parts.ts';
import { loosen, placeAgain } from './loose-draft.ts';
import type { Part, Places } from './part.ts';

/** What is known of the parts of one version of a file. */
export interface PartMemory {
  /** What was said of a part, if it would be said again. */
  recall(part: Part): readonly Draft[] | undefined;
  /** Keeps what was said of a part while `seen` was seen, if that can be told from the parts alone. */
  keep(part: Part, drafts: readonly Draft[], seen: readonly Sight[]): void;
}

/** What is seen in a version of a file by who looks for it. */
export interface Sights {
  /** Stands for the version, and holds nothing of it. */
  readonly version: object;
  /** Stands for the version before, if that is of use. */
  readonly before: object | undefined;
  identitiesOf(sight: Sight): readonly object[];
  /** Asked for each part at each edit. `isRecent`: it was so in the version before, so only what has changed since matters. */
  isAsBefore(seen: Seen, isRecent: boolean): boolean;
}

/** Keeps nothing. */
export const NO_MEMORY: PartMemory = { recall: () => undefined, keep: () => undefined };

export interface MemoryInit {
  readonly kept: KeptParts;
  readonly conditions: Conditions;
  readonly document: KeylessDocument;
  readonly places: Places;
  readonly sights: Sights;
}

export function openMemory({ kept, conditions, document, places, sights }: MemoryInit): PartMemory {
  const tied = (drafts: readonly Draft[], part: Part, seen: readonly Seen[]) => {
    if (drafts.length === 0) return [];
    const known = new Set([part.identity, ...seen.flatMap(({ identities }) => identities)]);
    return loosen(drafts, part, { document, places, known });
  };
  return {
    recall: (part) => {
      const known = kept.get(part.identity);
      if (!known || !holds(known.conditions, conditions)) return undefined;
      const isRecent = known.heldIn === sights.before;
      for (const seen of known.seen) if (!sights.isAsBefore(seen, isRecent)) return undefined;
      known.heldIn = sights.version;
      return placeAgain(known.drafts, part, document, places);
    },
    keep: (part, drafts, seen) => {
      const made = seen.includes(ALL)
        ? undefined
        : seen.map((sight) => ({ sight, identities: sights.identitiesOf(sight) }));
      const loose = made && tied(drafts, part, made);
      kept.set(part.identity, loose && { conditions, seen: made, drafts: loose, heldIn: sights.version });
    },
  };
}
