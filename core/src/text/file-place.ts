import type { Position } from './line-index.ts';
import type { Range } from './range.ts';
import type { SourceText } from './source-text.ts';

/** A place in a file that need not be at hand any more, so it is given by lines too. */
export interface FilePlace {
  readonly uri: string;
  readonly range: Range;
  readonly start: Position;
  readonly end: Position;
}

/** A part of a file as a place of its own. */
export function placeIn(
  { uri, source: { lines } }: { readonly uri: string; readonly source: Pick<SourceText, 'lines'> },
  range: Range,
): FilePlace {
  return { uri, range, start: lines.positionAt(range.start), end: lines.positionAt(range.end) };
}
