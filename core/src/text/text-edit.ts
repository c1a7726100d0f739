import { compareRanges, type Range } from './range.ts';

/** Replaces the text of a range. An empty range inserts, an empty `newText` deletes. */
export interface TextEdit extends Range {
  readonly newText: string;
}

/** Document order. Inserts at one offset keep the order in which they were given. */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort(compareRanges);
}

/** In document order, with inserts at one offset as a single one: not every editor keeps the order of several. */
export function joinInserts(edits: readonly TextEdit[]): readonly TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of sortEdits(edits)) {
    const last = joined.at(-1);
    const isBehind = last?.start === edit.start && last.end === last.start && edit.end === edit.start;
    if (isBehind) joined[joined.length - 1] = { ...last, newText: last.newText + edit.newText };
    else joined.push(edit);
  }
  return joined;
}

/** The first two edits that overlap, if any. Edits that only touch do not overlap. */
export function findConflict(edits: readonly TextEdit[]): readonly [TextEdit, TextEdit] | undefined {
  const sorted = sortEdits(edits);
  for (const [index, edit] of sorted.entries()) {
    const previous = sorted[index - 1];
    if (previous && edit.start < previous.end) return [previous, edit];
  }
  return undefined;
}

/** Applies edits whose offsets all refer to the text as given. Throws a RangeError on overlap or on offsets outside it. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  if (findConflict(edits)) throw new RangeError('Edits overlap');
  let result = '';
  let at = 0;
  for (const edit of sortEdits(edits)) {
    if (edit.start < 0 || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError('Edit lies outside the text');
    }
    result += text.slice(at, edit.start) + edit.newText;
    at = edit.end;
  }
  return result + text.slice(at);
}
