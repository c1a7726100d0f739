import { inlineCommentStart } from '../documents/ini/assignment.ts';
import { entryOnLine, sectionAt } from '../documents/ini/nodes-at.ts';
import type { IniDocument, IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { indentOf } from '../documents/ini/style.ts';
import { isAnySpace, trimRange } from '../documents/ini/white-space.ts';
import { writtenValue } from '../documents/ini/written-value.ts';
import type { Range } from '../text/range.ts';
import { caretWord, type CaretWord } from './caret-word.ts';

/** What is being written at a caret of a config or credentials file. */
export type IniCaret =
  /** Between the brackets of a header, which may not be closed yet. */
  | { readonly type: 'header'; readonly word: CaretWord; readonly closed: boolean }
  /** A key, or the empty line that it would stand on. */
  | {
      readonly type: 'key';
      readonly word: CaretWord;
      /** Missing above the first header. */
      readonly section: IniSection | undefined;
      /** The entry whose block the key is in. */
      readonly parent: IniEntry | undefined;
      /** The entry that it is the key of; missing where there is no delimiter yet. */
      readonly entry: IniEntry | undefined;
    }
  | {
      readonly type: 'value';
      readonly word: CaretWord;
      readonly section: IniSection;
      readonly entry: IniEntry;
      /** Nothing stands between the delimiter and the caret. */
      readonly touchesDelimiter: boolean;
    };

/** Where a line is and what stands on it. */
interface Line {
  readonly start: number;
  /** Without the white space around it. */
  readonly text: Range;
}

/** Finds what is being written; `undefined` where nothing can be proposed: in comments, behind values and brackets. */
export function iniCaret(document: IniDocument, caret: number): IniCaret | undefined {
  const { text, lines } = document.source;
  const number = lines.positionAt(caret).line;
  const whole = { start: lines.lineStart(number), end: lines.lineEnd(number) };
  const line: Line = { start: whole.start, text: trimRange(text, whole, isAnySpace) };
  const first = text.charAt(line.text.start);
  const isBlank = line.text.start === line.text.end;
  if (!isBlank && (first === '#' || first === ';')) return undefined;
  if (!isBlank && first === '[') return headerCaret(text, line, caret);
  const section = sectionAt(document, line.start);
  const entry = section && entryOnLine(document, section, number);
  if (section && entry) return entryCaret(document, section, entry, caret);
  return looseCaret(document, section, line, caret);
}

function headerCaret(text: string, line: Line, caret: number): IniCaret | undefined {
  const start = line.text.start + 1;
  const content = text.slice(start, line.text.end);
  const close = content.indexOf(']');
  const comment = content.search(/\s[#;]/u);
  const length = close >= 0 ? close : comment >= 0 ? comment : content.length;
  // Blanks at the end of what is being typed belong to it: `[profile `.
  const isOpen = close < 0 && comment < 0 && /^[ \t]*$/u.test(text.slice(line.text.end, caret));
  const end = isOpen ? Math.max(start + length, caret) : start + length;
  if (caret < start || caret > end) return undefined;
  return { type: 'header', word: caretWord({ start, end }, caret), closed: close >= 0 };
}

function entryCaret(
  document: IniDocument,
  section: IniSection,
  entry: IniEntry,
  caret: number,
): IniCaret | undefined {
  const { keyRange, delimiterRange, parent, swallowed } = entry;
  // Such a line is a part of the value above it for the AWS CLI, and a rule says so.
  if (swallowed) return undefined;
  if (caret >= keyRange.start && caret <= keyRange.end) {
    return { type: 'key', word: caretWord(keyRange, caret), section, parent, entry };
  }
  if (caret < delimiterRange.end) return undefined;
  const word = valueWord(document, entry, caret);
  return (
    word && {
      type: 'value',
      word,
      section,
      entry,
      touchesDelimiter: word.insert.start === delimiterRange.end,
    }
  );
}

/** Inside the quotes where there are any; a comment behind the value is none of its business. */
function valueWord(document: IniDocument, entry: IniEntry, caret: number): CaretWord | undefined {
  const written = writtenValue(document, entry);
  const value = written.unquoted ?? written.range;
  if (value.start === value.end) {
    const isBehind = written.comment !== undefined && caret > written.comment.start;
    return isBehind ? undefined : caretWord({ start: caret, end: caret }, caret);
  }
  if (caret > value.end) return undefined;
  // Before the value: what is chosen takes its place, or stands in front of it.
  return caretWord({ start: Math.min(caret, value.start), end: value.end }, caret);
}

/** A line without delimiter: blank, or with a key that is being typed. */
function looseCaret(
  document: IniDocument,
  section: IniSection | undefined,
  { start, text: range }: Line,
  caret: number,
): IniCaret | undefined {
  const { text } = document.source;
  const isBlank = range.start === range.end;
  const length = isBlank ? 0 : text.slice(range.start, range.end).search(/\s|$/u);
  const word = isBlank ? { start: caret, end: caret } : { start: range.start, end: range.start + length };
  if (caret < word.start || caret > word.end) return undefined;
  const parent = section && parentOf(document, section, start, word.start - start);
  if (parent === 'continues') return undefined;
  return { type: 'key', word: caretWord(word, caret), section, parent, entry: undefined };
}

/** What a new line of some indentation would belong to; `continues` where the AWS CLI would join it to a value. */
function parentOf(
  document: IniDocument,
  { entries }: IniSection,
  lineStart: number,
  indent: number,
): IniEntry | 'continues' | undefined {
  const above = entries.findLast(({ keyRange, swallowed }) => keyRange.start < lineStart && !swallowed);
  const owner = above?.parent ?? above;
  if (!owner || indent <= indentOf(document, owner).length) return undefined;
  const { start, end } = owner.valueRange;
  const opensBlock = start === end || inlineCommentStart(document.source.text.slice(start, end)) === 0;
  return opensBlock ? owner : 'continues';
}
