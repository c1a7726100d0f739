import type { Range } from '../../text/range.ts';
import type { EntryNode } from './entry-node.ts';
import type { IniCommentedEntry, IniEntry, IniLine, IniLineType, IniProblem, IniSection } from './nodes.ts';
import type { SectionNode } from './section-node.ts';

/**
 * A section that stands elsewhere in another version of the file. What is in it is made when it is first asked for. A
 * class, because its getters are made once for all: a line more at the top of a file moves every section.
 */
class MovedSection implements IniSection {
  readonly type: IniSection['type'];
  readonly name: string;
  readonly rawName: string;
  readonly isFlawless: boolean;
  readonly hasSecret: boolean;
  readonly range: Range;
  readonly identity: object;
  readonly #origin: SectionNode;
  readonly #by: number;
  #nameRange: Range | undefined;
  #headerRange: Range | undefined;
  #entries: readonly EntryNode[] | undefined;
  #commentedEntries: readonly IniCommentedEntry[] | undefined;

  constructor(origin: SectionNode, by: number) {
    this.type = origin.type;
    this.name = origin.name;
    this.rawName = origin.rawName;
    this.isFlawless = origin.isFlawless;
    this.hasSecret = origin.hasSecret;
    this.range = moveRange(origin.range, by);
    this.identity = origin.identity;
    this.#origin = origin;
    this.#by = by;
  }

  get nameRange(): Range {
    return (this.#nameRange ??= moveRange(this.#origin.nameRange, this.#by));
  }

  get headerRange(): Range {
    return (this.#headerRange ??= moveRange(this.#origin.headerRange, this.#by));
  }

  get entries(): readonly EntryNode[] {
    return (this.#entries ??= moveEntries(this.#origin.entries, this.#by));
  }

  get lines(): readonly IniLine[] {
    return this.#origin.lines.map((line) => moveLine(line, this.#by));
  }

  get headerLine(): IniLine {
    return moveLine(this.#origin.headerLine, this.#by);
  }

  get commentedEntries(): readonly IniCommentedEntry[] {
    return (this.#commentedEntries ??= this.#origin.commentedEntries.map((one) =>
      moveCommented(one, this.#by, this),
    ));
  }

  hasLine(type: IniLineType): boolean {
    return this.#origin.hasLine(type);
  }
}

/** The section as it stands so many UTF-16 units further down. */
export function moveSection(section: SectionNode, by: number): IniSection {
  return new MovedSection(section, by);
}

/** The same problem so many UTF-16 units further down. */
export function moveProblem({ kind, message, range }: IniProblem, by: number): IniProblem {
  return { kind, message, range: moveRange(range, by) };
}

function moveRange({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

function moveLine({ type, range, full, indent }: IniLine, by: number): IniLine {
  return { type, range: moveRange(range, by), full: moveRange(full, by), indent };
}

function moveEntries(entries: readonly EntryNode[], by: number): readonly EntryNode[] {
  const moved = new Map<IniEntry, EntryNode>();
  return entries.map((entry) => {
    // A parent stands above.
    const own = entry.movedBy(by, entry.parent && moved.get(entry.parent));
    moved.set(entry, own);
    return own;
  });
}

function moveCommented(
  { name, keyRange, valueRange, value, lineRange }: IniCommentedEntry,
  by: number,
  section: IniSection,
): IniCommentedEntry {
  return {
    name,
    keyRange: moveRange(keyRange, by),
    valueRange: moveRange(valueRange, by),
    value,
    lineRange: moveRange(lineRange, by),
    section,
  };
}
