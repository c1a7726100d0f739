import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { IniProblem, IniSection } from './nodes.ts';
import { moveProblem } from './moved.ts';
import { DEFAULT_SECTION } from './default-section.ts';
import { iniProblem } from './problems.ts';

/** More than these help nobody, and a binary file would give one for each of its lines. */
export const MOST_PROBLEMS = 100;

/** What is wrong with a section by itself. */
export interface SectionProblems {
  readonly name: string;
  readonly header: Range;
  /** In its lines, indented blocks left out. */
  readonly problems: readonly IniProblem[];
  /** In indented blocks. */
  readonly nested: readonly IniProblem[];
}

/** What is wrong with a part of a file. */
export interface PartProblems {
  /** In lines before the first section. */
  readonly lost: readonly IniProblem[];
  readonly sections: readonly SectionProblems[];
  /** How far below the ranges of `sections` they stand by now, in UTF-16 units. */
  readonly moved: number;
}

/**
 * All that Python or botocore would raise an error for: what is wrong with the parts of a file, and names that are there
 * twice, whose indented blocks botocore never comes to see. Parts are added in document order.
 */
export class FileProblems {
  readonly #problems: IniProblem[];
  readonly #nested: IniProblem[] = [];
  readonly #names = new Set<string>();

  constructor(source: SourceText) {
    this.#problems = encodingProblems(source);
  }

  add({ lost, sections, moved }: PartProblems): void {
    add(this.#problems, lost, moved);
    for (const { name, header, problems, nested } of sections) {
      if (this.#isNew(name)) add(this.#nested, nested, moved);
      else this.#addRepeated(header, moved);
      add(this.#problems, problems, moved);
    }
  }

  /** A section that nothing is wrong with, unless its name is there already. */
  addFaultless({ rawName, headerRange }: IniSection, moved: number): void {
    if (!this.#isNew(rawName)) this.#addRepeated(headerRange, moved);
  }

  /** In document order. `inherited`: in indented blocks of `[DEFAULT]`. */
  all(inherited: readonly IniProblem[] = []): readonly IniProblem[] {
    return [...this.#problems, ...this.#nested, ...inherited]
      .slice(0, MOST_PROBLEMS)
      .sort((a, b) => a.range.start - b.range.start);
  }

  #addRepeated(header: Range, moved: number): void {
    add(this.#problems, [iniProblem('duplicate-section', header)], moved);
  }

  #isNew(name: string): boolean {
    if (this.#names.has(name)) return false;
    if (name !== DEFAULT_SECTION) this.#names.add(name);
    return true;
  }
}

function add(list: IniProblem[], more: readonly IniProblem[], moved: number): void {
  for (const problem of more) list.push(moved === 0 ? problem : moveProblem(problem, moved));
}

function encodingProblems(source: SourceText): IniProblem[] {
  const problems: IniProblem[] = [];
  if (source.bom) problems.push(iniProblem('byte-order-mark', { start: 0, end: 0 }));
  if (!source.malformed) return problems;
  const at = source.text.indexOf('\uFFFD');
  problems.push(iniProblem('malformed-encoding', at < 0 ? { start: 0, end: 0 } : { start: at, end: at + 1 }));
  return problems;
}
