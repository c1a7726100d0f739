import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  type Alias,
  type CST,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { ParsedPair } from './extent.ts';

/** How the `yaml` package tells its nodes apart; its guards ask for nothing else. */
const NODE_TYPE = Symbol.for('yaml.node.type');
const SCALAR = Symbol.for('yaml.scalar');
const ALIAS = Symbol.for('yaml.alias');
const MAP = Symbol.for('yaml.map');
const SEQ = Symbol.for('yaml.seq');
const PAIR = Symbol.for('yaml.pair');

type Extent = ParsedNode['range'];

/** The pair as it stands so many UTF-16 units further down. What is in it is made when it is first asked for. */
export function movePair(pair: ParsedPair, by: number): ParsedPair {
  if (pair instanceof MovedPair) return movePair(pair.origin, pair.by + by);
  return by === 0 ? pair : (new MovedPair(pair, by) as unknown as ParsedPair);
}

/** What a node was where it was read: the same object in all versions of a file that have taken the node over. */
export function originOf(node: ParsedNode): object {
  return node instanceof MovedNode ? (node.origin as object) : node;
}

/** A block map like another one, whose pairs were read at different times. */
export function joinMap(like: YAMLMap.Parsed, range: Extent, items: readonly ParsedPair[]): YAMLMap.Parsed {
  return new JoinedMap(range, items, blockIndent(like)) as unknown as YAMLMap.Parsed;
}

/** A pair with another value. */
export function joinPair(pair: ParsedPair, value: ParsedNode): ParsedPair {
  return new JoinedPair(pair, value) as unknown as ParsedPair;
}

/**
 * The column in which the parser wants the keys of a block map; `undefined` for another one, and for one with something
 * between its pairs that is none: the end of the map is then not where it is.
 */
export function blockIndent({ srcToken, items }: YAMLMap.Parsed): number | undefined {
  if (srcToken?.type !== 'block-map') return undefined;
  const others = srcToken.items.length - items.length;
  const isAtEnd = others === 1 && srcToken.items.at(-1)?.sep === undefined;
  return others === 0 || isAtEnd || srcToken.items === NO_TOKENS ? srcToken.indent : undefined;
}

/** Stands for the tokens of a map that had nothing between its pairs. */
export const NO_TOKENS: CST.BlockMap['items'] = [];

class JoinedMap {
  readonly range: Extent;
  readonly items: readonly ParsedPair[];
  readonly srcToken: Pick<CST.BlockMap, 'type' | 'items'> & { readonly indent: number | undefined };

  constructor(range: Extent, items: readonly ParsedPair[], indent: number | undefined) {
    this.range = range;
    this.items = items;
    this.srcToken = { type: 'block-map', indent, items: NO_TOKENS };
  }

  get [NODE_TYPE](): symbol {
    return MAP;
  }
}

class JoinedPair {
  readonly key: ParsedNode;
  readonly value: ParsedNode;
  readonly srcToken: ParsedPair['srcToken'];

  constructor({ key, srcToken }: ParsedPair, value: ParsedNode) {
    this.key = key;
    this.value = value;
    this.srcToken = srcToken;
  }

  get [NODE_TYPE](): symbol {
    return PAIR;
  }
}

/** A value elsewhere. These are classes because V8 makes their objects ten times as fast as the package's own. */
abstract class MovedNode<Origin extends ParsedNode> {
  readonly origin: Origin;
  readonly by: number;
  readonly range: Extent;

  constructor(origin: Origin, by: number) {
    const [start, end, last] = origin.range;
    this.origin = origin;
    this.by = by;
    this.range = [start + by, end + by, last + by];
  }

  get anchor(): string | undefined {
    return 'anchor' in this.origin ? this.origin.anchor : undefined;
  }

  get tag(): string | undefined {
    return this.origin.tag;
  }
}

class MovedScalar extends MovedNode<Scalar.Parsed> {
  get [NODE_TYPE](): symbol {
    return SCALAR;
  }

  get source(): string {
    return this.origin.source;
  }

  get value(): unknown {
    return this.origin.value;
  }

  get type(): unknown {
    return this.origin.type;
  }
}

class MovedAlias extends MovedNode<Alias.Parsed> {
  get [NODE_TYPE](): symbol {
    return ALIAS;
  }

  get source(): string {
    return this.origin.source;
  }
}

abstract class MovedCollection extends MovedNode<YAMLMap.Parsed | YAMLSeq.Parsed> {
  #items: readonly unknown[] | undefined;

  get items(): readonly unknown[] {
    const { origin, by } = this;
    return (this.#items ??= (origin.items as readonly unknown[]).map((item) => moveItem(item, by)));
  }

  get flow(): boolean | undefined {
    return this.origin.flow;
  }
}

class MovedMap extends MovedCollection {
  get [NODE_TYPE](): symbol {
    return MAP;
  }
}

class MovedList extends MovedCollection {
  #srcToken: unknown;

  get [NODE_TYPE](): symbol {
    return SEQ;
  }

  /** The dashes of a block list; of one in brackets, that it is one. */
  get srcToken(): unknown {
    const token = this.origin.srcToken;
    if (token === undefined || !('items' in token)) return token;
    return (this.#srcToken ??= {
      type: token.type,
      items: token.items.map(({ start }) => ({ start: moveTokens(start, this.by) })),
    });
  }
}

class MovedPair {
  readonly origin: ParsedPair;
  readonly by: number;
  #key: ParsedNode | undefined;
  #value: ParsedNode | undefined;
  #srcToken: unknown;

  constructor(origin: ParsedPair, by: number) {
    this.origin = origin;
    this.by = by;
  }

  get [NODE_TYPE](): symbol {
    return PAIR;
  }

  get key(): ParsedNode {
    return (this.#key ??= moveNode(this.origin.key, this.by));
  }

  get value(): ParsedNode | null {
    const { value } = this.origin;
    return value && (this.#value ??= moveNode(value, this.by));
  }

  get srcToken(): unknown {
    const token = this.origin.srcToken;
    if (!token) return undefined;
    const { start, sep } = token;
    return (this.#srcToken ??= {
      start: moveTokens(start, this.by),
      ...(sep && { sep: moveTokens(sep, this.by) }),
    });
  }
}

function moveItem(item: unknown, by: number): unknown {
  return isPair(item) ? movePair(item as ParsedPair, by) : moveNode(item as ParsedNode, by);
}

function moveNode(node: ParsedNode, by: number): ParsedNode {
  if (node instanceof MovedNode) return moveNode(node.origin as ParsedNode, node.by + by);
  if (by === 0) return node;
  return makeMoved(node, by) as unknown as ParsedNode;
}

function makeMoved(node: ParsedNode, by: number): MovedNode<ParsedNode> {
  if (isScalar(node)) return new MovedScalar(node, by);
  if (isAlias(node)) return new MovedAlias(node, by);
  return isMap(node) ? new MovedMap(node, by) : new MovedList(node, by);
}

/** White space and comments are nowhere asked for. Not by spreading: there is a token or two for each key of a file. */
function moveTokens(tokens: readonly CST.SourceToken[], by: number): readonly CST.SourceToken[] {
  const moved: CST.SourceToken[] = [];
  for (const { type, offset, indent, source } of tokens) {
    if (type === 'space' || type === 'newline' || type === 'comment') continue;
    moved.push({ type, offset: offset + by, indent, source });
  }
  return moved;
}
