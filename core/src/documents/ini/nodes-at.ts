import type { IniDocument, IniEntry, IniSection } from './nodes.ts';

/** The section that an offset lies in, from its header's line on; `undefined` before the first header. */
export function sectionAt({ sections }: IniDocument, offset: number): IniSection | undefined {
  return lastAtOrBefore(sections, offset, ({ range }) => range.start);
}

/** The entry whose key stands on a line; `undefined` where there is none. */
export function entryOnLine(
  { source }: IniDocument,
  { entries }: IniSection,
  line: number,
): IniEntry | undefined {
  const entry = lastAtOrBefore(entries, source.lines.lineEnd(line), ({ keyRange }) => keyRange.start);
  return entry && entry.keyRange.start >= source.lines.lineStart(line) ? entry : undefined;
}

/** Binary search in what is in document order. */
function lastAtOrBefore<Node>(
  nodes: readonly Node[],
  offset: number,
  startOf: (node: Node) => number,
): Node | undefined {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const node = nodes[middle];
    if (node !== undefined && startOf(node) <= offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}
