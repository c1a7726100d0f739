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

/** Builds the index in one pass over the text. */
export function createLineIndex(text: string): LineIndex {
  return new LineStarts(text);
}

/** A class, so that all indexes share their methods: a reader asks for each line of a file. */
class LineStarts implements LineIndex {
  readonly lineCount: number;
  readonly #text: string;
  readonly #starts: Uint32Array;

  constructor(text: string) {
    this.#text = text;
    this.#starts = findStarts(text);
    this.lineCount = this.#starts.length;
  }

  lineStart(line: number): number {
    return this.#starts[line] ?? this.#text.length;
  }

  lineEnd(line: number): number {
    const text = this.#text;
    const next = this.#starts[line + 1];
    if (next === undefined) return text.length;
    return text.charCodeAt(next - 1) === FEED &&
      next - 2 >= this.lineStart(line) &&
      text.charCodeAt(next - 2) === CARRIAGE
      ? next - 2
      : next - 1;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#text.length));
    const line = lineOf(this.#starts, clamped);
    return { line, character: clamped - this.lineStart(line) };
  }

  offsetAt({ line, character }: Position): number {
    return Math.min(this.lineStart(line) + Math.max(0, character), this.lineEnd(line));
  }
}

const FEED = '\n'.charCodeAt(0);
const CARRIAGE = '\r'.charCodeAt(0);

/** Characters that a line has in most files, or more. */
const SHORT_LINE = 20;

/**
 * The engine's own search jumps from line to line, many times as fast as a regular expression does. The numbers are kept
 * outside of the heap, where garbage collection does not move them.
 */
function findStarts(text: string): Uint32Array {
  let starts: Uint32Array = new Uint32Array(Math.ceil(text.length / SHORT_LINE) + 1);
  let count = 1;
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (feed >= 0 || carriage >= 0) {
    const isCarriage = carriage >= 0 && (feed < 0 || carriage < feed);
    const end = isCarriage ? carriage : feed;
    const start = end + (isCarriage && feed === end + 1 ? 2 : 1);
    if (count === starts.length) starts = twice(starts);
    starts[count] = start;
    count += 1;
    if (isCarriage) carriage = text.indexOf('\r', start);
    if (feed >= 0 && feed < start) feed = text.indexOf('\n', start);
  }
  return starts.slice(0, count);
}

function twice(full: Uint32Array): Uint32Array {
  const larger = new Uint32Array(full.length * 2);
  larger.set(full);
  return larger;
}

/** Binary search for the last line that starts at or before the offset. */
function lineOf(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
