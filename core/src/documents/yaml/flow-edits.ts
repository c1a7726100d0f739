import type { YAMLMap } from 'yaml';
import type { TextEdit } from '../../text/text-edit.ts';
import { pairEnd, pairStart } from './extent.ts';
import type { YamlEntry } from './entry.ts';
import type { YamlDocument } from './nodes.ts';
import { renderFlow, type NewPair } from './render.ts';

/** Deletes pairs of a flow map, each with one comma; `undefined` where a comment stands between them. */
export function deleteInFlow(
  document: YamlDocument,
  map: YAMLMap.Parsed,
  doomed: readonly YamlEntry[],
): readonly TextEdit[] | undefined {
  const { source } = document;
  // `[key: value]` is a list with a pair in it, not a map with brackets of its own.
  if (source.text[map.range[0]] !== '{') return undefined;
  const starts = map.items.map(pairStart);
  const ends = map.items.map((pair) => pairEnd(source, pair));
  const gone = map.items.map((pair) => doomed.some((entry) => entry.keyRange.start === pair.key.range[0]));
  const edits: TextEdit[] = [];
  for (let first = 0; first < gone.length; first += 1) {
    if (gone[first] !== true) continue;
    let last = first;
    while (gone[last + 1] === true) last += 1;
    const stays = starts[last + 1];
    // The comma behind goes where a pair follows, else the comma before: no pair is left with two or none.
    const start = stays === undefined ? ends[first - 1] : starts[first];
    const end = stays ?? ends[last];
    if (start === undefined || end === undefined || hasComment(document, start, end)) return undefined;
    edits.push({ start, end, newText: '' });
    first = last;
  }
  return edits;
}

/** Adds pairs before the closing brace of a flow map. */
export function appendInFlow(
  document: YamlDocument,
  map: YAMLMap,
  pairs: readonly NewPair[],
): readonly TextEdit[] | undefined {
  const { source } = document;
  if (!map.range) return undefined;
  const [start, end] = map.range;
  if (source.text[start] !== '{' || source.text[end - 1] !== '}') return undefined;
  const last = (map as YAMLMap.Parsed).items.at(-1);
  if (!last) {
    if (source.text.slice(start + 1, end - 1).trim() !== '') return undefined;
    return [{ start, end, newText: `{ ${renderFlow(pairs)} }` }];
  }
  const at = pairEnd(source, last);
  return [{ start: at, end: at, newText: `, ${renderFlow(pairs)}` }];
}

function hasComment(document: YamlDocument, start: number, end: number): boolean {
  return document.comments.some((comment) => start <= comment.range.start && comment.range.end <= end);
}
