import type { SourceText } from '../../text/source-text.ts';
import type { Range } from '../../text/range.ts';
import { inlineCommentStart } from './assignment.ts';
import type { IniDocument, IniEntry } from './nodes.ts';
import { isAnySpace, trimRange } from './white-space.ts';

/** What a person has written behind a delimiter: the value that is meant, and a comment behind it. */
export interface WrittenValue {
  /** Trimmed, without the comment. Where a quote encloses the comment sign, the whole text is the value. */
  readonly range: Range;
  /** From the comment's sign to the end of the line's text. */
  readonly comment: Range | undefined;
  /** A sign with white space before it inside quotes: nobody means a comment, but the JavaScript SDK sees one. */
  readonly cut: Range | undefined;
  /** Inside the quotes of a value that stands in one pair of them. */
  readonly unquoted: Range | undefined;
}

/**
 * Takes a value apart as the person means it. `command`: quotes count wherever a word has them, as in a shell, and a
 * semicolon is part of the command; else only quotes around the whole value count.
 */
export function writtenValue(
  { source }: IniDocument,
  { valueRange }: IniEntry,
  command = false,
): WrittenValue {
  const text = source.text.slice(valueRange.start, valueRange.end);
  const at = inlineCommentStart(text);
  if (at === undefined) return valueOf(source.text, valueRange);
  const sign = valueRange.start + at + (/[#;]/u.test(text.charAt(at)) ? 0 : 1);
  const rest = { start: sign, end: valueRange.end };
  const isMeant = command ? !isInsideQuotes(text, sign - valueRange.start) : !isEnclosed(text, at);
  if (!isMeant || (command && text.charAt(sign - valueRange.start) === ';')) {
    return valueOf(source.text, valueRange, { cut: rest });
  }
  const range = trimRange(source.text, { start: valueRange.start, end: sign }, isAnySpace);
  return valueOf(source.text, range, { comment: rest });
}

/** The text of a value, which is the value itself unless that is a secret. */
export function writtenText(entry: IniEntry, { text }: SourceText): string {
  const { value } = entry;
  return typeof value === 'string' ? value : text.slice(entry.valueRange.start, entry.valueRange.end);
}

/** Whether a value has neither quotes around it nor a comment behind it, as nearly all: nothing of it needs to be taken off. */
export function isAsWritten(value: string): boolean {
  return inlineCommentStart(value) === undefined && !isInQuotes(value);
}

/** Called for every value of a file: objects are not spread here, which costs more than all the rest. */
function valueOf(
  text: string,
  range: Range,
  { comment, cut }: { readonly comment?: Range; readonly cut?: Range } = {},
): WrittenValue {
  const isQuoted = isInQuotes(text.slice(range.start, range.end));
  const unquoted = isQuoted ? { start: range.start + 1, end: range.end - 1 } : undefined;
  return { range, comment, cut, unquoted };
}

/** Whether a value stands in one pair of quotes, with none of its kind inside. */
function isInQuotes(value: string): boolean {
  const quote = value.charAt(0);
  if (quote !== '"' && quote !== "'") return false;
  return value.length > 1 && value.indexOf(quote, 1) === value.length - 1;
}

/** A value that starts with a quote which is closed only behind the sign. */
function isEnclosed(text: string, at: number): boolean {
  const quote = text.charAt(0);
  if (quote !== '"' && quote !== "'") return false;
  return text.indexOf(quote, 1) > at;
}

function isInsideQuotes(text: string, at: number): boolean {
  let open = '';
  for (const character of text.slice(0, at)) {
    if (open === '' && (character === '"' || character === "'")) open = character;
    else if (character === open) open = '';
  }
  return open !== '' && text.includes(open, at);
}
