import { isCollection, isPair, isScalar } from 'yaml';
import type { YamlDocument } from './nodes.ts';

/**
 * Whether a comment may be written on a line of its own before the line that starts at an offset, and nothing else is
 * read differently: everywhere but inside a scalar, of which it would become a part.
 */
export function takesComment(document: YamlDocument, lineStart: number): boolean {
  return document.trees.length > 0 && !document.trees.some((tree) => isInScalar(tree.contents, lineStart));
}

function isInScalar(node: unknown, offset: number): boolean {
  if (isPair(node)) return isInScalar(node.key, offset) || isInScalar(node.value, offset);
  if (isScalar(node)) return node.range ? node.range[0] < offset && offset < node.range[1] : true;
  if (!isCollection(node)) return false;
  const { range } = node;
  if (range && (offset < range[0] || offset > range[2])) return false;
  return node.items.some((item) => isInScalar(item, offset));
}
