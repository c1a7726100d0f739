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
import type { YamlStructure, YamlTree } from './nodes.ts';

interface Collected {
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
    targets: new Map(),
    aliased: new Set(),
    aliases: [],
    mergeKeys: [],
    tagged: [],
    duplicates: [],
  };
  for (const tree of trees) {
    // Anchors belong to their document; a name may be given again, and aliases mean the last one before them.
    if (tree.contents) visit(tree.contents, new Map(), found);
  }
  return found;
}

function visit(node: ParsedNode, anchors: Map<string, ParsedNode>, found: Collected): void {
  if (isAlias(node)) {
    const target = anchors.get(node.source);
    found.aliases.push(range(node.range[0], node.range[1]));
    if (!target) return;
    found.targets.set(node, target);
    found.aliased.add(target);
    return;
  }
  if (node.anchor !== undefined) anchors.set(node.anchor, node);
  if (node.tag !== undefined && !isDefaultTag(node)) found.tagged.push(range(node.range[0], node.range[1]));
  if (isMap(node)) visitMap(node, anchors, found);
  else if (isCollection(node)) for (const item of node.items as unknown[]) visitItem(item, anchors, found);
}

/** Collections get their default tag even where none is written. */
function isDefaultTag(node: ParsedNode): boolean {
  return isCollection(node) && (node.tag === 'tag:yaml.org,2002:map' || node.tag === 'tag:yaml.org,2002:seq');
}

/** A list's items are nodes, but a tag such as `!!pairs` makes pairs of them. */
function visitItem(item: unknown, anchors: Map<string, ParsedNode>, found: Collected): void {
  if (!isPair(item)) {
    visit(item as ParsedNode, anchors, found);
    return;
  }
  const pair = item as Pair<ParsedNode, ParsedNode | null>;
  visit(pair.key, anchors, found);
  if (pair.value) visit(pair.value, anchors, found);
}

function visitMap(map: YAMLMap.Parsed, anchors: Map<string, ParsedNode>, found: Collected): void {
  const keys = new Set<string>();
  for (const pair of map.items) {
    const { key } = pair;
    if (isScalar(key)) {
      const text = key.source;
      const place = range(key.range[0], key.range[1]);
      if (text === '<<') found.mergeKeys.push(place);
      else if (keys.has(text)) found.duplicates.push(place);
      keys.add(text);
    }
    visitItem(pair, anchors, found);
  }
}
