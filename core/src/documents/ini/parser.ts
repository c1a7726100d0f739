import type { SourceText } from '../../text/source-text.ts';
import type { IniKind } from '../document.ts';
import { blockLines, moveBlock, readBlock, readBlockAlone, type IniBlock } from './blocks.ts';
import { runConfigParser } from './config-parser.ts';
import type { IniCommentedEntry, IniDocument, IniLine, IniProblem } from './nodes.ts';
import { DEFAULT_SECTION } from './default-section.ts';
import { FileProblems } from './parser-problems.ts';
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
  const lines = blockLines(source);
  return lines.slice(0, -1).map((first, index) => readBlock(options, first, lines[index + 1] ?? first));
}

function renewBlocks(
  source: SourceText,
  kind: IniKind,
  old: SourceText,
  known: readonly IniBlock[],
): readonly IniBlock[] {
  const { text, lines } = source;
  const starts = blockLines(source).map((line) => lines.lineStart(line));
  const count = starts.length - 1;
  const most = Math.min(known.length, count);
  const front = mostThat(most, (blocks) => {
    const end = starts[blocks] ?? 0;
    return known[blocks - 1]?.end === end && old.text.slice(0, end) === text.slice(0, end);
  });
  const back = mostThat(most - front, (blocks) => {
    const start = starts[count - blocks] ?? 0;
    const before = known[known.length - blocks]?.start ?? 0;
    return text.length - start === old.text.length - before && old.text.slice(before) === text.slice(start);
  });
  return starts.slice(0, -1).map((start, index) => {
    const place = index < front ? index : known.length - count + index;
    const block = index < front || index >= count - back ? known[place] : undefined;
    return block
      ? moveBlock(block, start)
      : readBlockAlone(text.slice(start, starts[index + 1]), kind, start);
  });
}

/** The greatest number up to another one that something holds for, which then holds for all smaller ones, and for none at all. */
function mostThat(most: number, holds: (number: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
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
  const problems = new FileProblems(source);
  for (const block of blocks) {
    if (block.problems) problems.add(block.problems);
    else addFaultless(problems, block);
  }
  return problems.all();
}

function addFaultless(problems: FileProblems, block: IniBlock): void {
  const { sections, start } = block.origin ?? block;
  for (const section of sections) problems.addFaultless(section, block.start - start);
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
