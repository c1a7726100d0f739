import type { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import type { DocumentHeader, IniKind, ParseProblem } from '../document.ts';

/**
 * An AWS config or credentials file, losslessly: the full ranges of `lines` concatenated are the text. Sections and
 * entries are the neutral view, in which every `key = value` line is an entry of its own wherever any reader takes it
 * for one. What one reader makes of the file is a matter of `readers/`.
 */
export interface IniDocument extends DocumentHeader {
  readonly format: 'ini';
  readonly kind: IniKind;
  /** What makes botocore, and with it the AWS CLI, refuse the whole file; nothing else. In document order. */
  readonly problems: readonly IniProblem[];
  readonly lines: readonly IniLine[];
  readonly sections: readonly IniSection[];
  /** Entries that stand before any section header: the AWS CLI refuses such a file. */
  readonly orphans: readonly IniEntry[];
  /** Lines that would be entries if their comment sign were taken away. */
  readonly commentedEntries: readonly IniCommentedEntry[];
  /** Those of them that stand before any section header. */
  readonly commentedOrphans: readonly IniCommentedEntry[];
  /** Whether botocore refuses the file because of the key of an entry, which its section has already. */
  isRefusedKey(entry: IniEntry): boolean;
}

export type IniLineType = 'blank' | 'comment' | 'header' | 'entry' | 'continuation' | 'unrecognised';

/** Why botocore refuses a file. */
export type IniProblemKind =
  | 'byte-order-mark'
  | 'malformed-encoding'
  | 'no-section'
  | 'unclosed-header'
  | 'empty-header'
  | 'duplicate-section'
  | 'duplicate-key'
  | 'no-delimiter'
  | 'no-key'
  | 'nested-without-equals';

export interface IniProblem extends ParseProblem {
  readonly kind: IniProblemKind;
}

/** A physical line. `full` includes the line ending, `range` does not. */
export interface IniLine {
  readonly type: IniLineType;
  readonly range: Range;
  readonly full: Range;
  /** Width of the leading white space in UTF-16 units. */
  readonly indent: number;
}

/**
 * What a header names for the AWS CLI or the JS SDK, whichever of them accepts it. `other` is what neither takes for
 * one of these, such as `[x]` or `[ profile x ]` in a config file. In a credentials file every header but `[DEFAULT]`
 * names a profile, `[profile x]` one of just that name.
 */
export type IniSectionType = 'profile' | 'sso-session' | 'services' | 'other';

export interface IniSection {
  readonly type: IniSectionType;
  /**
   * The name without prefix and quotes: `a b` for `[profile "a b"]`, `default` for `[default]`. For `other` the text
   * between the brackets.
   */
  readonly name: string;
  /** Between the brackets, as written. */
  readonly rawName: string;
  /** Only the name's characters, inside quotes where there are any: what a rename replaces. */
  readonly nameRange: Range;
  /** From the opening to the closing bracket; to the end of the name where the bracket was forgotten. */
  readonly headerRange: Range;
  /** Whether the header is such that no tool minds it, and nothing stands behind it: as nearly all are in a config file. */
  readonly isFlawless: boolean;
  /** Whether one of its values is a secret, those of commented-out entries included. */
  readonly hasSecret: boolean;
  /** From the start of the header's line to the start of the next header's line, or to the end of the text. */
  readonly range: Range;
  /** All `key = value` lines in document order, nested ones included. */
  readonly entries: readonly IniEntry[];
  /** Its header's line and all that follow up to the next header's. */
  readonly lines: readonly IniLine[];
  /** The first of them. */
  readonly headerLine: IniLine;
  /** Whether one of them is of a type, without making them. */
  hasLine(type: IniLineType): boolean;
  /** Those among its comments that would be entries without their sign. */
  readonly commentedEntries: readonly IniCommentedEntry[];
  /**
   * The same object in two versions of a file where these lines have been read once and, but for their place in the
   * file, taken over. Two sections of a file never share it.
   */
  readonly identity: object;
}

/** A value is a secret wherever its key means one or its text looks like one (an access key id, a session token). */
export type IniValue = string | SecretValue;

export interface IniEntry {
  /** Lower-cased, as the AWS CLI reads it. */
  readonly name: string;
  /** As written, without the white space around it. */
  readonly key: string;
  readonly keyRange: Range;
  readonly delimiter: '=' | ':';
  readonly delimiterRange: Range;
  /** The trimmed value on the key's own line, a comment behind it included as in the AWS CLI; empty, behind the delimiter, where there is none. */
  readonly valueRange: Range;
  readonly value: IniValue;
  /**
   * Whether every tool reads the line alike by itself: a key in lower case, an equals sign, and a value that neither starts
   * with a quote nor has the sign of a comment in it; not swallowed. As nearly all are, so rules pass them by.
   */
  readonly isFlawless: boolean;
  readonly indented: boolean;
  /** Indented below another entry without belonging to a block: the AWS CLI joins such a line to the value before it. */
  readonly swallowed: boolean;
  /** The entry with an empty value, or a mere comment for one, such as `s3 =`, whose indented block this belongs to. */
  readonly parent: IniEntry | undefined;
  /**
   * The whole lines, ending included: its own and those that go with it when it is deleted, which are its nested block
   * and its continuation. An indented line that reads as a setting of its own (`  output = json`) is not among them,
   * although the AWS CLI swallows it.
   */
  readonly lineRange: Range;
}

export interface IniCommentedEntry {
  readonly name: string;
  readonly keyRange: Range;
  readonly valueRange: Range;
  readonly value: IniValue;
  readonly lineRange: Range;
  /** The section that the comment stands in. */
  readonly section: IniSection | undefined;
}
