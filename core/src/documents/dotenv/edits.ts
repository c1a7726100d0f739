import { insertLines, replaceLines } from '../../text/line-edits.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { DotenvAssignment, DotenvDocument, DotenvQuote } from './nodes.ts';

/** A variable to write. The value is of one line and no secret. */
export interface DotenvVariable {
  readonly name: string;
  readonly value: string;
}

const SIGNS: Readonly<Record<DotenvQuote, string>> = { none: '', single: "'", double: '"', backtick: '`' };

/** Values that mean the same without quotes for every reader, shells included. */
const PLAIN = /^[\w@%+=:,./-]*$/u;

/** Deletes assignments, commented ones too, with their lines. */
export function deleteAssignments(
  document: DotenvDocument,
  assignments: readonly DotenvAssignment[],
): readonly TextEdit[] {
  return replaceLines(
    document.source,
    assignments.map((one) => one.lineRange),
    [],
  );
}

/** Replaces a value and leaves its quotes, or gives it other ones where it needs them. */
export function replaceAssignedValue(
  document: DotenvDocument,
  assignment: DotenvAssignment,
  value: string,
): readonly TextEdit[] {
  const { quote, valueRange } = assignment;
  const width = SIGNS[quote].length;
  const end = valueRange.end + width;
  // Only npm's reader takes a `#` without white space before it for a comment.
  const gap = document.source.text.charAt(end) === '#' ? ' ' : '';
  return [{ start: valueRange.start - width, end, newText: quoted(value, quote) + gap }];
}

/** Writes variables on lines of their own behind another one, in its style: prefix, indentation, spacing, quotes. */
export function insertAfterAssignment(
  document: DotenvDocument,
  like: DotenvAssignment,
  variables: readonly DotenvVariable[],
): readonly TextEdit[] {
  if (variables.length === 0) return [];
  return [
    insertLines(
      document.source,
      like.lineRange.end,
      variables.map((one) => assignmentLike(document, like, one)),
    ),
  ];
}

/** Writes variables at the end of the file, in the style of its last assignment. */
export function appendAssignments(
  document: DotenvDocument,
  variables: readonly DotenvVariable[],
): readonly TextEdit[] {
  if (variables.length === 0) return [];
  const like = document.assignments.at(-1);
  const lines = variables.map((one) =>
    like ? assignmentLike(document, like, one) : `${one.name}=${quoted(one.value, 'none')}`,
  );
  return [insertLines(document.source, document.source.text.length, lines)];
}

/** The line of a variable in the style of another one: prefix, indentation, spacing, quotes. Without line ending. */
export function assignmentLike(
  { source }: DotenvDocument,
  like: DotenvAssignment,
  { name, value }: DotenvVariable,
): string {
  const { text, lines } = source;
  const prefixStart = like.nameRange.start - like.prefix.length;
  const lead = text.slice(lines.lineStart(lines.positionAt(prefixStart).line), prefixStart);
  const spacing = /^[ \t]*=[ \t]*/u.exec(text.slice(like.nameRange.end))?.[0] ?? '=';
  return `${/^[ \t]*$/u.test(lead) ? lead : ''}${like.prefix}${name}${spacing}${quoted(value, like.quote)}`;
}

/** The value in the wanted quotes, or in the first ones that it does not hold itself. */
function quoted(value: string, wanted: DotenvQuote): string {
  if (wanted === 'none' && PLAIN.test(value)) return value;
  const candidates: readonly DotenvQuote[] = [
    wanted === 'none' ? 'double' : wanted,
    'double',
    'single',
    'backtick',
  ];
  const sign = SIGNS[candidates.find((one) => !value.includes(SIGNS[one])) ?? 'double'];
  return `${sign}${value}${sign}`;
}
