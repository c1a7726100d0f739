import type { DotenvAssignment, DotenvDocument } from '../documents/dotenv/nodes.ts';
import type { Range } from '../text/range.ts';
import { caretWord, type CaretWord } from './caret-word.ts';

/** What is being written at a caret of a `.env` file. */
export type DotenvCaret =
  | {
      readonly type: 'name';
      readonly word: CaretWord;
      /** Missing where there is no equals sign yet. */
      readonly assignment: DotenvAssignment | undefined;
    }
  | { readonly type: 'value'; readonly word: CaretWord; readonly assignment: DotenvAssignment };

/** A name that is being typed, behind what exports it in some shell. */
const LOOSE_NAME = /^(\s*(?:export\s+|set\s+|\$env:)?)([\w.-]*)$/iu;

/** Finds what is being written; `undefined` where nothing can be proposed: in comments and values of many lines. */
export function dotenvCaret(document: DotenvDocument, caret: number): DotenvCaret | undefined {
  const { text, lines } = document.source;
  const assignment = assignmentAt(document, caret);
  if (assignment) return assignmentCaret(text, assignment, caret);
  const { line } = lines.positionAt(caret);
  const start = lines.lineStart(line);
  const [, prefix = '', name] = LOOSE_NAME.exec(text.slice(start, lines.lineEnd(line)).trimEnd()) ?? [];
  if (name === undefined) return undefined;
  // White space at the end of a line that is blank so far belongs to nobody.
  const from = name === '' ? caret : start + prefix.length;
  const word = { start: from, end: from + name.length };
  if (caret < word.start || caret > word.end || caret < start + prefix.trimEnd().length) return undefined;
  return { type: 'name', word: caretWord(word, caret), assignment: undefined };
}

/** The assignment whose lines the caret is on. */
export function assignmentAt(
  { assignments, source }: DotenvDocument,
  caret: number,
): DotenvAssignment | undefined {
  const found = assignments.findLast(({ lineRange }) => lineRange.start <= caret);
  if (!found) return undefined;
  const { end } = found.lineRange;
  // Behind the last line ending a new line begins, but without one the caret is still on the old.
  const isOn = caret < end || (caret === end && !/[\r\n]/u.test(source.text.charAt(end - 1)));
  return isOn ? found : undefined;
}

function assignmentCaret(text: string, assignment: DotenvAssignment, caret: number): DotenvCaret | undefined {
  const { nameRange } = assignment;
  const valueRange = openValue(text, assignment);
  if (caret >= nameRange.start && caret <= nameRange.end) {
    return { type: 'name', word: caretWord(nameRange, caret), assignment };
  }
  if (caret >= valueRange.start && caret <= valueRange.end) {
    const isLong = /[\r\n]/u.test(text.slice(valueRange.start, valueRange.end));
    return isLong ? undefined : { type: 'value', word: caretWord(valueRange, caret), assignment };
  }
  const isBlankBehind =
    valueRange.start === valueRange.end &&
    caret > valueRange.end &&
    /^[ \t]*$/u.test(text.slice(valueRange.end, caret));
  return isBlankBehind
    ? { type: 'value', word: caretWord({ start: caret, end: caret }, caret), assignment }
    : undefined;
}

/** Behind a quote that is not closed yet: for the parser it is a part of the value. */
function openValue(text: string, { quote, valueRange }: DotenvAssignment): Range {
  const isOpen = quote === 'none' && /["'`]/u.test(text.charAt(valueRange.start));
  return isOpen && valueRange.start < valueRange.end
    ? { start: valueRange.start + 1, end: valueRange.end }
    : valueRange;
}
