import type { SourceText } from '../../text/source-text.ts';
import type { IniLine, IniLineType } from './nodes.ts';

/** The place of a type is its code. */
const TYPES: readonly IniLineType[] = ['blank', 'comment', 'header', 'entry', 'continuation', 'unrecognised'];

/** Leaves room for the code of a type below the indent. */
const UNIT = 8;

/**
 * What the lines of a text are. A number each, because there are many of them and hardly anybody looks: the objects are
 * made when somebody does.
 */
export class LineForms {
  readonly #source: SourceText;
  readonly #forms: number[] = [];

  constructor(source: SourceText) {
    this.#source = source;
  }

  /** Notes what the next line of the text is. Returns the bit of its type, see `typeBit`. */
  add(type: IniLineType, indent: number): number {
    const code = TYPES.indexOf(type);
    this.#forms.push(indent * UNIT + code);
    return 1 << code;
  }

  /** A zero-based line that has been noted. */
  lineAt(line: number): IniLine {
    const { lines } = this.#source;
    const form = this.#forms[line] ?? 0;
    const start = lines.lineStart(line);
    return {
      type: TYPES[form % UNIT] ?? 'blank',
      range: { start, end: lines.lineEnd(line) },
      full: { start, end: lines.lineStart(line + 1) },
      indent: Math.floor(form / UNIT),
    };
  }

  /** The lines from a zero-based one up to another one, which is left out. */
  slice(first: number, end: number): readonly IniLine[] {
    return Array.from({ length: end - first }, (_, index) => this.lineAt(first + index));
  }
}

/** A bit for each type of lines, for sets of them. */
export function typeBit(type: IniLineType): number {
  return 1 << TYPES.indexOf(type);
}
