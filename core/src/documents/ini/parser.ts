import { commonEnds } from '../../text/common-ends.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { IniKind } from '../document.ts';
import { blockLines, moveBlock, readBlock, readBlockAlone, type IniBlock } from './blocks.ts';
import { runConfigParser } from './config-parser.ts';
import type { IniCommentedEntry, IniDocument, IniEntry, IniLine, IniProblem, IniSection } from './nodes.ts';
import { DEFAULT_SECTION } from './default-section.ts';
import { FileProblems } from './parser-problems.ts';
import { readOptions } from './section-reader.ts';

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
  const isAgain = previous instanceof BlockDocument && previous.kind === kind;
  const blocks = isAgain
    ? renewBlocks(source, kind, previous.source, previous.blocks)
    : readBlocks(source, kind);
  return new BlockDocument(uri, kind, source, blocks);
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
  const same = commonEnds(old.text, text);
  const front = mostThat(most, (blocks) => {
    const end = starts[blocks] ?? 0;
    return end <= same.front && known[blocks - 1]?.end === end;
  });
  const back = mostThat(most - front, (blocks) => {
    const length = text.length - (starts[count - blocks] ?? 0);
    return length <= same.back && known[known.length - blocks]?.start === old.text.length - length;
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

/** A class, because V8 makes a hidden class for each object with getters of its own, and slow code for all who use them. */
class BlockDocument implements IniDocument {
  readonly format = 'ini';
  readonly uri: string;
  readonly kind: IniKind;
  readonly source: SourceText;
  readonly sections: readonly IniSection[];
  readonly orphans: readonly IniEntry[];
  readonly commentedOrphans: readonly IniCommentedEntry[];
  readonly blocks: readonly IniBlock[];
  #lines: readonly IniLine[] | undefined;
  #commentedEntries: readonly IniCommentedEntry[] | undefined;
  #problems: readonly IniProblem[] | undefined;
  #refusedKeys: ReadonlySet<number> | undefined;

  constructor(uri: string, kind: IniKind, source: SourceText, blocks: readonly IniBlock[]) {
    this.uri = uri;
    this.kind = kind;
    this.source = source;
    this.blocks = blocks;
    this.sections = sectionsOf(blocks);
    // Only the first block can have lines before a header.
    this.orphans = blocks[0]?.head.entries ?? [];
    this.commentedOrphans = blocks[0]?.head.commentedEntries ?? [];
  }

  get problems(): readonly IniProblem[] {
    return (this.#problems ??= problemsOf(this.source, this.blocks));
  }

  get lines(): readonly IniLine[] {
    return (this.#lines ??= [
      ...(this.blocks[0]?.head.lines ?? []),
      ...this.sections.flatMap((section) => section.lines),
    ]);
  }

  get commentedEntries(): readonly IniCommentedEntry[] {
    return (this.#commentedEntries ??= [
      ...this.commentedOrphans,
      ...this.sections.flatMap((section) => section.commentedEntries),
    ]);
  }

  isRefusedKey({ keyRange }: IniEntry): boolean {
    return (this.#refusedKeys ??= refusedKeysOf(this.source, this.blocks)).has(keyRange.start);
  }
}

/** Not by `flatMap`, which takes each section from its block as if both might have getters. */
function sectionsOf(blocks: readonly IniBlock[]): readonly IniSection[] {
  const found: IniSection[] = [];
  for (const { sections } of blocks) for (const section of sections) found.push(section);
  return found;
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
