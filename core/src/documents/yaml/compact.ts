import { isCollection, isMap, isPair, type CST, type Pair, type ParsedNode, type YAMLMap } from 'yaml';
import { blockIndent, NO_TOKENS } from './moved.ts';

/** A node as the parser leaves it, with the tokens that it was made of. */
interface WithTokens {
  srcToken?: unknown;
}

interface Item {
  readonly start: readonly CST.SourceToken[];
  readonly sep?: readonly CST.SourceToken[];
}

interface List {
  readonly type: string;
  readonly items?: readonly Item[];
}

/**
 * Lets go of the tokens that nobody asks for: of pairs, anchors, tags and indicators are left, of lists the dashes, of block
 * maps their indentation. All tokens together take several times the room of the nodes. The parser limits the depth.
 */
export function dropTokens(node: unknown): void {
  const held = node as WithTokens;
  if (isPair(node)) {
    const { key, value } = node as Pair<ParsedNode, ParsedNode | null>;
    held.srcToken &&= compactItem(held.srcToken as Item);
    dropTokens(key);
    if (value) dropTokens(value);
    return;
  }
  if (!isCollection(node)) {
    held.srcToken = undefined;
    return;
  }
  held.srcToken &&= isMap(node) ? compactMap(node as YAMLMap.Parsed) : compactList(held.srcToken as List);
  for (const item of node.items as readonly unknown[]) dropTokens(item);
}

function compactMap(map: YAMLMap.Parsed): unknown {
  return { type: map.srcToken?.type, indent: blockIndent(map), items: NO_TOKENS };
}

function compactList({ type, items = [] }: List): unknown {
  const dashes = type === 'block-seq' ? items : [];
  return { type, items: dashes.map(({ start }) => ({ start: telling(start) })) };
}

function compactItem({ start, sep }: Item): Item {
  return sep ? { start: telling(start), sep: telling(sep) } : { start: telling(start) };
}

/** White space and comments are nowhere asked for. Not by filtering: there is a token or two for each key of a file. */
function telling(tokens: readonly CST.SourceToken[]): readonly CST.SourceToken[] {
  let left: CST.SourceToken[] | undefined;
  for (const token of tokens) {
    const { type } = token;
    if (type === 'space' || type === 'newline' || type === 'comment') continue;
    if (left) left.push(token);
    else left = [token];
  }
  return left ?? NONE;
}

const NONE: readonly CST.SourceToken[] = [];
