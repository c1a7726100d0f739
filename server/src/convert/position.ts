import type { Position, Range, SourceText } from '@keyless/core';
import type { Position as LspPosition, Range as LspRange } from '../lsp.ts';

/**
 * Converts between a source's offsets and the client's positions. A source has no byte order mark, but the client's
 * text may start with one; then its first line is one unit longer.
 */
export interface PositionMap {
  range(range: Range): LspRange;
  offset(position: LspPosition): number;
  offsets(range: LspRange): Range;
}

/** `marked`: whether the text as the client holds it starts with U+FEFF. */
export function createPositionMap({ lines }: SourceText, marked: boolean): PositionMap {
  const shift = marked ? 1 : 0;
  const offset = ({ line, character }: LspPosition): number =>
    lines.offsetAt({ line, character: line === 0 ? character - shift : character });
  return {
    range: ({ start, end }) =>
      toLspRange({ start: lines.positionAt(start), end: lines.positionAt(end) }, marked),
    offset,
    offsets: ({ start, end }) => ({ start: offset(start), end: offset(end) }),
  };
}

/** A place of the engine as the client counts it. */
export function toLspRange(
  { start, end }: { readonly start: Position; readonly end: Position },
  marked: boolean,
): LspRange {
  const shift = ({ line, character }: Position): LspPosition => ({
    line,
    character: marked && line === 0 ? character + 1 : character,
  });
  return { start: shift(start), end: shift(end) };
}

/** Whether a text starts with a byte order mark. */
export function isMarked(text: string): boolean {
  return text.startsWith('\uFEFF');
}
