import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Alias,
  type Pair,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import { range, type Range } from '../../text/range.ts';
import { originOf } from './moved.ts';
import type { YamlStructure, YamlTree } from './nodes.ts';

/** Maps and lists in which there is nothing to find, in whatever version of their file: these are not walked again. */
const PLAIN = new WeakSet<object>();

/** How deep the maps and lists stand that are worth being remembered: jobs, and the keys beside them. */
const DEEPEST_REMEMBERED = 2;

interface Collected {
  /** How many anchors there are. */
  anchors: number;
  readonly targets: Map<Alias, ParsedNode>;
  readonly aliased: Set<ParsedNode>;
  readonly aliases: Range[];
  readonly mergeKeys: Range[];
  readonly tagged: Range[];
  readonly duplicates: Range[];
}

/**
 * Walks the trees once, following no alias: linear whatever the aliases would expand to. The parser limits the depth,
 * so recursion is safe.
 */
export function readStructure(trees: readonly YamlTree[]): YamlStructure {
  const found: Collected = {
    anchors: 0,
    targets: new Map(),
    aliased: new Set(),
    aliases: [],
    mergeKeys: [],
    tagged: [],
    duplicates: [],
  };
  for (const tree of trees) {
    // Anchors belong to their document; a name may be given again, and aliases mean the last one before them.
    if (tree.contents) visit(tree.contents, new Map(), found, 0);
  }
  const { targets, aliased, aliases, mergeKeys, tagged, duplicates } = found;
  return { targets, aliased, aliases, mergeKeys, tagged, duplicates };
}

type Anchors = Map<string, ParsedNode>;

function visit(node: ParsedNode, anchors: Anchors, found: Collected, depth: number): void {
  if (depth > DEEPEST_REMEMBERED || !isCollection(node)) {
    visitNode(node, anchors, found, depth);
    return;
  }
  const origin = originOf(node);
  if (PLAIN.has(origin)) return;
  const before = countOf(found);
  visitNode(node, anchors, found, depth);
  if (countOf(found) === before) PLAIN.add(origin);
}

function countOf({ anchors, aliases, mergeKeys, tagged, duplicates }: Collected): number {
  return anchors + aliases.length + mergeKeys.length + tagged.length + duplicates.length;
}

function visitNode(node: ParsedNode, anchors: Anchors, found: Collected, depth: number): void {
  if (isAlias(node)) {
    const target = anchors.get(node.source);
    found.aliases.push(range(node.range[0], node.range[1]));
    if (!target) return;
    found.targets.set(node, target);
    found.aliased.add(target);
    return;
  }
  if (node.anchor !== undefined) {
    anchors.set(node.anchor, node);
    found.anchors += 1;
  }
  if (node.tag !== undefined && !isDefaultTag(node)) found.tagged.push(range(node.range[0], node.range[1]));
  if (isMap(node)) visitMap(node, anchors, found, depth);
  else if (isCollection(node))
    for (const item of node.items as unknown[]) visitItem(item, anchors, found, depth);
}

/** Collections get their default tag even where none is written. */
function isDefaultTag(node: ParsedNode): boolean {
  return isCollection(node) && (node.tag === 'tag:yaml.org,2002:map' || node.tag === 'tag:yaml.org,2002:seq');
}

/** A list's items are nodes, but a tag such as `!!pairs` makes pairs of them. */
function visitItem(item: unknown, anchors: Anchors, found: Collected, depth: number): void {
  if (!isPair(item)) {
    visit(item as ParsedNode, anchors, found, depth + 1);
    return;
  }
  const pair = item as Pair<ParsedNode, ParsedNode | null>;
  visit(pair.key, anchors, found, depth + 1);
  if (pair.value) visit(pair.value, anchors, found, depth + 1);
}

function visitMap(map: YAMLMap.Parsed, anchors: Anchors, found: Collected, depth: number): void {
  const { items } = map;
  // A set takes longer to make than to look at some keys.
  const keys = items.length > FEW_KEYS ? new Set<string>() : undefined;
  let index = 0;
  for (const pair of items) {
    const { key } = pair;
    if (isScalar(key)) {
      const text = key.source;
      const isRepeated = keys ? keys.has(text) : isKeyBefore(items, index, text);
      if (text === '<<') found.mergeKeys.push(range(key.range[0], key.range[1]));
      else if (isRepeated) found.duplicates.push(range(key.range[0], key.range[1]));
      keys?.add(text);
    }
    visitItem(pair, anchors, found, depth);
    index += 1;
  }
}

const FEW_KEYS = 8;

function isKeyBefore(items: YAMLMap.Parsed['items'], end: number, text: string): boolean {
  for (let index = 0; index < end; index += 1) {
    const key = items[index]?.key;
    if (isScalar(key) && key.source === text) return true;
  }
  return false;
}
