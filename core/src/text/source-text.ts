import { createLineIndex, type LineIndex } from './line-index.ts';

/** The line ending that new lines of an edit take over. */
export type Eol = '\n' | '\r\n' | '\r';

/** A file's text with what is needed to talk about places in it. Offsets count UTF-16 units of `text`. */
export interface SourceText {
  /** The text without a byte order mark: hosts that decode bytes strip it, editors never hand it over. */
  readonly text: string;
  /** Whether the file starts with a byte order mark, which botocore refuses. */
  readonly bom: boolean;
  /**
   * The file's bytes were no valid UTF-8, which only the host that decoded them knows. U+FFFD stands in the text for
   * what was lost: botocore refuses such a file, and the text must not be written back.
   */
  readonly malformed: boolean;
  /** The most frequent line ending; LF for a text of one line. */
  readonly eol: Eol;
  readonly lines: LineIndex;
}

/** What the text alone does not tell: how its bytes looked. */
export interface SourceTextOptions {
  /** The byte order mark is off already. */
  readonly bom?: boolean;
  readonly malformed?: boolean;
}

/**
 * Makes a source text. A U+FEFF at the start, left there by a host, is dropped and remembered as `bom`. Where the host
 * says that it has taken the mark off, another U+FEFF belongs to the text.
 */
export function createSourceText(raw: string, options: SourceTextOptions = {}): SourceText {
  const marked = options.bom !== true && raw.startsWith('\uFEFF');
  const bom = marked || options.bom === true;
  return new ReadText(marked ? raw.slice(1) : raw, bom, options.malformed === true);
}

/** A class, because V8 makes a hidden class for each object with getters of its own, and slow code for all who use them. */
class ReadText implements SourceText {
  readonly text: string;
  readonly bom: boolean;
  readonly malformed: boolean;
  #eol: Eol | undefined;
  #lines: LineIndex | undefined;

  constructor(text: string, bom: boolean, malformed: boolean) {
    this.text = text;
    this.bom = bom;
    this.malformed = malformed;
  }

  get eol(): Eol {
    return (this.#eol ??= dominantEol(this.text));
  }

  get lines(): LineIndex {
    return (this.#lines ??= createLineIndex(this.text));
  }
}

function dominantEol(text: string): Eol {
  if (!text.includes('\r')) return '\n';
  const counts = { '\n': 0, '\r\n': 0, '\r': 0 };
  for (const [eol] of text.matchAll(/\r\n|\r|\n/gu)) counts[eol as Eol] += 1;
  if (counts['\r\n'] > counts['\n'] && counts['\r\n'] >= counts['\r']) return '\r\n';
  return counts['\r'] > counts['\n'] ? '\r' : '\n';
}
