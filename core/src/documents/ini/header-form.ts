import type { IniKind } from '../document.ts';
import { profileHeader } from './header.ts';
import type { IniSection, IniSectionType } from './nodes.ts';
import { DEFAULT_SECTION } from './default-section.ts';
import { splitShellWords, type ShellWord } from './shell-words.ts';
import { safe, safeList, safeName, type SafeText } from '../../secret/safe-text.ts';
import type { Range } from '../../text/range.ts';
import { stripPython } from './white-space.ts';

/** What a header is for. */
export type NamedType = Exclude<IniSectionType, 'other'>;

/** What keeps some tool from reading a header as the person means it. */
export type HeaderSlip =
  /** `[ profile x ]` */
  | 'padded'
  /** `[Profile x]`, `[Default]` */
  | 'case'
  /** `[profiles x]` */
  | 'prefix'
  /** `[profile.x]` */
  | 'dotted'
  /** `[profile  x]` */
  | 'spaced'
  /** `[profile a b]` */
  | 'unquoted'
  /** A name that a tool does not take, such as `[profile "a b"]`. */
  | 'unportable';

/** A header as it is meant. */
export interface HeaderForm {
  readonly type: NamedType;
  readonly name: string;
  /** Only the name's characters, inside quotes where there are any. Offsets within the text between the brackets. */
  readonly nameRange: Range;
  /** The first of them, if there is any. */
  readonly slip: HeaderSlip | undefined;
}

const TYPES: readonly NamedType[] = ['profile', 'sso-session', 'services'];

/** A header with a prefix. A word that only starts with one will do for botocore. */
const PREFIXED = /^(profile|sso-session|services)([^\s.]*)(\s+|\.)(.+)$/iu;

/** What the JS SDK takes for a prefixed header, whatever the prefix. */
const JS_PREFIXED = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/u;

/** Names that the AWS CLI and the JS SDK read alike, without quotes. */
const PORTABLE = /^[\w\-@+.%:/]+$/u;

/**
 * What a person means by the text between the brackets; `undefined` for `[DEFAULT]`, for what has no prefix where one
 * is needed or has one where none belongs, and for what is no section of the AWS tools.
 */
export function headerForm(kind: IniKind, raw: string): HeaderForm | undefined {
  const text = stripPython(raw);
  if (raw === DEFAULT_SECTION || text === '') return undefined;
  const form = (kind === 'aws-config' ? configForm : credentialsForm)(text);
  if (!form) return undefined;
  const slip = raw === text ? (form.slip ?? unportable(kind, raw, form)) : 'padded';
  const nameRange = shifted(form.nameRange, raw.indexOf(text));
  return { type: form.type, name: form.name, nameRange, slip };
}

/** Whether a header of the credentials file has the prefix of the config file; gives the name behind it. */
export function prefixedName(raw: string): string | undefined {
  const [, rest] = /^profile\s+(\S.*)$/iu.exec(stripPython(raw)) ?? [];
  if (rest === undefined) return undefined;
  return singleWord(rest)?.text ?? rest;
}

/** The name of a config header that lacks its prefix: one bare word that means nothing else. */
export function unprefixedName(raw: string): string | undefined {
  const text = stripPython(raw);
  return PORTABLE.test(text) &&
    !/^(?:default|plugins|preview|(?:profile|sso-session|services)(?:\W|s?$).*)$/iu.test(text)
    ? text
    : undefined;
}

/** The text between the brackets that the tools agree on; quoted where the name has spaces. */
export function plainHeader(kind: IniKind, { type, name }: Pick<HeaderForm, 'type' | 'name'>): string {
  if (kind === 'aws-credentials' || type === 'profile') return profileHeader(kind, name);
  return name === 'default' ? `${type} default` : profileHeader(kind, name).replace('profile', type);
}

/** The name with hyphens for its spaces, if no tool minds the result. */
export function portableName(name: string): string | undefined {
  const joined = name.replaceAll(/\s+/gu, '-');
  return PORTABLE.test(joined) ? joined : undefined;
}

/** As what each tool knows the section of a header; `undefined` where it does not see it as any. */
export interface HeaderReadings {
  readonly cli: string | undefined;
  readonly js: string | undefined;
}

/** Reads a header as botocore's `build_profile_map` and as `parseIni` of the JS SDK do. Comparable with `sectionId`. */
export function headerReadings(kind: IniKind, raw: string): HeaderReadings {
  return { cli: cliReading(kind, raw), js: jsReading(kind, raw) };
}

