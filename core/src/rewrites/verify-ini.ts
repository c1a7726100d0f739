import { parse } from 'ini';
import type { IniDocument } from '../documents/ini/nodes.ts';
import type { Range } from '../text/range.ts';
import { applyEdits, type TextEdit } from '../text/text-edit.ts';

/** What a rewrite of an INI file means to change in one section, old or new. Everything else must read as before. */
export interface SectionChange {
  /** The section's name as between its brackets. */
  readonly section: string;
  readonly removedKeys: readonly string[];
  readonly added: ReadonlyMap<string, string>;
}

/**
 * Whether npm's `ini`, a parser that is not ours, reads exactly the planned change out of the rewritten text. It knows
 * less of the dialect than we do (it cuts values at `#` and splits names at dots), but equally before and after.
 */
export function iniConfirms(before: string, after: string, changes: readonly SectionChange[]): boolean {
  const expected = readValues(before);
  const actual = readValues(after);
  if (!expected || !actual) return false;
  for (const { section, removedKeys } of changes)
    for (const key of removedKeys) expected.delete(`${section}.${key}`);
  for (const { section, added } of changes)
    for (const [key, value] of added) expected.set(`${section}.${key}`, value);
  return isSame(expected, actual);
}

/**
 * The same for edits of a document. Only the sections that the edits touch are read again: the text around them is the
 * same before and after, and no line means anything beyond its section.
 */
export function iniEditsConfirmed(
  document: IniDocument,
  edits: readonly TextEdit[],
  changes: readonly SectionChange[],
): boolean {
  const { start, end } = touchedSections(document, edits);
  const before = document.source.text.slice(start, end);
  const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
  return iniConfirms(before, applyEdits(before, moved), changes);
}

/** Whether the same parser reads one text as the other with a section more. */
export function iniGains(without: string, having: string, section: string): boolean {
  const [expected, added, actual] = [without, section, having].map(readValues);
  if (!expected || !added || !actual) return false;
  for (const [path, value] of added) expected.set(path, value);
  return isSame(expected, actual);
}

function isSame(expected: ReadonlyMap<string, string>, actual: ReadonlyMap<string, string>): boolean {
  return expected.size === actual.size && [...expected].every(([path, value]) => actual.get(path) === value);
}

/** From the header of the first section that is touched to the end of the last one. */
function touchedSections({ sections, source }: IniDocument, edits: readonly TextEdit[]): Range {
  const first = Math.min(...edits.map((edit) => edit.start));
  const last = Math.max(...edits.map((edit) => edit.end));
  return {
    start: sections.findLast(({ range }) => range.start <= first)?.range.start ?? 0,
    end: sections.find(({ range }) => range.end >= last)?.range.end ?? source.text.length,
  };
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
