import type { Range } from '../../text/range.ts';
import type { IniDocument, IniEntry, IniSection } from './nodes.ts';

/** A section header that the AWS CLI takes for the rest of a value, because it is indented deeper than the key above. */
export interface SwallowedHeader {
  readonly section: IniSection;
  /** The key whose value it becomes part of, as the AWS CLI reads it. */
  readonly owner: string;
  /** By how much the header is indented deeper than that key, in UTF-16 units. */
  readonly excess: number;
  /** Zero-based; this line and those below that the AWS CLI joins to the same value, later headers included. */
  readonly lines: readonly number[];
}

/** A setting that the AWS CLI takes for the rest of the value above it. */
export interface SwallowedSetting {
  readonly keyRange: Range;
  /** Where its text ends. */
  readonly end: number;
  readonly owner: IniEntry;
  readonly section: IniSection;
}

/**
 * The swallowed headers of a file, read line by line as Python's `configparser` does, the lines behind its errors
 * included. Those in an indented block are left out: the AWS CLI refuses the file for them.
 */
export function findSwallowedHeaders({
  sections,
  lines,
}: IniDocument): ReadonlyMap<IniSection, SwallowedHeader> {
  if (!sections.some(({ headerRange, range }) => headerRange.start > range.start)) return new Map();
  const found = new Map<IniSection, SwallowedHeader>();
  const entries = new Map(
    sections.flatMap((section) => section.entries.map((entry) => [entry.lineRange.start, entry])),
  );
  const headers = new Map(sections.map((section) => [section.range.start, section]));
  let owner: IniEntry | undefined;
  let indent = 0;
  /** The lines that are joined to the owner's value, which all headers among them share. */
  let joined: number[] = [];
  for (const [number, line] of lines.entries()) {
    if (line.type === 'blank' || line.type === 'comment') continue;
    if (owner && line.indent > indent) {
      const section = headers.get(line.range.start);
      if (section && owner.valueRange.start < owner.valueRange.end)
        found.set(section, new Swallowed(section, owner.name, line.indent - indent, joined));
      joined.push(number);
      continue;
    }
    joined = [];
    indent = line.indent;
    if (line.type === 'header') owner = undefined;
    else owner = entries.get(line.range.start) ?? owner;
  }
  return found;
}

class Swallowed implements SwallowedHeader {
  readonly section: IniSection;
  readonly owner: string;
  readonly excess: number;
  /** Grows until the value ends. */
  readonly #joined: readonly number[];
  readonly #first: number;

  constructor(section: IniSection, owner: string, excess: number, joined: readonly number[]) {
    this.section = section;
    this.owner = owner;
    this.excess = excess;
    this.#joined = joined;
    this.#first = joined.length;
  }

  get lines(): readonly number[] {
    return this.#joined.slice(this.#first);
  }
}

/** The entry whose value an indented line at `offset` becomes part of. */
export function ownerOf(offset: number, section: IniSection): IniEntry | undefined {
  return section.entries.findLast((one) => one.keyRange.start < offset && !one.swallowed && !one.parent);
}
