import type { KeylessDocument } from '../documents/keyless-document.ts';
import { contains, type Range } from '../text/range.ts';
import { explainedIn, type Draft } from './draft.ts';
import type { RelatedPlace } from './finding.ts';
import type { Part, Places } from './part.ts';

/** A draft that is tied to parts and not to a version of the file. */
export interface LooseDraft {
  readonly draft: Omit<Draft, 'range' | 'related'>;
  readonly place: LooseRange;
  readonly related: readonly LoosePlace[];
}

/** A range that counts from the start of a part. */
interface LooseRange {
  readonly identity: object;
  readonly range: Range;
}

/** In the file itself, or in another one, which stays as it is. */
type LoosePlace =
  { readonly message: RelatedPlace['message']; readonly own: LooseRange } | { readonly place: RelatedPlace };

export interface Ties {
  readonly document: KeylessDocument;
  readonly places: Places;
  /** The identities of parts that were looked at. */
  readonly known: ReadonlySet<object>;
}

/**
 * Ties what was said of a part to that part and to those that are known, by their identities. `undefined` where something
 * is said of another place.
 */
export function loosen(
  drafts: readonly Draft[],
  part: Part,
  { document: { uri }, places, known }: Ties,
): readonly LooseDraft[] | undefined {
  const tie = (range: Range): LooseRange | undefined => {
    const target = contains(part.range, range) ? part : places.at(range.start);
    if (!target || !contains(target.range, range)) return undefined;
    if (!known.has(target.identity) && !places.isLasting(target.identity)) return undefined;
    return { identity: target.identity, range: shifted(range, -target.range.start) };
  };
  const loose: LooseDraft[] = [];
  for (const { range, related, ...draft } of drafts) {
    const place = tie(range);
    const others = related.map((one): LoosePlace | undefined => {
      if (one.uri !== uri) return { place: one };
      const own = tie(one.range);
      return own && { message: one.message, own };
    });
    if (!place || others.includes(undefined)) return undefined;
    loose.push({ draft, place, related: others.filter((one) => one !== undefined) });
  }
  return loose;
}

/** The drafts where their parts stand by now; `undefined` where one of these is gone. */
export function placeAgain(
  drafts: readonly LooseDraft[],
  document: KeylessDocument,
  places: Places,
): readonly Draft[] | undefined {
  // Nothing was said of most parts.
  if (drafts.length === 0) return [];
  const placed: Draft[] = [];
  for (const { draft, place, related } of drafts) {
    const range = rangeNow(place, places);
    const others = related.map((one) => placeNow(one, document, places));
    if (!range || others.includes(undefined)) return undefined;
    const { ruleId, severity, message, key, tag } = draft;
    placed.push({
      ruleId,
      severity,
      message,
      range,
      related: others.filter((one) => one !== undefined),
      key,
      tag,
    });
  }
  return placed;
}

function placeNow(loose: LoosePlace, document: KeylessDocument, places: Places): RelatedPlace | undefined {
  if ('place' in loose) return loose.place;
  const range = rangeNow(loose.own, places);
  return range && explainedIn(document, range, loose.message);
}

function rangeNow({ identity, range }: LooseRange, places: Places): Range | undefined {
  const part = places.of(identity);
  return part && shifted(range, part.range.start);
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
