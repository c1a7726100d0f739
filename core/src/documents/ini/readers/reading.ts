import type { SafeText } from '../../../secret/safe-text.ts';
import { SecretValue } from '../../../secret/secret-value.ts';
import type { Range } from '../../../text/range.ts';
import type { IniDocument, IniEntry, IniSection, IniValue } from '../nodes.ts';

/** What one reader makes of a file: its contents, or why it refuses all of it. */
export type Reading = FileReading | Refusal;

export interface FileReading {
  readonly document: IniDocument;
  readonly refusal?: undefined;
  /** By name: `a b` for `[profile "a b"]` of a config file; in a credentials file all that stands between brackets. */
  readonly profiles: ReadSections;
  /** `[sso-session NAME]` of a config file. */
  readonly ssoSessions: ReadSections;
  /** `[services NAME]` of a config file. */
  readonly services: ReadSections;
  /** Sections that are none of these, such as `[plugins]`, by the text between their brackets. */
  readonly others: ReadSections;
}

export interface Refusal {
  readonly document: IniDocument;
  readonly refusal: {
    /** One-based. */
    readonly line: number;
    readonly reason: SafeText;
    readonly range: Range;
  };
}

export type ReadSections = ReadonlyMap<string, ReadSection>;

export interface ReadSection {
  readonly name: string;
  /** In the order of the file; for the AWS CLI those that `[DEFAULT]` hands down come last. */
  readonly settings: ReadSettings;
  /** The sections of the document that it was read from. */
  readonly sections: readonly IniSection[];
}

export type ReadSettings = ReadonlyMap<string, ReadValue>;

export interface ReadValue {
  /** A text, or the settings of an indented block. */
  readonly value: IniValue | ReadSettings;
  /** Where it stands. Missing where a reader sees a setting in what is none for anybody else. */
  readonly entry: IniEntry | undefined;
}

/** The text of a setting; `undefined` for a missing one, a block and a secret. */
export function plainText(read: { readonly value: ReadValue['value'] } | undefined): string | undefined {
  return typeof read?.value === 'string' ? read.value : undefined;
}

/** Whether a setting is a block of settings. */
export function isBlock(value: ReadValue['value']): value is ReadSettings {
  return typeof value !== 'string' && !(value instanceof SecretValue);
}

/** Finds the nodes that stand on a line, for readers that see lines and not nodes. */
export interface NodeIndex {
  /** Zero-based line. */
  entryAt(line: number): IniEntry | undefined;
  sectionAt(line: number): IniSection | undefined;
}

/** Indexes a document's nodes by their lines. */
export function indexNodes({ source, sections, orphans }: IniDocument): NodeIndex {
  const lineOf = (offset: number): number => source.lines.positionAt(offset).line;
  const headers = new Map(sections.map((one) => [lineOf(one.headerRange.start), one]));
  const entries = new Map(
    [...orphans, ...sections.flatMap((one) => one.entries)].map((one) => [lineOf(one.keyRange.start), one]),
  );
  return { entryAt: (line) => entries.get(line), sectionAt: (line) => headers.get(line) };
}
