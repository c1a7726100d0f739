import { isAnySpace, skipSpace, skipSpaceBack } from './white-space.ts';

/** The places of a `key = value` within a text. One object serves many lines: there is one for each line of a file. */
export class Assignment {
  keyStart = 0;
  keyEnd = 0;
  delimiter: '=' | ':' = '=';
  delimiterStart = 0;
  /** Trimmed; empty, right behind the delimiter, where there is no value. */
  valueStart = 0;
  valueEnd = 0;

  /**
   * Finds key and value in a trimmed line, of which the offsets are given. `false` for a line that is no assignment.
   * `first` takes whichever delimiter comes first, as the AWS CLI does; `equals` the first equals sign alone, as the JS
   * SDK does, and the AWS CLI in indented blocks.
   */
  read(text: string, start: number, end: number, delimiters: 'first' | 'equals'): boolean {
    const first = delimiterIn(text, start, end, delimiters === 'first');
    const at = first === start && delimiters === 'first' ? delimiterIn(text, start, end, false) : first;
    if (at <= start) return false;
    const valueStart = skipSpace(text, at + 1, end, isAnySpace);
    this.keyStart = start;
    this.keyEnd = skipSpaceBack(text, start, at, isAnySpace);
    this.delimiter = text.charCodeAt(at) === COLON ? ':' : '=';
    this.delimiterStart = at;
    this.valueStart = valueStart === end ? at + 1 : valueStart;
    this.valueEnd = valueStart === end ? at + 1 : end;
    return true;
  }
}

const EQUALS = '='.charCodeAt(0);
const COLON = ':'.charCodeAt(0);

function delimiterIn(text: string, start: number, end: number, colons: boolean): number {
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === EQUALS || (colons && code === COLON)) return at;
  }
  return -1;
}

/** Where the first `=` or `:` of a line stands; -1 where there is neither. */
export function firstDelimiter(line: string): number {
  return delimiterIn(line, 0, line.length, true);
}

/** Whether no tool sees a quote or a comment in a value. */
export function isPlainValue(value: string): boolean {
  const first = value.charCodeAt(0);
  return first !== QUOTE && first !== APOSTROPHE && !hasCommentSign(value);
}

const QUOTE = '"'.charCodeAt(0);
const APOSTROPHE = "'".charCodeAt(0);

function hasCommentSign(value: string): boolean {
  return value.includes('#') || value.includes(';');
}

/** Where a comment behind a value starts, one white space before it included, as the JS SDK sees it: ` # …` or ` ; …`. */
export function inlineCommentStart(value: string): number | undefined {
  // Most values have neither sign, which is told without a regular expression.
  if (!hasCommentSign(value)) return undefined;
  const at = value.search(/(?:^|\s)[#;]/u);
  return at < 0 ? undefined : at;
}
