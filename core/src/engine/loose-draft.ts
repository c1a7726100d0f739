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
type LoosePlace = OwnPlace | { readonly place: RelatedPlace };

interface OwnPlace {
  readonly message: RelatedPlace['message'];
  readonly own: LooseRange;
}

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

/** What was said of a part, where that and the parts it is about stand by now; `undefined` where one of these is gone. */
export function placeAgain(
  drafts: readonly LooseDraft[],
  part: Part,
  document: KeylessDocument,
  places: Places,
): readonly Draft[] | undefined {
  // Nothing was said of most parts.
  if (drafts.length === 0) return NO_DRAFTS;
  const placed: Draft[] = [];
  for (const { draft, place, related } of drafts) {
    const range = rangeNow(place, part, places);
    const others = related.length === 0 ? NO_PLACES : placeRelated(related, part, document, places);
    if (!range || !others) return undefined;
    const { ruleId, severity, message, key, tag } = draft;
    placed.push({
      ruleId,
      severity,
      message,
      range,
      related: others,
      key,
      tag,
    });
  }
  return placed;
}

const NO_DRAFTS: readonly Draft[] = [];
const NO_PLACES: readonly RelatedPlace[] = [];

function placeRelated(
  related: readonly LoosePlace[],
  part: Part,
  document: KeylessDocument,
  places: Places,
): readonly RelatedPlace[] | undefined {
  const placed: RelatedPlace[] = [];
  for (const loose of related) {
    const place = 'place' in loose ? loose.place : ownPlaceNow(loose, part, document, places);
    if (!place) return undefined;
    placed.push(place);
  }
  return placed;
}

function ownPlaceNow(
  { own, message }: OwnPlace,
  part: Part,
  document: KeylessDocument,
  places: Places,
): RelatedPlace | undefined {
  const range = rangeNow(own, part, places);
  return range && explainedIn(document, range, message);
}

/** Nearly all is said of the part itself, whose place need not be looked up. */
function rangeNow({ identity, range }: LooseRange, part: Part, places: Places): Range | undefined {
  const target = identity === part.identity ? part : places.of(identity);
  return target && shifted(range, target.range.start);
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
