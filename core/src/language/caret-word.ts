import type { Range } from '../text/range.ts';

/** The word at the caret: what an editor replaces that inserts, and what one replaces that overwrites. */
export interface CaretWord {
  /** From the word's start to the caret. */
  readonly insert: Range;
  /** The whole word. */
  readonly replace: Range;
}

/** A word and the caret in it; the caret lies inside the word or at one of its ends. */
export function caretWord(word: Range, caret: number): CaretWord {
  return { insert: { start: word.start, end: caret }, replace: word };
}
