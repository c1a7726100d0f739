import type { Range } from '../../text/range.ts';
import { isAnySpace, trimRange } from './white-space.ts';

/** The places of a `key = value` within a line. */
export interface IniAssignment {
  readonly key: Range;
  readonly delimiter: '=' | ':';
  readonly delimiterRange: Range;
  /** Trimmed; empty, right behind the delimiter, where there is no value. */
  readonly value: Range;
}

/**
 * Finds key and value in a trimmed line; `undefined` for a line that is no assignment. `first` takes whichever
 * delimiter comes first, as the AWS CLI does; `equals` the first equals sign alone, as the JS SDK does, and the AWS CLI
 * in indented blocks.
 */
export function readAssignment(
  text: string,
  line: Range,
  delimiters: 'first' | 'equals',
): IniAssignment | undefined {
  const content = text.slice(line.start, line.end);
  const at = delimiters === 'first' ? firstDelimiter(content) : content.indexOf('=');
  if (at === 0 && delimiters === 'first') return readAssignment(text, line, 'equals');
  if (at <= 0) return undefined;
  const start = line.start + at;
  const value = trimRange(text, { start: start + 1, end: line.end }, isAnySpace);
  return {
    key: trimRange(text, { start: line.start, end: start }, isAnySpace),
    delimiter: text.charAt(start) === ':' ? ':' : '=',
    delimiterRange: { start, end: start + 1 },
    value: value.start === value.end ? { start: start + 1, end: start + 1 } : value,
  };
}

/** Where the first `=` or `:` of a line stands; -1 where there is neither. */
export function firstDelimiter(line: string): number {
  const equals = line.indexOf('=');
  const colon = line.indexOf(':');
  return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
}

/** Where a comment behind a value starts, one white space before it included, as the JS SDK sees it: ` # …` or ` ; …`. */
export function inlineCommentStart(value: string): number | undefined {
  // Most values have neither sign, which is told without a regular expression.
  if (!value.includes('#') && !value.includes(';')) return undefined;
  const at = value.search(/(?:^|\s)[#;]/u);
  return at < 0 ? undefined : at;
}
