import type { DocumentModel } from '../model/document-model.ts';
import type { Range } from '../text/range.ts';
import { createRedactor, type Mask } from './redact.ts';

/** Shows places of a document. */
export interface CodeFrames {
  /** The line in which a range starts and a line of carets under the range, without final line ending. */
  frame(range: Range): string;
  /** A whole line, zero-based, with its secrets masked. */
  line(line: number): string;
}

/** Of a longer line only the surroundings of the finding are shown. In UTF-16 units. */
const LONGEST_LINE = 120;
const CONTEXT = 40;
const TAB = '    ';

/** What moves the cursor or is not seen. Shown as it is, it could forge a terminal's output. */
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]$/u;
const WIDE =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]$/u;
const NARROWLESS = /^[\p{M}\u200d]$/u;

/**
 * Makes the code frames of a document. No frame shows a secret or a whole access key id: each is replaced by a mask,
 * and the carets stand under the mask.
 */
export function createCodeFrames(model: DocumentModel): CodeFrames {
  const { text, lines } = model.document.source;
  const redactor = createRedactor(model);
  return {
    line: (line) => {
      const whole = { start: lines.lineStart(line), end: lines.lineEnd(line) };
      return piecesOf(text, whole, redactor.masksOf(line))
        .map(({ shown }) => shown)
        .join('');
    },
    frame: (range) => {
      const { line } = lines.positionAt(range.start);
      const whole = { start: lines.lineStart(line), end: lines.lineEnd(line) };
      const marked = { start: Math.min(range.start, whole.end), end: Math.min(range.end, whole.end) };
      const masks = redactor.masksOf(line);
      const shown = render(text, cut(whole, marked, masks), marked, masks);
      const number = String(line + 1);
      const carets = ' '.repeat(shown.before) + '^'.repeat(Math.max(1, shown.width));
      return [`  ${number} | ${shown.text}`, `  ${' '.repeat(number.length)} | ${carets}`]
        .map((one) => one.trimEnd())
        .join('\n');
    },
  };
}

interface Window extends Range {
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

/** The part of a line that is shown; it never begins or ends inside a mask. */
function cut(line: Range, marked: Range, masks: readonly Mask[]): Window {
  if (line.end - line.start <= LONGEST_LINE) return { ...line, cutBefore: false, cutAfter: false };
  const start = outside(Math.max(line.start, marked.start - CONTEXT), masks, 'start');
  const end = outside(Math.min(line.end, start + LONGEST_LINE), masks, 'end');
  return { start, end, cutBefore: start > line.start, cutAfter: end < line.end };
}

function outside(offset: number, masks: readonly Mask[], side: 'start' | 'end'): number {
  const mask = masks.find((one) => one.start < offset && offset < one.end);
  return mask ? mask[side] : offset;
}

interface Rendered {
  readonly text: string;
  /** Columns before the marked range and under it. */
  readonly before: number;
  readonly width: number;
}

/** Writes the window piece by piece and measures the columns of the marked range. */
function render(text: string, window: Window, marked: Range, masks: readonly Mask[]): Rendered {
  const pieces = piecesOf(text, window, masks);
  const columns = (wanted: readonly Mask[]): number =>
    wanted.reduce((sum, one) => sum + widthOf(one.shown), 0);
  return {
    text: `${window.cutBefore ? '…' : ''}${pieces.map((one) => one.shown).join('')}${window.cutAfter ? '…' : ''}`,
    before: columns(pieces.filter((one) => one.end <= marked.start)) + (window.cutBefore ? 1 : 0),
    width: columns(pieces.filter((one) => one.start < marked.end && marked.start < one.end)),
  };
}

/** The masks and characters of a window, in order. */
function piecesOf(text: string, window: Range, masks: readonly Mask[]): readonly Mask[] {
  const starts = new Map(masks.map((mask) => [mask.start, mask]));
  const pieces: Mask[] = [];
  for (let start = window.start; start < window.end;) {
    const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
    const piece = starts.get(start) ?? { start, end: start + character.length, shown: visible(character) };
    pieces.push(piece);
    start = piece.end;
  }
  return pieces;
}

function visible(character: string): string {
  if (character === '\t') return TAB;
  return INVISIBLE.test(character) && character !== '\u200d' ? '\uFFFD' : character;
}

/** Columns of a terminal, as nearly as can be told without its font. */
function widthOf(piece: string): number {
  let width = 0;
  for (const character of piece) width += NARROWLESS.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}
