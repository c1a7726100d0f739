import { isAlias, isScalar, type ParsedNode, type YAMLMap } from 'yaml';
import { range, type Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import {
  colonEnd,
  contentEnd,
  isFlow,
  isNull,
  pairEnd,
  pairStart,
  wholeLines,
  type ParsedPair,
} from './extent.ts';
import type { YamlDocument, YamlScalar } from './nodes.ts';
import { styleOf, wrapText } from './scalars.ts';

/** A node as it is reached: through an alias, or inside an anchored node, it is shared with other places. */
export interface Reached {
  readonly node: ParsedNode;
  readonly shared: boolean;
}

/**
 * One pair of a map, with what is needed to judge and to edit it. Where it ends is looked up when it is asked for: what
 * is judged is mostly keys and texts.
 */
export class YamlEntry {
  readonly key: string;
  readonly keyRange: Range;
  /** The scalar's text after YAML's own unescaping; `undefined` for maps, lists and unresolved aliases. */
  readonly scalar: YamlScalar | undefined;
  /** The value stands in an anchored node or comes through an alias, so that an edit would change other places. */
  readonly shared: boolean;
  /** The value, behind an alias where it is one; `undefined` for a null without a node and for unresolved aliases. */
  readonly node: ParsedNode | undefined;
  /** The map in which the pair is written. */
  readonly map: YAMLMap.Parsed;
  readonly #source: SourceText;
  readonly #pair: ParsedPair;
  #valueRange: Range | undefined;

  /** `value` is what stands behind the pair's colon; `shared` tells of the map. */
  constructor(
    document: YamlDocument,
    map: YAMLMap.Parsed,
    pair: ParsedPair,
    { value, shared }: { readonly value: Reached | undefined; readonly shared: boolean },
  ) {
    this.key = isScalar(pair.key) ? pair.key.source : '';
    this.keyRange = range(pair.key.range[0], pair.key.range[1]);
    this.shared = value ? value.shared : shared || isAlias(pair.value);
    this.node = value?.node;
    this.map = map;
    this.#source = document.source;
    this.#pair = pair;
    const scalar = value && scalarOf(document, value.node, this.key);
    // Where nothing is written for it, the parser's place is anywhere behind the colon.
    const isUnwritten = pair.value !== null && isNull(pair.value);
    this.scalar = scalar && isUnwritten ? { ...scalar, range: this.valueRange } : scalar;
  }

  /** The value's characters as written, quotes and block indicators included; empty behind the colon for null. */
  get valueRange(): Range {
    return (this.#valueRange ??= valueRangeOf(this.#source, this.#pair));
  }

  /**
   * The whole lines of the pair, ending included. It starts at the key where something else, such as the `-` of a
   * list, stands before it on its line; for a pair of a flow map it is just the pair's own characters.
   */
  get lineRange(): Range {
    const [start, end] = [pairStart(this.#pair), pairEnd(this.#source, this.#pair)];
    return this.inFlow ? range(start, end) : wholeLines(this.#source, start, end);
  }

  get inFlow(): boolean {
    return isFlow(this.map);
  }
}

function valueRangeOf(source: SourceText, pair: ParsedPair): Range {
  const end = pairEnd(source, pair);
  if (pair.value && !isNull(pair.value)) return range(pair.value.range[0], end);
  const behindColon = colonEnd(pair) ?? end;
  return range(behindColon, behindColon);
}

/** The text of a scalar node. The key decides, with the text itself, whether it is a secret. */
export function scalarOf(
  document: YamlDocument,
  node: ParsedNode,
  key: string | undefined,
): YamlScalar | undefined {
  if (!isScalar(node)) return undefined;
  return {
    text: wrapText(node.source, key),
    style: styleOf(node),
    range: range(node.range[0], contentEnd(document.source, node)),
  };
}
