import { parse } from 'ini';

/** What a rewrite of an INI file means to change. Everything else must read as before. */
export interface IniChange {
  /** The section's name as between its brackets. */
  readonly section: string;
  readonly removedKeys: readonly string[];
  readonly added: ReadonlyMap<string, string>;
  /** A section that did not exist: its name between the brackets, and its values. */
  readonly newSection?:
    { readonly section: string; readonly values: ReadonlyMap<string, string> } | undefined;
}

/**
 * Whether npm's `ini`, a parser that is not ours, reads exactly the planned change out of the rewritten text. It knows
 * less of the dialect than we do (it cuts values at `#` and splits names at dots), but equally before and after.
 */
export function iniConfirms(before: string, after: string, change: IniChange): boolean {
  const expected = readValues(before);
  const actual = readValues(after);
  if (!expected || !actual) return false;
  for (const key of change.removedKeys) expected.delete(`${change.section}.${key}`);
  for (const [key, value] of change.added) expected.set(`${change.section}.${key}`, value);
  for (const [key, value] of change.newSection?.values ?? [])
    expected.set(`${change.newSection?.section ?? ''}.${key}`, value);
  return expected.size === actual.size && [...expected].every(([path, value]) => actual.get(path) === value);
}

/** All values by their path; `[profile a.b]` gives the same paths whether or not the name was split. */
function readValues(text: string): Map<string, string> | undefined {
  const values = new Map<string, string>();
  const visit = (node: unknown, path: string): void => {
    if (typeof node === 'object' && node !== null) {
      for (const [key, value] of Object.entries(node)) visit(value, path === '' ? key : `${path}.${key}`);
    } else {
      values.set(path, String(node));
    }
  };
  try {
    visit(parse(text), '');
    return values;
  } catch {
    return undefined;
  }
}
