import { compareRanges, type Range } from './range.ts';
import type { SourceText } from './source-text.ts';
import type { TextEdit } from './text-edit.ts';

/**
 * Removes whole lines and puts new ones where the first of them stood. `removed` are ranges of whole lines, ending
 * included; `lines` come without ending. A text without a final newline stays one.
 */
export function replaceLines(
  source: SourceText,
  removed: readonly Range[],
  lines: readonly string[],
): readonly TextEdit[] {
  return joinAdjacent(removed).map((block, index) => editOf(source, block, index === 0 ? lines : []));
}

/** Inserts whole lines before the line that starts at `offset`, or behind the last line of the text. */
export function insertLines(source: SourceText, offset: number, lines: readonly string[]): TextEdit {
  const { text, eol } = source;
  const atOpenEnd = offset === text.length && text !== '' && !/[\r\n]$/u.test(text);
  const body = lines.join(eol);
  return { start: offset, end: offset, newText: atOpenEnd ? eol + body : body + eol };
}

function editOf({ text, eol }: SourceText, block: Range, lines: readonly string[]): TextEdit {
  const body = lines.join(eol);
  const openEnd = block.end === text.length && !/[\r\n]$/u.test(text);
  if (!openEnd) return { ...block, newText: lines.length === 0 ? '' : body + eol };
  if (lines.length > 0) return { ...block, newText: body };
  // The last line goes and nothing takes its place: the line before becomes the last one, without ending.
  const before = /(?:\r\n|\r|\n)$/u.exec(text.slice(0, block.start))?.[0] ?? '';
  return { start: block.start - before.length, end: block.end, newText: '' };
}

function joinAdjacent(ranges: readonly Range[]): readonly Range[] {
  const blocks: { start: number; end: number }[] = [];
  for (const one of [...ranges].sort(compareRanges)) {
    const last = blocks.at(-1);
    if (last && one.start <= last.end) last.end = Math.max(last.end, one.end);
    else blocks.push({ start: one.start, end: one.end });
  }
  return blocks;
}
