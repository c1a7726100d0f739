import { parseAccessKeyId } from '../../aws/access-key-id.ts';
import { findProfileKey, type KeyType } from '../../aws/profile-keys.ts';
import type { NamedType } from '../../documents/ini/header-form.ts';
import type { IniDocument, IniEntry, IniSection } from '../../documents/ini/nodes.ts';
import { isSettingKey } from '../../documents/ini/setting-key.ts';
import { isAnySpace, trimRange } from '../../documents/ini/white-space.ts';
import { writtenValue } from '../../documents/ini/written-value.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import { namedSection } from '../navigation/named-section.ts';

/** An item of a document's outline. */
export interface OutlineItem {
  readonly kind: NamedType | 'section' | 'setting' | 'block';
  readonly name: SafeText;
  /** The value, where it is short and can be shown; else empty. */
  readonly detail: SafeText;
  readonly range: Range;
  /** The name's own characters; within `range`. */
  readonly selectionRange: Range;
  /** Within `range`. */
  readonly children: readonly OutlineItem[];
}

/** Longer values tell no more at a glance. */
const LONGEST_DETAIL = 80;

/** Types whose values are names and numbers: commands, paths, addresses and free text may hold secrets. */
const SHOWN: ReadonlySet<KeyType> = new Set<KeyType>([
  'account-id',
  'role-arn',
  'profile',
  'sso-session',
  'services',
  'region',
  'integer',
  'boolean',
  'choice',
]);

/** The outline of a config or credentials file: sections, their settings, and the settings of blocks. */
export function outlineOf(document: IniDocument): readonly OutlineItem[] {
  const orphans = settingItems(document, document.orphans);
  return [...orphans, ...document.sections.map((section) => sectionItem(document, section))];
}

function sectionItem(document: IniDocument, section: IniSection): OutlineItem {
  const named = namedSection(document, section);
  const isBare =
    named?.type === 'profile' && (named.name === 'default' || document.kind === 'aws-credentials');
  const { start, end } = trimRange(document.source.text, section.range, isAnySpace);
  return {
    kind: named?.type ?? 'section',
    name: shown(named ? (isBare ? named.name : `${named.type} ${named.name}`) : section.rawName),
    detail: safe``,
    range: { start, end: Math.max(end, section.headerRange.end) },
    selectionRange: named?.nameRange ?? section.headerRange,
    children: settingItems(document, section.entries),
  };
}

function settingItems(document: IniDocument, entries: readonly IniEntry[]): readonly OutlineItem[] {
  const nested = new Map<IniEntry, IniEntry[]>();
  for (const entry of entries) {
    if (!entry.parent) continue;
    const siblings = nested.get(entry.parent);
    if (siblings) siblings.push(entry);
    else nested.set(entry.parent, [entry]);
  }
  return entries
    .filter((entry) => !entry.parent && (!entry.swallowed || isSettingKey(entry.key)))
    .map((entry) => settingItem(document, entry, nested.get(entry) ?? []));
}

function settingItem(document: IniDocument, entry: IniEntry, nested: readonly IniEntry[]): OutlineItem {
  const { start, end } = trimRange(document.source.text, entry.lineRange, isAnySpace);
  return {
    kind: nested.length > 0 ? 'block' : 'setting',
    name: shown(entry.key),
    detail: detailOf(document, entry),
    range: { start, end: Math.max(end, entry.keyRange.end) },
    selectionRange: entry.keyRange,
    children: nested.map((one) => settingItem(document, one, [])),
  };
}

function detailOf(document: IniDocument, entry: IniEntry): SafeText {
  if (entry.value instanceof SecretValue) {
    const isId = findProfileKey(entry.name)?.type === 'access-key-id';
    return (isId ? parseAccessKeyId(entry.value)?.masked : undefined) ?? safe`***`;
  }
  const type = findProfileKey(entry.name)?.type;
  if (!type || !SHOWN.has(type)) return safe``;
  const { range, unquoted } = writtenValue(document, entry);
  const { start, end } = unquoted ?? range;
  return end - start > LONGEST_DETAIL ? safe`` : safeName(document.source.text.slice(start, end));
}

/** Editors refuse an item without a name. */
function shown(name: string): SafeText {
  const text = safeName(name);
  return text.trim() === '' ? safe`(no name)` : text;
}
