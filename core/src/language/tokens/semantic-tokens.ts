import { findProfileKey, type KeyType } from '../../aws/profile-keys.ts';
import { keyOf } from '../../aws/key-place.ts';
import type { NamedType } from '../../documents/ini/header-form.ts';
import type { IniDocument, IniEntry, IniLine, IniSection } from '../../documents/ini/nodes.ts';
import { isAnySpace, trimRange } from '../../documents/ini/white-space.ts';
import { writtenValue } from '../../documents/ini/written-value.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import { namedSection } from '../navigation/named-section.ts';

/** The kinds of tokens, all of them known to every editor. Their order is the legend's. */
export const TOKEN_TYPES = [
  /** The word before a section's name. */
  'keyword',
  /** A profile. */
  'class',
  /** An sso-session. */
  'interface',
  /** A services section. */
  'struct',
  /** A key. */
  'property',
  'operator',
  /** A whole number. */
  'number',
  /** One of a few values that the tools know: booleans, regions, outputs. */
  'enumMember',
  /** Any other value, and every line that the AWS CLI joins to the value above it. */
  'string',
  'comment',
] as const;

/** What may be said of a token besides. Their order is the legend's. */
export const TOKEN_MODIFIERS = ['declaration'] as const;

export type TokenType = (typeof TOKEN_TYPES)[number];

/** A piece of one line. */
export interface SemanticToken {
  readonly range: Range;
  readonly type: TokenType;
  /** Whether a name is introduced here. */
  readonly declaration: boolean;
}

const NAMES: Readonly<Record<NamedType, TokenType>> = {
  profile: 'class',
  'sso-session': 'interface',
  services: 'struct',
};

const VALUES: Partial<Record<KeyType, TokenType>> = {
  profile: 'class',
  'sso-session': 'interface',
  services: 'struct',
  integer: 'number',
  boolean: 'enumMember',
  choice: 'enumMember',
  region: 'enumMember',
};

/**
 * The tokens of the lines that touch a range, in document order. They show what a pattern for single lines cannot: which
 * words are names, and which lines the AWS CLI takes for a part of the value above.
 */
export function semanticTokens(document: IniDocument, within: Range): readonly SemanticToken[] {
  const sections = document.sections.filter(({ range }) => overlaps(range, within));
  const tokens = [
    ...lineTokens(document, within),
    ...sections.flatMap((section) => headerTokens(document, section)),
    ...(overlaps({ start: 0, end: document.sections[0]?.range.start ?? Infinity }, within)
      ? document.orphans.flatMap((entry) => entryTokens(document, undefined, entry))
      : []),
    ...sections.flatMap((section) =>
      section.entries
        .filter(({ lineRange }) => overlaps(lineRange, within))
        .flatMap((entry) => entryTokens(document, section, entry)),
    ),
  ];
  return tokens
    .filter(({ range }) => range.start < range.end && overlaps(range, within))
    .sort((a, b) => a.range.start - b.range.start);
}

function lineTokens({ lines, source }: IniDocument, within: Range): readonly SemanticToken[] {
  return lines.flatMap((line) => {
    const type = LINES[line.type];
    if (!type || !overlaps(line.full, within)) return [];
    return [token(trimRange(source.text, line.range, isAnySpace), type)];
  });
}

const LINES: Partial<Record<IniLine['type'], TokenType>> = { comment: 'comment', continuation: 'string' };

function headerTokens(document: IniDocument, section: IniSection): readonly SemanticToken[] {
  const named = namedSection(document, section);
  if (!named) return [];
  const { text } = document.source;
  const prefix = trimRange(
    text,
    { start: section.headerRange.start + 1, end: named.nameRange.start },
    (code) => isAnySpace(code) || QUOTES_AND_DOT.has(code),
  );
  return [token(prefix, 'keyword'), { range: named.nameRange, type: NAMES[named.type], declaration: true }];
}

const QUOTES_AND_DOT: ReadonlySet<number> = new Set([0x22, 0x27, 0x2e]);

function entryTokens(
  document: IniDocument,
  section: IniSection | undefined,
  entry: IniEntry,
): readonly SemanticToken[] {
  const { keyRange, delimiterRange, valueRange } = entry;
  if (entry.swallowed) return [token({ start: keyRange.start, end: valueEnd(entry) }, 'string')];
  return [
    token(keyRange, 'property'),
    token(delimiterRange, 'operator'),
    ...valueTokens(document, section, entry, valueRange),
  ];
}

/** For the AWS CLI a comment behind a value is a part of it, so the whole is a mere text. */
function valueTokens(
  document: IniDocument,
  section: IniSection | undefined,
  entry: IniEntry,
  valueRange: Range,
): readonly SemanticToken[] {
  if (entry.value instanceof SecretValue) return [token(valueRange, 'string')];
  const { comment, unquoted } = writtenValue(document, entry);
  const keyType = (section && keyOf(entry, section)?.type) ?? ownType(entry);
  const type = (keyType && VALUES[keyType]) ?? 'string';
  return (comment ?? unquoted) ? [token(valueRange, 'string')] : [token(valueRange, type)];
}

/** What stands in sections that no tool reads is coloured as it will be when their header is right. */
function ownType({ name, parent }: IniEntry): KeyType | undefined {
  return parent ? undefined : findProfileKey(name)?.type;
}

function valueEnd({ delimiterRange, valueRange }: IniEntry): number {
  return Math.max(delimiterRange.end, valueRange.end);
}

function token(range: Range, type: TokenType): SemanticToken {
  return { range, type, declaration: false };
}

function overlaps(a: Range, b: Range): boolean {
  return a.start <= b.end && b.start <= a.end;
}
