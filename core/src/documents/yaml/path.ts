import { isAlias, isMap, isNode, isScalar, isSeq, type ParsedNode, type YAMLMap } from 'yaml';
import { range, type Range } from '../../text/range.ts';
import { scalarOf, YamlEntry, type Reached } from './entry.ts';
import { contentEnd, dashOf, isFlow } from './extent.ts';
import type { YamlDocument, YamlItem } from './nodes.ts';

/** Maps that one map may take in through merge keys; more is a bomb. */
const MOST_MERGED_MAPS = 50;

/** The value of the first document of a file; `undefined` for an empty or unreadable one. */
export function rootOf(document: YamlDocument): Reached | undefined {
  return reach(document, document.trees[0]?.contents, false);
}

/** Follows an alias. An alias stands for a node, never for another alias, so one step is enough. */
function reach(
  document: YamlDocument,
  node: ParsedNode | null | undefined,
  shared: boolean,
): Reached | undefined {
  if (!node) return undefined;
  const { targets, aliased } = document.structure;
  if (!isAlias(node)) return { node, shared: shared || aliased.has(node) };
  const target = targets.get(node);
  return target && { node: target, shared: true };
}

/**
 * The pairs of a map: those written in it, then those that come through merge keys and are not overridden. Pairs whose
 * key is no plain text, and the merge keys themselves, are left out. A key that stands twice gives two entries.
 */
export function entriesOf(document: YamlDocument, place: Reached | undefined): readonly YamlEntry[] {
  if (!place || !isMap(place.node)) return [];
  const own = ownEntries(document, place.node, place.shared);
  const merged = mergedMaps(document, place.node);
  if (merged.length === 0) return own;
  const names = new Set(own.map((entry) => entry.key));
  const all = [...own];
  for (const map of merged) {
    for (const entry of ownEntries(document, map, true)) {
      if (names.has(entry.key)) continue;
      names.add(entry.key);
      all.push(entry);
    }
  }
  return all;
}

/** The pairs that are written in a map itself. */
export function ownEntries(
  document: YamlDocument,
  map: YAMLMap.Parsed,
  shared: boolean,
): readonly YamlEntry[] {
  const entries: YamlEntry[] = [];
  for (const pair of map.items) {
    if (!isScalar(pair.key) || pair.key.source === '<<') continue;
    const value = reach(document, pair.value, shared);
    entries.push(new YamlEntry(document, map, pair, { value, shared }));
  }
  return entries;
}

/** The pairs of the map that an entry's value is; none for other values. */
export function childEntries(document: YamlDocument, entry: YamlEntry | undefined): readonly YamlEntry[] {
  return entriesOf(document, valueOf(entry));
}

/** The items of the list that an entry's value is; none for other values. */
export function childItems(document: YamlDocument, entry: YamlEntry | undefined): readonly YamlItem[] {
  return itemsOf(document, valueOf(entry));
}

/** An entry's value as a place to go on from. */
export function valueOf(entry: YamlEntry | YamlItem | undefined): Reached | undefined {
  return entry?.node && { node: entry.node, shared: entry.shared };
}

/** The entry of a name; the last one where a key stands twice, as lenient readers take it. */
export function entryNamed(entries: readonly YamlEntry[], key: string): YamlEntry | undefined {
  return entries.findLast((entry) => entry.key === key);
}

/** Goes down from the root by keys; `undefined` where one is missing. */
export function findEntry(document: YamlDocument, path: readonly string[]): YamlEntry | undefined {
  let place = rootOf(document);
  let found: YamlEntry | undefined;
  for (const key of path) {
    found = entryNamed(entriesOf(document, place), key);
    place = valueOf(found);
  }
  return found;
}

/** The items of a list. */
export function itemsOf(document: YamlDocument, place: Reached | undefined): readonly YamlItem[] {
  if (!place || !isSeq(place.node)) return [];
  const list = place.node;
  // A tag such as `!!omap` makes pairs of a list's items: nothing that is read here.
  const items: readonly unknown[] = list.items;
  return list.items.flatMap((item, index) =>
    isNode(items[index])
      ? [itemOf(document, item, isFlow(list) ? undefined : dashOf(list, index), place.shared)]
      : [],
  );
}

function itemOf(
  document: YamlDocument,
  item: ParsedNode,
  dash: Range | undefined,
  shared: boolean,
): YamlItem {
  const { source } = document;
  const reached = reach(document, item, shared);
  return {
    node: reached?.node,
    scalar: reached && scalarOf(document, reached.node, undefined),
    range: range(dash?.start ?? item.range[0], Math.max(contentEnd(source, item), dash?.end ?? 0)),
    dashColumn: dash && source.lines.positionAt(dash.start).character,
    shared: reached?.shared ?? true,
  };
}

/** A pair and the keys and places that lead to its value. */
export interface PlacedEntry {
  readonly entry: YamlEntry;
  readonly path: readonly (string | number)[];
}

/** All pairs that are written in a file's first document, in its order; aliases are not followed. */
export function writtenEntries(document: YamlDocument): readonly PlacedEntry[] {
  const found: PlacedEntry[] = [];
  const visit = (node: unknown, path: readonly (string | number)[]): void => {
    if (isMap(node)) {
      for (const entry of ownEntries(document, node as YAMLMap.Parsed, false)) {
        const below = [...path, entry.key];
        found.push({ entry, path: below });
        // Behind an alias stands what is written elsewhere.
        if (entry.node && entry.valueRange.start <= entry.node.range[0]) visit(entry.node, below);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of (node.items as readonly unknown[]).entries()) visit(item, [...path, index]);
    }
  };
  visit(document.trees[0]?.contents, []);
  return found;
}

/** All maps that the merge keys of a map take in, nearest first, each once: cycles end here. */
function mergedMaps(document: YamlDocument, map: YAMLMap.Parsed): readonly YAMLMap.Parsed[] {
  const seen = new Set<ParsedNode>([map]);
  const merged: YAMLMap.Parsed[] = [];
  const take = (node: ParsedNode | null | undefined): void => {
    const target = reach(document, node, true)?.node;
    if (!target || seen.has(target) || merged.length >= MOST_MERGED_MAPS) return;
    seen.add(target);
    if (isSeq(target)) for (const item of target.items) take(item);
    if (!isMap(target)) return;
    merged.push(target);
    takeMerges(target);
  };
  const takeMerges = (from: YAMLMap.Parsed): void => {
    for (const pair of from.items) if (isScalar(pair.key) && pair.key.source === '<<') take(pair.value);
  };
  takeMerges(map);
  return merged;
}
