import type { SourceText } from '../../text/source-text.ts';
import type { IniKind } from '../document.ts';
import {
  blockLines,
  moveBlock,
  problemsOfBlock,
  readBlock,
  readBlockAlone,
  type IniBlock,
} from './blocks.ts';
import { runConfigParser } from './config-parser.ts';
import type { IniCommentedEntry, IniDocument, IniLine, IniProblem } from './nodes.ts';
import { DEFAULT_SECTION, joinProblems } from './parser-problems.ts';
import { readOptions } from './section-reader.ts';

/** The blocks of each document, for the version that follows it. */
const BLOCKS = new WeakMap<IniDocument, readonly IniBlock[]>();

/**
 * Parses an AWS config or credentials file. Never throws: what no tool understands stays a line. Of `previous`, another
 * version of the file, the blocks at its start and its end that are still there are taken over; the result is the same
 * without it.
 */
export function parseIni(
  uri: string,
  kind: IniKind,
  source: SourceText,
  previous?: IniDocument,
): IniDocument {
  const known = previous?.kind === kind ? BLOCKS.get(previous) : undefined;
  const blocks =
    previous && known ? renewBlocks(source, kind, previous.source, known) : readBlocks(source, kind);
  const document = documentOf(uri, kind, source, blocks);
  BLOCKS.set(document, blocks);
  return document;
}

function readBlocks(source: SourceText, kind: IniKind): readonly IniBlock[] {
  const options = readOptions(source, kind);
  return pairs(blockLines(source)).map(([first, end]) => readBlock(options, first, end));
}

function renewBlocks(
  source: SourceText,
  kind: IniKind,
  old: SourceText,
  known: readonly IniBlock[],
): readonly IniBlock[] {
  const { text, lines } = source;
  const places = pairs(blockLines(source)).map(([first, end]) => ({
    start: lines.lineStart(first),
    end: lines.lineStart(end),
  }));
  const isSame = (block: IniBlock | undefined, place: Place | undefined): boolean =>
    block !== undefined &&
    place !== undefined &&
    block.end - block.start === place.end - place.start &&
    old.text.slice(block.start, block.end) === text.slice(place.start, place.end);

  const most = Math.min(known.length, places.length);
  let front = 0;
  while (front < most && isSame(known[front], places[front])) front += 1;
  let back = 0;
  while (back < most - front && isSame(known.at(-1 - back), places.at(-1 - back))) back += 1;

  return places.map(({ start, end }, index) => {
    const old = index < front ? index : known.length - places.length + index;
    const block = index < front || index >= places.length - back ? known[old] : undefined;
    return block ? moveBlock(block, start) : readBlockAlone(text.slice(start, end), kind, start);
  });
}

type Place = Pick<IniBlock, 'start' | 'end'>;

/** Each number with the one behind it. */
function pairs(numbers: readonly number[]): readonly (readonly [number, number])[] {
  return numbers.slice(1).map((end, index) => [numbers[index] ?? 0, end]);
}

function documentOf(
  uri: string,
  kind: IniKind,
  source: SourceText,
  blocks: readonly IniBlock[],
): IniDocument {
  const sections = blocks.flatMap((block) => block.sections);
  // Only the first block can have lines before a header.
  const head = blocks[0]?.head;
  let lines: readonly IniLine[] | undefined;
  let commentedEntries: readonly IniCommentedEntry[] | undefined;
  let problems: readonly IniProblem[] | undefined;
  let refusedKeys: ReadonlySet<number> | undefined;
  return {
    format: 'ini',
    uri,
    kind,
    source,
    sections,
    orphans: head?.entries ?? [],
    commentedOrphans: head?.commentedEntries ?? [],
    get problems() {
      return (problems ??= problemsOf(source, blocks));
    },
    get lines() {
      return (lines ??= [...(head?.lines ?? []), ...sections.flatMap((section) => section.lines)]);
    },
    get commentedEntries() {
      return (commentedEntries ??= [
        ...(head?.commentedEntries ?? []),
        ...sections.flatMap((section) => section.commentedEntries),
      ]);
    },
    isRefusedKey: ({ keyRange }) => (refusedKeys ??= refusedKeysOf(source, blocks)).has(keyRange.start),
  };
}

/** `[DEFAULT]` reaches into all other sections: with one, the file is read as a whole. */
function problemsOf(source: SourceText, blocks: readonly IniBlock[]): readonly IniProblem[] {
  if (hasDefault(blocks)) return runConfigParser(source).problems;
  return joinProblems(source, blocks.map(problemsOfBlock));
}

/** Where they start. Those of all sections but `[DEFAULT]` depend on their own block alone. */
function refusedKeysOf(source: SourceText, blocks: readonly IniBlock[]): ReadonlySet<number> {
  const found = new Set<number>();
  const add = (problems: readonly IniProblem[], moved: number): void => {
    for (const { kind, range } of problems) if (kind === 'duplicate-key') found.add(range.start + moved);
  };
  for (const { problems } of blocks) {
    for (const section of problems?.sections ?? []) add(section.problems, problems?.moved ?? 0);
  }
  if (hasDefault(blocks)) add(runConfigParser(source).problems, 0);
  return found;
}

function hasDefault(blocks: readonly IniBlock[]): boolean {
  return blocks.some(({ problems }) => problems?.sections.some(({ name }) => name === DEFAULT_SECTION));
}
