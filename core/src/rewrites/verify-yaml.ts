import { parseAllDocuments } from 'yaml';

/** A map of a tree as a plain parser reads it. */
export type YamlMap = Record<string, unknown>;

/** More aliases than this in one file are an attack on the parser, not a workflow. */
const MOST_ALIASES = 100;

/**
 * Whether the rewritten text reads as the text before it with exactly the planned change. The change is made on the
 * plain values of the old text, so that every value elsewhere is compared. Who has these values gives them, for the
 * change to be made on them.
 */
export function yamlConfirms(
  before: string | YamlMap,
  after: string,
  change: (tree: YamlMap) => void,
): boolean {
  const expected = typeof before === 'string' ? readTree(before) : before;
  const actual = readTree(after);
  if (!expected || !actual) return false;
  change(expected);
  return same(expected, actual);
}

function readTree(text: string): YamlMap | undefined {
  try {
    const [document, ...others] = parseAllDocuments(text, { prettyErrors: false, logLevel: 'silent' });
    if (!document || others.length > 0 || !('errors' in document) || document.errors.length > 0)
      return undefined;
    const tree: unknown = document.toJS({ maxAliasCount: MOST_ALIASES });
    return isMap(tree) ? tree : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is a map. */
function isMap(value: unknown): value is YamlMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The map at a key; an empty one, which goes nowhere, where there is none. */
export function mapAt(holder: YamlMap, key: string): YamlMap {
  const value = holder[key];
  return isMap(value) ? value : {};
}

/** The map that keys and places lead to; an empty one, which goes nowhere, where there is none. */
export function mapIn(tree: YamlMap, path: readonly (string | number)[]): YamlMap {
  let at: unknown = tree;
  for (const key of path) {
    if (Array.isArray(at)) at = (at as unknown[])[Number(key)];
    else at = isMap(at) ? at[key] : undefined;
  }
  return isMap(at) ? at : {};
}

/**
 * Changes a text wherever it stands in a tree, and tells how often it does; `undefined` takes it out of the list that
 * holds it.
 */
export function changeTexts(node: YamlMap | unknown[], before: string, after: string | undefined): number {
  let count = 0;
  for (const [key, value] of Object.entries(node).reverse()) {
    if (value === before) {
      count += 1;
      if (after === undefined && Array.isArray(node)) node.splice(Number(key), 1);
      else Reflect.set(node, key, after);
    } else if (typeof value === 'object' && value !== null) {
      count += changeTexts(value as YamlMap, before, after);
    }
  }
  return count;
}

/** Deep equality in which the order of a map's keys does not count. */
function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((one, index) => same(one, b[index]));
  }
  if (isMap(a) && isMap(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
    );
  }
  return Object.is(a, b);
}
