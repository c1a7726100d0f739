import type { IniDocument, IniSection } from '../documents/ini/nodes.ts';
import { sectionAt } from '../documents/ini/section-at.ts';
import { contains, type Range } from '../text/range.ts';
import type { Draft } from './draft.ts';
import type { RelatedPlace } from './finding.ts';

/** A draft that is tied to sections and not to a version of the file. */
export interface LooseDraft {
  readonly draft: Omit<Draft, 'range' | 'related'>;
  readonly place: LooseRange;
  readonly related: readonly LoosePlace[];
}

/** A range that counts from the start of a section. */
interface LooseRange {
  readonly identity: object;
  readonly range: Range;
}

/** In the file itself, or in the companion, which stays as it is. */
type LoosePlace =
  { readonly message: RelatedPlace['message']; readonly own: LooseRange } | { readonly place: RelatedPlace };

/**
 * Ties what was said of a section to that section and to those of `known`, by their identities. `undefined` where
 * something is said of another place.
 */
export function loosen(
  drafts: readonly Draft[],
  section: IniSection,
  { uri, sections }: IniDocument,
  known: ReadonlySet<object>,
): readonly LooseDraft[] | undefined {
  const tie = (range: Range): LooseRange | undefined => {
    const target = contains(section.range, range) ? section : sectionAt(sections, range.start);
    if (!target || !known.has(target.identity) || !contains(target.range, range)) return undefined;
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

/** The drafts where their sections stand by now; `undefined` where one of these is gone. */
export function placeAgain(
  drafts: readonly LooseDraft[],
  document: IniDocument,
  sectionOf: (identity: object) => IniSection | undefined,
): readonly Draft[] | undefined {
  // Nothing was said of most sections.
  if (drafts.length === 0) return [];
  const placed: Draft[] = [];
  for (const { draft, place, related } of drafts) {
    const range = rangeNow(place, sectionOf);
    const others = related.map((one) => placeNow(one, document, sectionOf));
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

function placeNow(
  loose: LoosePlace,
  { uri, source }: IniDocument,
  sectionOf: (identity: object) => IniSection | undefined,
): RelatedPlace | undefined {
  if ('place' in loose) return loose.place;
  const range = rangeNow(loose.own, sectionOf);
  if (!range) return undefined;
  const { lines } = source;
  return {
    uri,
    range,
    start: lines.positionAt(range.start),
    end: lines.positionAt(range.end),
    message: loose.message,
  };
}

function rangeNow(
  { identity, range }: LooseRange,
  sectionOf: (identity: object) => IniSection | undefined,
): Range | undefined {
  const section = sectionOf(identity);
  return section && shifted(range, section.range.start);
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
