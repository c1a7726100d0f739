/** A place in a text as the Language Server Protocol counts it: zero-based line, zero-based UTF-16 unit in the line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Converts between offsets and positions. Lines end at LF, CRLF or a lone CR, as in the Language Server Protocol. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offset of the first character of a line; the text's length for a line past the end. */
  lineStart(line: number): number;
  /** Offset behind the last character of a line, its line ending left out. */
  lineEnd(line: number): number;
  /** Clamps an offset outside the text to its nearest end. */
  positionAt(offset: number): Position;
  /** Clamps a character past the end of its line to the end of that line. */
  offsetAt(position: Position): number;
}

const LINE_BREAK = /\r\n|\r|\n/gu;

/** Builds the index in one pass over the text. */
export function createLineIndex(text: string): LineIndex {
  const starts = [0];
  const ends: number[] = [];
  for (const match of text.matchAll(LINE_BREAK)) {
    ends.push(match.index);
    starts.push(match.index + match[0].length);
  }
  ends.push(text.length);

  const lineStart = (line: number): number => starts[line] ?? text.length;
  const lineEnd = (line: number): number => ends[line] ?? text.length;
  return {
    lineCount: starts.length,
    lineStart,
    lineEnd,
    positionAt: (offset) => {
      const clamped = Math.max(0, Math.min(offset, text.length));
      const line = lineOf(starts, clamped);
      return { line, character: clamped - lineStart(line) };
    },
    offsetAt: ({ line, character }) => Math.min(lineStart(line) + Math.max(0, character), lineEnd(line)),
  };
}

/** Binary search for the last line that starts at or before the offset. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
