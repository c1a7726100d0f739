import { SecretValue } from '../../../secret/secret-value.ts';
import type { IniEntry, IniSection } from '../nodes.ts';
import {
  isBlock,
  type FileReading,
  type Reading,
  type ReadSection,
  type ReadSections,
  type ReadSettings,
  type ReadValue,
} from './reading.ts';

/** What an edit is meant to change: a name, at some headers and in some settings. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
  /** Of the document before the edit. */
  readonly sections: ReadonlySet<IniSection>;
  readonly entries: ReadonlySet<IniEntry>;
  /** Settings whose value swallows one of those, so that it changes too. */
  readonly owners: ReadonlySet<IniEntry>;
  /** Whether the reader may lose sight of the renamed sections, because it does not take the new name. */
  readonly mayVanish: boolean;
}

const GROUPS = ['profiles', 'ssoSessions', 'services', 'others'] as const;
type Group = (typeof GROUPS)[number];

/**
 * Whether a reader takes the same out of a file after an edit as before: the same sections with the same settings, apart
 * from a renaming. A file that it refused before it must refuse after.
 */
export function readsAlike(before: Reading, after: Reading, renaming?: Renaming): boolean {
  if (before.refusal || after.refusal) return before.refusal !== undefined && after.refusal !== undefined;
  return GROUPS.every((group) => groupReadsAlike(group, before, after, renaming));
}

function groupReadsAlike(
  group: Group,
  before: FileReading,
  after: FileReading,
  renaming: Renaming | undefined,
): boolean {
  const expected = new Map<string, ReadSection>();
  for (const [name, section] of before[group]) {
    const isRenamed = renaming && isAmong(section, renaming);
    // What is no section to the reader has no name for it that could be foretold.
    if (isRenamed && group === 'others') continue;
    // White space at the ends of a name is part of it in a credentials file.
    expected.set(isRenamed ? name.replace(renaming.from, () => renaming.to) : name, section);
  }
  return (
    isComplete(expected, after[group], renaming) && hasNoMore(expected, before[group], after[group], renaming)
  );
}

function isAmong({ sections }: ReadSection, renaming: Renaming): boolean {
  return sections.some((one) => renaming.sections.has(one));
}

function isComplete(
  expected: ReadonlyMap<string, ReadSection>,
  actual: ReadSections,
  renaming: Renaming | undefined,
): boolean {
  return [...expected].every(([name, section]) => {
    const found = actual.get(name);
    if (!found) return renaming?.mayVanish === true && isAmong(section, renaming);
    return settingsReadAlike(section.settings, found.settings, renaming);
  });
}

/** A section that the reader did not see under its old name may come to light under the new one. */
function hasNoMore(
  expected: ReadonlyMap<string, ReadSection>,
  before: ReadSections,
  actual: ReadSections,
  renaming: Renaming | undefined,
): boolean {
  const unforeseen = [...actual.keys()].filter((name) => !expected.has(name));
  if (!renaming) return unforeseen.length === 0;
  const unnamed = before.size - expected.size;
  return unforeseen.filter((name) => name !== renaming.to).length <= unnamed;
}

function settingsReadAlike(
  before: ReadSettings,
  after: ReadSettings,
  renaming: Renaming | undefined,
): boolean {
  return (
    before.size === after.size &&
    [...before].every(([key, read]) => {
      const found = after.get(key);
      return found !== undefined && valueReadsAlike(read, found.value, renaming);
    })
  );
}

function valueReadsAlike(
  { value, entry }: ReadValue,
  after: ReadValue['value'],
  renaming: Renaming | undefined,
): boolean {
  const isRenamed = renaming && entry && renaming.entries.has(entry);
  const expected = (text: string): string =>
    isRenamed ? text.replace(renaming.from, () => renaming.to) : text;
  if (renaming && entry && renaming.owners.has(entry)) return true;
  if (value instanceof SecretValue) {
    return after instanceof SecretValue && after.equals(new SecretValue(value.derive(expected)));
  }
  if (isBlock(value)) return isBlock(after) && settingsReadAlike(value, after, renaming);
  return expected(value) === after;
}
