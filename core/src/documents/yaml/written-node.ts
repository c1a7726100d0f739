import type { ParsedNode } from 'yaml';
import type { Range } from '../../text/range.ts';
import type { YamlEntry } from './entry.ts';
import type { YamlItem } from './nodes.ts';

/** The value of a pair that is written where it stands; `undefined` for one that comes through an alias. */
export function writtenNode({ node, valueRange }: YamlEntry): ParsedNode | undefined {
  return node && isInside(node, valueRange) ? node : undefined;
}

/** Whether an item is written where it stands, and does not come through an alias. */
export function isWritten({ node, range }: YamlItem): boolean {
  return node !== undefined && isInside(node, range);
}

function isInside(node: ParsedNode, place: Range): boolean {
  return place.start <= node.range[0] && node.range[0] <= place.end;
}
