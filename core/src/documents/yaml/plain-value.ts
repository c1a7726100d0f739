import { isMap, isScalar, isSeq } from 'yaml';

/**
 * The plain value of a node, as `toJS` of `yaml` gives it: maps are objects, lists are arrays. `undefined` for what only
 * its document could tell: aliases, and keys that are no scalars.
 */
export function plainValue(node: unknown): unknown {
  if (node === null) return null;
  if (isScalar(node)) return node.value;
  if (isSeq(node)) return plainList(node.items);
  return isMap(node) ? plainMap(node.items) : undefined;
}

function plainList(items: readonly unknown[]): unknown[] | undefined {
  const list: unknown[] = [];
  for (const item of items) {
    const value = plainValue(item);
    if (value === undefined) return undefined;
    list.push(value);
  }
  return list;
}

/** The plain value of a map with these pairs. */
export function plainMap(
  pairs: readonly { readonly key: unknown; readonly value?: unknown }[],
): Record<string, unknown> | undefined {
  const map: Record<string, unknown> = {};
  for (const pair of pairs) {
    const value = plainValue(pair.value ?? null);
    const key = keyText(pair.key);
    if (value === undefined || key === undefined) return undefined;
    // As a value of its own, also where it is called `__proto__`.
    if (key in map)
      Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
    else map[key] = value;
  }
  return map;
}

function keyText(key: unknown): string | undefined {
  if (!isScalar(key)) return undefined;
  const { value } = key;
  if (value === null) return '';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}
