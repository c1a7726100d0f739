import { createSourceText, type SourceText } from '../../text/source-text.ts';
import type { IniKind } from '../document.ts';
import { problemsOf, readParserLines } from './config-parser.ts';
import { moveSection } from './moved.ts';
import type { IniSection } from './nodes.ts';
import type { PartProblems } from './parser-problems.ts';
import { isPlain } from './plain-block.ts';
import type { SectionNode } from './section-node.ts';
import { readOptions, readSections, type IniHead, type ReadOptions } from './section-reader.ts';

/**
 * A run of lines that every reader takes for the same, whatever stands above: it starts with a header that is not
 * indented and has its closing bracket, or with the file. Neither can be the rest of a value, and both end whatever was
 * open. So a block whose text has not changed has not changed at all, but for its place.
 */
export type IniBlock = ReadBlock | MovedBlock;

interface Block {
  /** Where it stands in its document; the end is the next one's start. */
  readonly start: number;
  readonly end: number;
  readonly head: IniHead;
  readonly sections: readonly IniSection[];
  /** `undefined` for a plain block, which has none. */
  readonly problems: PartProblems | undefined;
}

interface ReadBlock extends Block {
  readonly sections: readonly SectionNode[];
  readonly origin?: undefined;
}

interface MovedBlock extends Block {
  /** The block as it was read, where it stood elsewhere: so that no version of a file keeps those before it. */
  readonly origin: ReadBlock;
}

/** The first lines of the blocks of a text, and the line behind the last one. Zero-based. */
export function blockLines({ text, lines }: SourceText): readonly number[] {
  const found = [0];
  for (let line = 1; line < lines.lineCount; line += 1) {
    const start = lines.lineStart(line);
    if (text.charCodeAt(start) === OPENING && isWhole(text, start, lines.lineEnd(line))) found.push(line);
  }
  found.push(lines.lineCount);
  return found;
}

const OPENING = '['.charCodeAt(0);
const CLOSING = ']'.charCodeAt(0);

/** Python's `configparser` sees a header where there is something between the first and the last bracket. */
function isWhole(text: string, start: number, end: number): boolean {
  // The last bracket ends nearly all of these lines.
  if (text.charCodeAt(end - 1) === CLOSING && end - start > 2) return true;
  return text.slice(start, end).lastIndexOf(']') > 1;
}

/** Reads the block in the lines from a zero-based one up to another one, which is left out. */
export function readBlock(options: ReadOptions, first: number, end: number): ReadBlock {
  const { source } = options;
  const read = readSections(options, first, end);
  return {
    start: source.lines.lineStart(first),
    end: source.lines.lineStart(end),
    head: read.head,
    sections: read.sections,
    problems: isPlain(source, read) ? undefined : readProblems(source, first, end),
  };
}

function readProblems(source: SourceText, first: number, end: number): PartProblems {
  const { lost, sections } = readParserLines(source, first, end);
  return { lost, sections: sections.map((section) => problemsOf(source, section)), moved: 0 };
}

/**
 * Reads a block out of a new version of a text whose other blocks are old. It is read from a copy of its own lines, so
 * that its names and values, which are parts of a text for JavaScript, do not keep each whole version of the file.
 */
export function readBlockAlone(text: string, kind: IniKind, start: number): IniBlock {
  const source = createSourceText(copyOf(text), { bom: true });
  const block = readBlock(readOptions(source, kind), 0, source.lines.lineCount);
  return moveBlock(block, start);
}

/** The block at another place. What stands before any section stands at the start of the file, and never moves. */
export function moveBlock(block: IniBlock, start: number): IniBlock {
  const origin = block.origin ?? block;
  const by = start - origin.start;
  if (start === block.start) return block;
  if (by === 0) return origin;
  return {
    start,
    end: start + origin.end - origin.start,
    head: origin.head,
    sections: origin.sections.map((section) => moveSection(section, by)),
    problems: origin.problems && {
      lost: origin.problems.lost,
      sections: origin.problems.sections,
      moved: by,
    },
    origin,
  };
}

/** The same characters in a string of their own. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
