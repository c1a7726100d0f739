import { SecretValue } from '../../../secret/secret-value.ts';
import { inlineCommentStart } from '../assignment.ts';
import { isFlat } from '../flat-section.ts';
import type { IniDocument, IniEntry, IniLine, IniSection, IniSectionType, IniValue } from '../nodes.ts';
import { isSettingKey } from '../setting-key.ts';
import { iniValue } from '../value.ts';
import { isAnySpace, trimRange } from '../white-space.ts';
import { writtenText } from '../written-value.ts';
import { PlainSettings } from './plain-settings.ts';
import type { FileReading, ReadSection, ReadSettings, ReadValue } from './reading.ts';

/**
 * Reads a file as the person who wrote it means it, whatever single tools make of it: never an error, every profile
 * that any tool sees, sections of one name as one, the last of several equal keys, indented settings as settings,
 * comments behind values as comments. What rules and views show is built on this, so that one mistake elsewhere in a
 * file does not blind them.
 */
export function readTolerantly(document: IniDocument): FileReading {
  const maps: Record<IniSectionType, Map<string, TolerantSection>> = {
    profile: new Map(),
    'sso-session': new Map(),
    services: new Map(),
    other: new Map(),
  };
  for (const section of document.sections) {
    // Nearly all are profiles.
    const target = section.type === 'profile' ? maps.profile : maps[section.type];
    const known = target.get(section.name);
    if (known) known.sections.push(section);
    else target.set(section.name, new TolerantSection(document, section));
  }
  const { profile: profiles, 'sso-session': ssoSessions, services, other: others } = maps;
  return { document, profiles, ssoSessions, services, others };
}

/** The sections of one name. Most are looked into for their names alone, so their settings are read when asked for. */
class TolerantSection implements ReadSection {
  readonly name: string;
  readonly sections: IniSection[];
  readonly #document: IniDocument;
  #settings: ReadSettings | undefined;

  constructor(document: IniDocument, section: IniSection) {
    this.name = section.name;
    this.sections = [section];
    this.#document = document;
  }

  get settings(): ReadSettings {
    return (this.#settings ??= readSettings(this.#document, this.sections));
  }
}

function readSettings(document: IniDocument, sections: readonly IniSection[]): ReadSettings {
  const [only, another] = sections;
  if (only && !another && isFlat(only)) return new PlainSettings(only, document, readEntry);
  const settings = new Map<string, ReadValue>();
  for (const section of sections) {
    const continuations = findContinuations(document, section);
    for (const entry of section.entries) addEntry(settings, entry, document, continuations);
  }
  return settings;
}

function readEntry(entry: IniEntry, document: IniDocument): ReadValue {
  return { value: valueOf(entry, document, undefined), entry };
}

function addEntry(
  settings: Map<string, ReadValue>,
  entry: IniEntry,
  document: IniDocument,
  continuations: Continuations,
): void {
  if (continuesValue(entry)) return;
  if (!entry.parent) {
    // Set anew, so that the last of several stands where it stands in the file.
    settings.delete(entry.name);
    settings.set(entry.name, { value: valueOf(entry, document, continuations), entry });
    return;
  }
  const block = settings.get(entry.parent.name);
  const inner =
    block?.entry === entry.parent && block.value instanceof Map ? block.value : new Map<string, ReadValue>();
  inner.set(entry.name, { value: valueOf(entry, document, continuations), entry });
  settings.set(entry.parent.name, { value: inner, entry: entry.parent });
}

/** The value without a comment behind it, and with the lines that continue it. */
function valueOf(entry: IniEntry, document: IniDocument, continuations: Continuations | undefined): IniValue {
  const more = continuations?.get(entry.lineRange.start);
  return !more && entry.isFlawless ? entry.value : joinedValue(entry, document, more);
}

function joinedValue(entry: IniEntry, { source }: IniDocument, more: Continuation | undefined): IniValue {
  const written = writtenText(entry, source);
  const comment = inlineCommentStart(written);
  if (!more && comment === undefined) return entry.value;
  const own = comment === undefined ? written : trimmed(written.slice(0, comment));
  const text = [own, ...(more?.texts ?? [])].join('\n');
  const secret = more?.secret === true || entry.value instanceof SecretValue;
  return secret && text !== '' ? new SecretValue(text) : iniValue(entry.name, text);
}

interface Continuation {
  readonly texts: readonly string[];
  readonly secret: boolean;
}

/** The lines that continue a value, by the start of the line that they follow. */
type Continuations = ReadonlyMap<number, Continuation>;

const NONE: Continuations = new Map();

function findContinuations({ source }: IniDocument, section: IniSection): Continuations {
  const { entries } = section;
  // In most sections nothing does.
  if (!section.hasLine('continuation') && !entries.some(continuesValue)) return NONE;
  const inner = new Map(entries.filter(continuesValue).map((one) => [one.lineRange.start, one]));
  const found = new Map<number, { texts: string[]; secret: boolean }>();
  let owner: number | undefined;
  for (const { type, range } of section.lines) {
    const entry = inner.get(range.start);
    if ((entry ?? type === 'continuation') && owner !== undefined) {
      const own = found.get(owner) ?? { texts: [], secret: false };
      own.texts.push(trimmed(source.text.slice(range.start, range.end)));
      own.secret ||= entry?.value instanceof SecretValue;
      found.set(owner, own);
    } else if (type === 'entry') owner = range.start;
    else if (endsValue(type)) owner = undefined;
  }
  return found;
}

/** `--flag=x` below `credential_process = …`: the JS SDK takes it for a key, and nobody else does. */
function continuesValue(entry: IniEntry): boolean {
  return entry.swallowed && !isSettingKey(entry.key);
}

function endsValue(type: IniLine['type']): boolean {
  return type === 'header' || type === 'unrecognised';
}

function trimmed(text: string): string {
  const { start, end } = trimRange(text, { start: 0, end: text.length }, isAnySpace);
  return text.slice(start, end);
}
