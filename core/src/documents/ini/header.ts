import type { Range } from '../../text/range.ts';
import type { IniKind } from '../document.ts';
import type { IniSection, IniSectionType } from './nodes.ts';
import { DEFAULT_SECTION } from './default-section.ts';
import { splitShellWords, type ShellWord } from './shell-words.ts';
import { isAnySpace, trimRange } from './white-space.ts';

/** What a header's line tells of its section. */
export type IniHeader = Pick<
  IniSection,
  'type' | 'name' | 'rawName' | 'nameRange' | 'headerRange' | 'isFlawless'
>;

/** The name that a header means, and where it stands within the text between the brackets. */
interface Meaning {
  readonly type: IniSectionType;
  readonly name: string;
  readonly range: Range;
  readonly isFlawless: boolean;
}

const PREFIXES = ['profile', 'sso-session', 'services'] as const;

/** A prefix, one space, and a name that every tool takes as it is written: nearly all headers of a config file. */
const FLAWLESS = /^(?:profile|sso-session|services) [\w\-@+.%:/]+$/u;

/** The JS SDK's form of a prefixed header, and the dotted one that slips through its reader. */
const JS_SPACED = /^(profile|sso-session|services)(\s)(["'])?([\w\-@+.%:/]+)\3$/u;
const JS_DOTTED = /^(profile|sso-session|services)\.(.+)$/u;

/**
 * Reads the header in a trimmed line; `undefined` for a line that is none. `[profile x` is a header too: no tool
 * accepts it, but what follows belongs to it and not to the section before.
 */
export function readHeader(text: string, line: Range, kind: IniKind): IniHeader | undefined {
  if (text.charAt(line.start) !== '[') return undefined;
  if (kind === 'aws-config' && text.charCodeAt(line.end - 1) === CLOSING) {
    const plain = readPlainHeader(text, line);
    if (plain) return plain;
  }
  const inner = innerRange(text, line);
  if (!inner) return undefined;
  const rawName = text.slice(inner.start, inner.end);
  const meaning = kind === 'aws-config' ? configMeaning(rawName) : credentialsMeaning(rawName);
  const { type, name, range, isFlawless } = meaning;
  const closed = text.charAt(inner.end) === ']' && inner.end < line.end;
  return {
    type,
    name,
    rawName,
    nameRange: { start: inner.start + range.start, end: inner.start + range.end },
    headerRange: { start: line.start, end: closed ? inner.end + 1 : inner.end },
    isFlawless: isFlawless && closed && inner.end + 1 === line.end,
  };
}

const CLOSING = ']'.charCodeAt(0);

/** Nearly all headers of a config file are such that all tools agree, and take the shortest way. */
function readPlainHeader(text: string, { start, end }: Range): IniHeader | undefined {
  const rawName = text.slice(start + 1, end - 1);
  if (!FLAWLESS.test(rawName)) return undefined;
  const space = rawName.indexOf(' ');
  return {
    type: prefixOf(rawName),
    name: rawName.slice(space + 1),
    rawName,
    nameRange: { start: start + space + 2, end: end - 1 },
    headerRange: { start, end },
    isFlawless: true,
  };
}

/** The prefix of a text that has one. Not cut out of it: engines keep a word of the program once, and compare its address. */
function prefixOf(rawName: string): IniSectionType {
  if (rawName.startsWith('profile')) return 'profile';
  return rawName.startsWith('sso-session') ? 'sso-session' : 'services';
}

/**
 * The text between the brackets for a profile of a name, as `aws configure` writes it: `profile x` in a config file,
 * quoted where the name has spaces, the bare name in a credentials file. A name with brackets cannot be written.
 */
export function profileHeader(kind: IniKind, name: string): string {
  if (kind === 'aws-credentials' || name === 'default') return name;
  return `profile ${/^[\w@%+=:,./-]+$/u.test(name) ? name : `'${name.replaceAll("'", `'"'"'`)}'`}`;
}

/**
 * What stands between the brackets. The AWS CLI takes the last closing bracket of the line; one inside a comment is
 * left alone here, because nobody means that.
 */
function innerRange(text: string, { start, end }: Range): Range | undefined {
  const line = text.slice(start, end);
  const first = line.indexOf(']');
  if (first < 0) return unclosedRange(line, start);
  const isLast = first === line.length - 1;
  const close = isLast || /^\s*(?:[#;]|$)/u.test(line.slice(first + 1)) ? first : line.lastIndexOf(']');
  return { start: start + 1, end: start + close };
}

function unclosedRange(line: string, start: number): Range | undefined {
  if (line.includes('=')) return undefined;
  const comment = line.search(/\s[#;]/u);
  const name = trimRange(line, { start: 1, end: comment < 0 ? line.length : comment }, isAnySpace);
  return { start: start + 1, end: start + Math.max(name.end, 1) };
}

/** In the credentials file a header is the profile's name, whatever it looks like. */
function credentialsMeaning(raw: string): Meaning {
  const range = { start: 0, end: raw.length };
  const type = raw === DEFAULT_SECTION || raw === '' ? 'other' : 'profile';
  return { type, name: raw, range, isFlawless: false };
}

function configMeaning(raw: string): Meaning {
  const whole = { start: 0, end: raw.length };
  if (raw === 'default') return { type: 'profile', name: raw, range: whole, isFlawless: true };
  return cliMeaning(raw) ?? jsMeaning(raw) ?? { type: 'other', name: raw, range: whole, isFlawless: false };
}

/** botocore wants a header that starts with a prefix and has two shell words: `[profiles x]` will do. */
function cliMeaning(raw: string): Meaning | undefined {
  const type = PREFIXES.find((prefix) => raw.startsWith(prefix));
  const word = type && secondOfTwo(splitShellWords(raw));
  return type && word && { type, name: word.text, range: word.innerRange, isFlawless: false };
}

function secondOfTwo(words: readonly ShellWord[] | undefined): ShellWord | undefined {
  return words?.length === 2 ? words[1] : undefined;
}

function jsMeaning(raw: string): Meaning | undefined {
  const spaced = JS_SPACED.exec(raw);
  if (spaced) {
    const [, type = '', , quote = '', name = ''] = spaced;
    const start = type.length + 1 + quote.length;
    const range = { start, end: start + name.length };
    return { type: type as IniSectionType, name, range, isFlawless: false };
  }
  const dotted = JS_DOTTED.exec(raw);
  if (!dotted) return undefined;
  const [, type = '', name = ''] = dotted;
  const range = { start: type.length + 1, end: raw.length };
  return { type: type as IniSectionType, name, range, isFlawless: false };
}
