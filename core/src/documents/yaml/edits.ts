import { isMap } from 'yaml';
import { range, type Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { pairEnd, pairStart } from './extent.ts';
import { appendInFlow, deleteInFlow } from './flow-edits.ts';
import type { YamlEntry } from './entry.ts';
import type { YamlDocument } from './nodes.ts';
import { renderBlock, renderFlow, type NewPair } from './render.ts';

/**
 * Edits of a YAML file as text. Each builder gives `undefined` where the place is not of a form that it can edit
 * without touching anything else; offsets refer to the text as parsed.
 */
export type YamlEdits = readonly TextEdit[] | undefined;

/** The pair that holds a map, with the map's own pairs: `env:`, `with:`, `permissions:`. */
export interface HeldMap {
  readonly holder: YamlEntry;
  readonly entries: readonly YamlEntry[];
}

/**
 * Deletes pairs of one map with their whole lines. Where none would be left the holder goes too, because many readers
 * (GitHub among them) refuse a key without a value.
 */
export function deletePairs(document: YamlDocument, map: HeldMap, doomed: readonly YamlEntry[]): YamlEdits {
  const [first] = doomed;
  if (!first) return [];
  if (!document.editable || doomed.some((entry) => entry.shared || entry.map !== first.map)) return undefined;
  const left = first.map.items.length - doomed.length;
  if (left <= 0) return deletePair(document, map.holder);
  return first.inFlow ? deleteInFlow(document, first.map, doomed) : deleteInBlock(document, first, doomed);
}

/** Deletes one pair with its whole lines; `undefined` where it is the only one of its map. */
export function deletePair(document: YamlDocument, entry: YamlEntry): YamlEdits {
  if (!document.editable || entry.shared || entry.map.items.length < 2) return undefined;
  return entry.inFlow ? deleteInFlow(document, entry.map, [entry]) : deleteInBlock(document, entry, [entry]);
}

/** Replaces a pair by others at the same indent. A comment behind its value spoke of the value, so it goes too. */
export function replacePair(document: YamlDocument, entry: YamlEntry, pairs: readonly NewPair[]): YamlEdits {
  const place = ownRange(document, entry);
  if (!document.editable || entry.shared || !place) return undefined;
  if (entry.inFlow) return [{ ...place, newText: renderFlow(pairs) }];
  const { text, lines } = document.source;
  const lineEnd = lines.lineEnd(lines.positionAt(place.end).line);
  if (!/^[ \t]*(?:#.*)?$/u.test(text.slice(place.end, lineEnd))) return undefined;
  return [{ start: place.start, end: lineEnd, newText: block(document, pairs, place.start) }];
}

/** Inserts pairs as lines of their own behind an entry, at its indent. */
export function insertPairsAfter(
  document: YamlDocument,
  entry: YamlEntry,
  pairs: readonly NewPair[],
): YamlEdits {
  const place = ownRange(document, entry);
  if (!document.editable || entry.shared || !place) return undefined;
  if (entry.inFlow) return [{ start: place.end, end: place.end, newText: `, ${renderFlow(pairs)}` }];
  const { source } = document;
  const indent = ' '.repeat(columnOf(document, place.start));
  const written = indent + block(document, pairs, place.start);
  const at = entry.lineRange.end;
  const closed = at > 0 && '\r\n'.includes(source.text[at - 1] ?? ' ');
  return [{ start: at, end: at, newText: closed ? written + source.eol : source.eol + written }];
}

/** Inserts pairs as lines of their own before an entry, at its indent. */
export function insertPairsBefore(
  document: YamlDocument,
  entry: YamlEntry,
  pairs: readonly NewPair[],
): YamlEdits {
  const place = ownRange(document, entry);
  if (!document.editable || entry.shared || !place) return undefined;
  if (entry.inFlow) return [{ start: place.start, end: place.start, newText: `${renderFlow(pairs)}, ` }];
  const indent = ' '.repeat(columnOf(document, place.start));
  // Behind a `-` the new pair takes the entry's place and the entry gets a line of its own.
  const newText = block(document, pairs, place.start) + document.source.eol + indent;
  return [{ start: place.start, end: place.start, newText }];
}

/** Adds pairs at the end of the map that an entry holds, in the style of that map (`{}` stays a flow map). */
export function appendPairs(document: YamlDocument, holder: YamlEntry, pairs: readonly NewPair[]): YamlEdits {
  const { node } = holder;
  if (!document.editable || holder.shared || !isMap(node)) return undefined;
  if (node.flow === true) return appendInFlow(document, node, pairs);
  const last = node.items.at(-1);
  if (!last) return undefined;
  const start = pairStart(last);
  const end = pairEnd(document.source, last);
  const { lines, text, eol } = document.source;
  const lineEnd = lines.lineEnd(lines.positionAt(end).line);
  if (!/^[ \t]*(?:#.*)?$/u.test(text.slice(end, lineEnd))) return undefined;
  const indent = ' '.repeat(columnOf(document, start));
  return [{ start: lineEnd, end: lineEnd, newText: eol + indent + block(document, pairs, start) }];
}

/** One level of indentation in this file: that of the first map below the root, or two spaces. */
export function indentUnit(document: YamlDocument): string {
  const root = document.trees[0]?.contents;
  if (isMap(root) && root.flow !== true) {
    for (const { value } of root.items) {
      if (!isMap(value) || value.flow === true) continue;
      const column = columnOf(document, value.range[0]) - columnOf(document, root.range[0]);
      if (column > 0 && column <= 8) return ' '.repeat(column);
    }
  }
  return '  ';
}

/** Column of an offset in UTF-16 units. */
export function columnOf(document: YamlDocument, offset: number): number {
  return document.source.lines.positionAt(offset).character;
}

function block(document: YamlDocument, pairs: readonly NewPair[], start: number): string {
  const indent = ' '.repeat(columnOf(document, start));
  return renderBlock(pairs, indent, indentUnit(document), document.source.eol);
}

/** The pair's own characters; `undefined` for explicit `? key` pairs and whatever else stands before the key. */
function ownRange(document: YamlDocument, entry: YamlEntry): Range | undefined {
  const pair = entry.map.items.find((one) => one.key.range[0] === entry.keyRange.start);
  if (!pair) return undefined;
  const start = pairStart(pair);
  const { text, lines } = document.source;
  if (text[start] === '?') return undefined;
  const before = text.slice(lines.lineStart(lines.positionAt(start).line), start);
  // A `-` list marker may stand before the key, also several: `- - key`.
  if (!entry.inFlow && !/^(?: |-(?= ))*$/u.test(before)) return undefined;
  return range(start, pairEnd(document.source, pair));
}

function deleteInBlock(document: YamlDocument, first: YamlEntry, doomed: readonly YamlEntry[]): YamlEdits {
  const ranges: Range[] = [];
  const gone = new Set(doomed.map((entry) => entry.keyRange.start));
  for (const entry of doomed) {
    const own = ownRange(document, entry);
    if (!own) return undefined;
    const behindDash = entry.lineRange.start === own.start && columnOf(document, own.start) > 0;
    ranges.push(behindDash ? range(own.start, nextStart(first, gone, own.end)) : entry.lineRange);
  }
  const merged = mergeTouching(ranges);
  if (merged.some((one) => losesComment(document, one, doomed))) return undefined;
  return merged.map((one) => ({ ...withoutOpenEnd(document, one), newText: '' }));
}

/** Where the first pair that stays begins, so that it moves up behind the `-`. */
function nextStart(first: YamlEntry, gone: ReadonlySet<number>, from: number): number {
  const next = first.map.items.find((pair) => pair.key.range[0] >= from && !gone.has(pair.key.range[0]));
  return next ? pairStart(next) : from;
}

function mergeTouching(ranges: readonly Range[]): readonly Range[] {
  const merged: Range[] = [];
  for (const one of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && one.start <= last.end)
      merged[merged.length - 1] = range(last.start, Math.max(last.end, one.end));
    else merged.push(one);
  }
  return merged;
}

/** A comment on a line of its own between pairs is the reader's; one behind a deleted value goes with it. */
function losesComment(document: YamlDocument, place: Range, doomed: readonly YamlEntry[]): boolean {
  return document.comments.some(
    (comment) =>
      comment.ownLine &&
      place.start <= comment.range.start &&
      comment.range.end <= place.end &&
      !doomed.some(
        ({ valueRange }) => valueRange.start <= comment.range.start && comment.range.end <= valueRange.end,
      ),
  );
}

/** At the end of a file without a final line ending, the ending before the deleted lines goes instead. */
function withoutOpenEnd({ source }: YamlDocument, place: Range): Range {
  const { text } = source;
  if (place.end < text.length || /[\r\n]$/u.test(text)) return place;
  const before = /\r?\n$/u.exec(text.slice(0, place.start))?.[0].length ?? 0;
  return range(place.start - before, place.end);
}
