import type { SecretValue } from '../../secret/secret-value.ts';
import type { Range } from '../../text/range.ts';
import type { DocumentHeader, DotenvKind } from '../document.ts';

/** A `.env` file, losslessly: the full ranges of `lines` concatenated are the text. */
export interface DotenvDocument extends DocumentHeader {
  readonly format: 'dotenv';
  readonly kind: DotenvKind;
  readonly lines: readonly DotenvLine[];
  readonly assignments: readonly DotenvAssignment[];
  /** Comments that would be assignments without their sign. */
  readonly commentedAssignments: readonly DotenvAssignment[];
}

/** One logical line: a quoted value may span several physical ones. `full` includes the line ending. */
export interface DotenvLine {
  readonly type: 'blank' | 'comment' | 'assignment' | 'unrecognised';
  readonly range: Range;
  readonly full: Range;
}

export type DotenvQuote = 'none' | 'single' | 'double' | 'backtick';

export interface DotenvAssignment {
  readonly name: string;
  readonly nameRange: Range;
  /** Text before the name that exports it: `export `, `set `, `$env:`; empty where there is none. */
  readonly prefix: string;
  readonly quote: DotenvQuote;
  /** Inside the quotes; empty, behind the equals sign, where there is no value. */
  readonly valueRange: Range;
  /** A secret for AWS's secret-bearing names and wherever the text looks like one. Escapes are not expanded. */
  readonly value: string | SecretValue;
  /** The inline comment behind the value, from its `#`. */
  readonly commentRange: Range | undefined;
  /** The whole logical line, ending included. */
  readonly lineRange: Range;
}
