import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { IniProblem } from './nodes.ts';
import { moveProblem } from './moved.ts';
import { iniProblem } from './problems.ts';

/** The magic section of `configparser`. */
export const DEFAULT_SECTION = 'DEFAULT';

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
 * All that Python or botocore would raise an error for, in document order: what is wrong with the parts, and names that
 * are there twice, whose indented blocks botocore never comes to see. `inherited`: in indented blocks of `[DEFAULT]`.
 */
export function joinProblems(
  source: SourceText,
  parts: readonly PartProblems[],
  inherited: readonly IniProblem[] = [],
): readonly IniProblem[] {
  const problems = [...encodingProblems(source)];
  const nested: IniProblem[] = [];
  const names = new Set<string>();
  for (const { lost, sections, moved } of parts) {
    add(problems, lost, moved);
    for (const section of sections) {
      if (names.has(section.name)) add(problems, [iniProblem('duplicate-section', section.header)], moved);
      else add(nested, section.nested, moved);
      add(problems, section.problems, moved);
      if (section.name !== DEFAULT_SECTION) names.add(section.name);
    }
  }
  return [...problems, ...nested, ...inherited]
    .slice(0, MOST_PROBLEMS)
    .sort((a, b) => a.range.start - b.range.start);
}

function add(list: IniProblem[], more: readonly IniProblem[], moved: number): void {
  for (const problem of more) list.push(moved === 0 ? problem : moveProblem(problem, moved));
}

function encodingProblems(source: SourceText): readonly IniProblem[] {
  const problems: IniProblem[] = [];
  if (source.bom) problems.push(iniProblem('byte-order-mark', { start: 0, end: 0 }));
  if (!source.malformed) return problems;
  const at = source.text.indexOf('\uFFFD');
  problems.push(iniProblem('malformed-encoding', at < 0 ? { start: 0, end: 0 } : { start: at, end: at + 1 }));
  return problems;
}