/** Type and name of a section as one text. */
export function sectionId({ type, name }: Pick<IniSection, 'type' | 'name'>): string {
  return `${type} ${name}`;
}

/** What to call a section: `profile x`, `sso-session x`. */
export function sectionLabel({ type, name }: Pick<IniSection, 'type' | 'name'>): SafeText {
  return safe`${safeName(type)} ${safeName(name)}`;
}

/** Whether a config header looks like one of the AWS tools but does not tell what is meant: `[profile]`, `[my profile]`. */
export function isNameless(raw: string): boolean {
  return /^\s*(?:(?:profile|sso-session|services)(?:\W|s?$)|\w\S*\s+\S)/iu.test(raw);
}

/** Who does not see a section as what it means, for a message; `undefined` where all do. */
export function blindReaders(
  kind: IniKind,
  raw: string,
  form: Pick<HeaderForm, 'type' | 'name'>,
): SafeText | undefined {
  const { cli, js } = headerReadings(kind, raw);
  const meant = sectionId(form);
  const blind = [
    ...(cli === meant ? [] : [safe`the AWS CLI`, safe`boto3`]),
    ...(js === meant ? [] : [safe`the JavaScript SDK`]),
  ];
  return blind.length === 0 ? undefined : safeList(blind);
}

function configForm(text: string): HeaderForm | undefined {
  if (/^default$/iu.test(text)) return defaultForm(text);
  const matches = PREFIXED.exec(text);
  if (!matches) return undefined;
  const [, word = '', junk = '', separator = '', rest = ''] = matches;
  const slip = prefixSlip(word, junk, separator);
  const type = word.toLowerCase() as NamedType;
  const single = singleWord(rest);
  if (!single) {
    const nameRange = { start: text.length - rest.length, end: text.length };
    return { type, name: rest, nameRange, slip: slip ?? 'unquoted' };
  }
  return {
    type,
    name: single.text,
    nameRange: shifted(single.innerRange, text.length - rest.length),
    slip: slip ?? (separator.length > 1 ? 'spaced' : undefined),
  };
}

function singleWord(text: string): ShellWord | undefined {
  const words = splitShellWords(text);
  return words?.length === 1 ? words[0] : undefined;
}

function defaultForm(text: string): HeaderForm {
  const slip = text === 'default' ? undefined : 'case';
  return { type: 'profile', name: 'default', nameRange: { start: 0, end: text.length }, slip };
}

function prefixSlip(word: string, junk: string, separator: string): HeaderSlip | undefined {
  if (word !== word.toLowerCase()) return 'case';
  if (junk !== '') return 'prefix';
  return separator === '.' ? 'dotted' : undefined;
}

function credentialsForm(text: string): HeaderForm | undefined {
  if (prefixedName(text) !== undefined || /^(?:sso-session|services)\s/iu.test(text)) return undefined;
  if (/^default$/iu.test(text)) return defaultForm(text);
  return { type: 'profile', name: text, nameRange: { start: 0, end: text.length }, slip: undefined };
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

function unportable(kind: IniKind, raw: string, form: HeaderForm): HeaderSlip | undefined {
  return jsReading(kind, raw) === sectionId(form) ? undefined : 'unportable';
}

function cliReading(kind: IniKind, raw: string): string | undefined {
  if (kind === 'aws-credentials' || raw === 'default') return sectionId({ type: 'profile', name: raw });
  const type = TYPES.find((prefix) => raw.startsWith(prefix));
  const words = splitShellWords(raw);
  const name = words?.length === 2 ? words[1]?.text : undefined;
  return type && name !== undefined ? sectionId({ type, name }) : undefined;
}

function jsReading(kind: IniKind, raw: string): string | undefined {
  if (/(?:^|\s)[;#]/u.test(raw)) return undefined;
  const matches = JS_PREFIXED.exec(raw);
  if (kind === 'aws-credentials') return matches ? undefined : sectionId({ type: 'profile', name: raw });
  if (raw === 'default') return sectionId({ type: 'profile', name: raw });
  // The SDK joins the two with a dot itself, so a header that has one slips through.
  const [, word, name = ''] = matches ? [raw, matches[1], matches[3]] : (/^([\w-]+)\.(.+)$/u.exec(raw) ?? []);
  const type = TYPES.find((one) => one === word);
  return type && sectionId({ type, name });
}
