import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type CST,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { range, type Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import { styleOf } from './scalars.ts';

/** A pair as the parser makes it: the key is always a node, the value is missing in `{ key }`. */
export type ParsedPair = Pair<ParsedNode, ParsedNode | null>;

/** Offset behind a node's last character of content: comments, blank lines and the line ending behind it left out. */
export function contentEnd(source: SourceText, node: ParsedNode): number {
  if (isAlias(node)) return node.range[1];
  if (isScalar(node)) return scalarEnd(source, node);
  if (node.flow === true) return node.range[1];
  if (isMap(node)) {
    const last = node.items.at(-1);
    return last ? pairEnd(source, last) : node.range[1];
  }
  // YAML 1.1's `!!omap` makes pairs of a list's items.
  const last: unknown = node.items.at(-1);
  if (!isNode(last)) return node.range[1];
  return Math.max(contentEnd(source, last as ParsedNode), dashOf(node, node.items.length - 1)?.end ?? 0);
}

/** A block scalar's range goes to the start of the next line, blank lines that `+` keeps included. */
function scalarEnd({ text }: SourceText, node: Scalar.Parsed): number {
  const [start, end] = node.range;
  const style = styleOf(node);
  if (style !== 'literal' && style !== 'folded') return end;
  const header = /^[|>][0-9+-]*/u.exec(text.slice(start, start + 4))?.[0] ?? '';
  let at = end;
  if (header.includes('+')) {
    if (text[at - 1] === '\n') at -= 1;
    return text[at - 1] === '\r' ? at - 1 : at;
  }
  while (at > start + header.length && ' \t\r\n'.includes(text[at - 1] ?? '')) at -= 1;
  return at;
}

/** Offset behind a pair's last character: of its value, or of the colon or key where there is none. */
export function pairEnd(source: SourceText, pair: ParsedPair): number {
  const keyEnd = pair.key.range[1];
  const indicator = tokenEnd(pair.srcToken?.sep ?? []) ?? keyEnd;
  return pair.value && !isNull(pair.value) ? contentEnd(source, pair.value) : Math.max(keyEnd, indicator);
}

/** Whether nothing is written for a value: its range is empty and stands somewhere behind the colon. */
export function isNull(node: ParsedNode): boolean {
  return isScalar(node) && node.range[0] === node.range[1];
}

/** Offset of a pair's first character: of its key, or of the anchor, tag or `?` before it. */
export function pairStart(pair: ParsedPair): number {
  const first = pair.srcToken?.start.find(
    ({ type }) => type === 'anchor' || type === 'tag' || type === 'explicit-key-ind',
  );
  return Math.min(first?.offset ?? pair.key.range[0], pair.key.range[0]);
}

/** Where the colon of a pair ends; `undefined` for a key without one. */
export function colonEnd(pair: ParsedPair): number | undefined {
  return tokenEnd((pair.srcToken?.sep ?? []).filter(({ type }) => type === 'map-value-ind'));
}

/** The `-` of a block list's item. */
export function dashOf(list: YAMLSeq, index: number): Range | undefined {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') return undefined;
  // Comment-only items at the end of a list are tokens without a node; they never have a dash.
  const dash = token.items[index]?.start.find(({ type }) => type === 'seq-item-ind');
  return dash && range(dash.offset, dash.offset + 1);
}

/** From the start of the first line to the end of the last one, its ending included. */
export function wholeLines({ lines, text }: SourceText, start: number, end: number): Range {
  const first = lines.lineStart(lines.positionAt(start).line);
  const next = lines.positionAt(end).line + 1;
  const from = text.slice(first, start).trim() === '' ? first : start;
  return range(from, next < lines.lineCount ? lines.lineStart(next) : text.length);
}

/** Whether a map or list is written with brackets. */
export function isFlow(node: YAMLMap | YAMLSeq): boolean {
  return node.flow === true || (isSeq(node) && node.srcToken?.type === 'flow-collection');
}

function tokenEnd(tokens: readonly CST.SourceToken[]): number | undefined {
  const last = tokens.findLast(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment');
  return last && last.offset + last.source.length;
}
