import type { YamlDocument } from '@keyless/core';
import {
  isAlias,
  isCollection,
  isPair,
  isScalar,
  isSeq,
  type CST,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** All that is known of a YAML file, as plain data: two documents are alike where this is equal. */
export function plainYaml(document: YamlDocument): unknown {
  const { kind, uri, trees, comments, structure, editable, problems } = document;
  const places = (nodes: Iterable<{ readonly range?: unknown }>): unknown =>
    [...nodes].map(({ range }) => range);
  return {
    kind,
    uri,
    comments,
    editable,
    problems,
    trees: trees.map(({ contents }) => plainNode(contents)),
    structure: {
      ...structure,
      targets: [...structure.targets].map(places),
      aliased: places(structure.aliased),
    },
  };
}

function plainNode(node: unknown): unknown {
  if (isPair(node)) return plainPair(node);
  if (isAlias(node)) return { alias: node.source, range: node.range };
  if (isScalar(node)) {
    const { source, value, range, type, anchor, tag } = node;
    return { source, value, range, type, anchor, tag };
  }
  return isCollection(node) ? plainCollection(node) : node;
}

function plainPair({ key, value, srcToken }: Pair): unknown {
  const { start = [], sep = [] } = srcToken ?? {};
  return { key: plainNode(key), value: plainNode(value), start: plainTokens(start), sep: plainTokens(sep) };
}

function plainCollection(node: YAMLMap | YAMLSeq): unknown {
  const { items, range, anchor, flow, srcToken } = node;
  // What has a tag stays what it is.
  const tag = node.tag?.startsWith('tag:yaml.org,2002:') === true ? undefined : node.tag;
  const list = isSeq(node) && srcToken && 'items' in srcToken ? srcToken : undefined;
  const dashes = list?.items.map(({ start }) => plainTokens(start));
  return { items: items.map(plainNode), range, anchor, tag, flow, dashes, type: list?.type };
}

function plainTokens(tokens: readonly CST.SourceToken[]): unknown {
  return tokens
    .filter(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment')
    .map(({ type, offset, source }) => ({ type, offset, source }));
}
