import { replaceLines } from '../../text/line-edits.ts';
import { range, type Range } from '../../text/range.ts';
import { columnOf, indentUnit, type YamlEdits } from './edits.ts';
import type { YamlDocument } from './nodes.ts';
import { blockScalar, renderBlock, type NewPair } from './render.ts';

/** An item of a block list, such as a step: from its `-` to the end of its last line. */
export interface ListItem {
  readonly range: Range;
  /** Column of the `-` in UTF-16 units. */
  readonly dashColumn: number | undefined;
}

/**
 * Inserts an item before another one of a block list. It copies the column of the `-`, the distance of the text from
 * it and the habit of blank lines between items; comments above the other item stay with it.
 */
export function insertItemBefore(
  document: YamlDocument,
  items: readonly ListItem[],
  index: number,
  pairs: readonly NewPair[],
): YamlEdits {
  const { eol } = document.source;
  return insertBefore(document, items, index, (indent) => [
    renderBlock(pairs, indent, indentUnit(document), eol),
  ]);
}

/** Inserts texts, each as an item of its own, in the same way. */
export function insertTextsBefore(
  document: YamlDocument,
  items: readonly ListItem[],
  index: number,
  texts: readonly string[],
): YamlEdits {
  return insertBefore(document, items, index, () => texts.map(blockScalar));
}

function insertBefore(
  document: YamlDocument,
  items: readonly ListItem[],
  index: number,
  render: (indent: string) => readonly string[],
): YamlEdits {
  const item = items[index];
  const place = item && dashPlace(document, item);
  if (!place || !document.editable) return undefined;
  const { eol, text } = document.source;
  const gap = /^-( +)\S/u.exec(text.slice(item.range.start, item.range.end))?.[1] ?? ' ';
  const indent = ' '.repeat(place.column);
  const blank = separatesItems(document, items) ? eol : '';
  const at = startWithComments(document, place.lineStart, place.column, items[index - 1]?.range.end ?? 0);
  const written = render(`${indent} ${gap}`).map((body) => `${indent}-${gap}${body}${eol}${blank}`);
  return [{ start: at, end: at, newText: written.join('') }];
}

/** Deletes an item with its whole lines; `undefined` where it is the only one or shares its line. */
export function deleteItem(document: YamlDocument, items: readonly ListItem[], index: number): YamlEdits {
  return deleteItems(document, items, [index]);
}

/** Deletes items with their whole lines; `undefined` where none would be left, or one shares its line. */
export function deleteItems(
  document: YamlDocument,
  items: readonly ListItem[],
  indexes: readonly number[],
): YamlEdits {
  const gone = new Set(indexes);
  const doomed = items.filter((_item, index) => gone.has(index));
  const starts = doomed.map((item) => dashPlace(document, item)?.lineStart);
  if (doomed.length >= items.length || starts.includes(undefined) || !document.editable) return undefined;
  const { source } = document;
  return replaceLines(
    source,
    doomed.map(({ range: { end } }, index) => ({
      start: starts[index] ?? end,
      end: source.lines.lineStart(source.lines.positionAt(end).line + 1),
    })),
    [],
  );
}

/** Where the item's line starts; `undefined` unless the `-` is the first thing on it. */
function dashPlace(
  document: YamlDocument,
  item: ListItem,
): { lineStart: number; column: number } | undefined {
  if (item.dashColumn === undefined) return undefined;
  const { lines, text } = document.source;
  const { start } = item.range;
  const lineStart = lines.lineStart(lines.positionAt(start).line);
  const column = columnOf(document, start);
  return text[start] === '-' && /^ *$/u.test(text.slice(lineStart, start))
    ? { lineStart, column }
    : undefined;
}

/** Comments right above an item, at its own column, belong to it. */
function startWithComments(document: YamlDocument, lineStart: number, column: number, floor: number): number {
  const { lines, text } = document.source;
  let at = lineStart;
  for (let line = lines.positionAt(lineStart).line - 1; line >= 0; line -= 1) {
    const start = lines.lineStart(line);
    const content = text.slice(start, lines.lineEnd(line));
    if (start < floor || !content.startsWith(`${' '.repeat(column)}#`)) break;
    at = start;
  }
  return at;
}

/** Whether most neighbours have a blank line between them. */
function separatesItems(document: YamlDocument, items: readonly ListItem[]): boolean {
  const gaps = items.slice(1).map((item, index) => range(items[index]?.range.end ?? 0, item.range.start));
  const blank = gaps.filter(({ start, end }) =>
    /\n[ \t]*\r?\n/u.test(document.source.text.slice(start, end)),
  );
  return blank.length > 0 && blank.length * 2 >= gaps.length;
}
