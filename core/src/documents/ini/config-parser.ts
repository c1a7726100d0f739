import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import { firstDelimiter } from './assignment.ts';
import type { IniProblem, IniProblemKind } from './nodes.ts';
import { nestedProblems, type ParserOption } from './parser-option.ts';
import { DEFAULT_SECTION } from './default-section.ts';
import { FileProblems, MOST_PROBLEMS, type SectionProblems } from './parser-problems.ts';
import { iniProblem } from './problems.ts';
import { isPythonSpace, stripPython, stripPythonEnd, trimRange } from './white-space.ts';

export interface ParserSection {
  readonly name: string;
  /** Zero-based. */
  readonly line: number;
  readonly header: Range;
  readonly options: Map<string, ParserOption>;
  /** What is wrong in its lines, the header and indented blocks left out. In document order. */
  readonly problems: IniProblem[];
}

/** The sections of a run of lines one by one, before anybody looks at their names. */
export interface ParserLines {
  /** In document order, those of one name apart. Each `[DEFAULT]` is here, too, and all of them share their options. */
  readonly sections: readonly ParserSection[];
  /** What is wrong in lines that stand before the first section. */
  readonly lost: readonly IniProblem[];
}

/** What `configparser.RawConfigParser` with its default settings makes of a text. */
export interface ParserResult {
  readonly sections: ReadonlyMap<string, ParserSection>;
  /** The options of `[DEFAULT]`, which every section inherits. */
  readonly defaults: ReadonlyMap<string, ParserOption>;
  /** All that Python or botocore would raise an error for, in document order. One is enough to lose the file. */
  readonly problems: readonly IniProblem[];
}

interface State {
  readonly source: SourceText;
  readonly sections: ParserSection[];
  readonly defaults: ParserSection['options'];
  readonly lost: IniProblem[];
  section: ParserSection | undefined;
  option: ParserOption | undefined;
  indent: number;
}

/**
 * Reads a text line by line as `RawConfigParser._read` does, in Python 3.11 and the later ones alike: universal
 * newlines, `=` and `:` whichever is first, whole-line comments only, deeper indented lines continue a value, blank
 * lines belong to it. Where Python raises an error, this notes a problem and goes on.
 */
export function runConfigParser(source: SourceText): ParserResult {
  const { sections: all, lost } = readParserLines(source);
  const sections = new Map<string, ParserSection>();
  let defaults: ParserSection['options'] = new Map<string, ParserOption>();
  for (const section of all) {
    if (section.name === DEFAULT_SECTION) defaults = section.options;
    else if (!sections.has(section.name)) sections.set(section.name, section);
  }
  const named = [...sections.values()];
  // botocore reads inherited options section by section: nobody looks at one that all sections set themselves.
  const inherited = [...defaults.values()].filter(({ name }) =>
    named.some((section) => !section.options.has(name)),
  );
  const problems = new FileProblems(source);
  problems.add({ lost, sections: all.map((section) => problemsOf(source, section)), moved: 0 });
  return { sections, defaults, problems: problems.all(nestedProblems(source, inherited)) };
}

/** What is wrong with a section by itself. Nobody looks for the blocks of a `[DEFAULT]` there, see `runConfigParser`. */
export function problemsOf(
  source: SourceText,
  { name, header, options, problems }: ParserSection,
): SectionProblems {
  const nested = name === DEFAULT_SECTION ? [] : nestedProblems(source, options.values());
  return { name, header, problems, nested };
}

/** Reads the lines of a text, from a zero-based one up to another one, which is left out. */
export function readParserLines(source: SourceText, first = 0, end = source.lines.lineCount): ParserLines {
  const state: State = {
    source,
    sections: [],
    defaults: new Map(),
    lost: [],
    section: undefined,
    option: undefined,
    indent: 0,
  };
  for (let line = first; line < end; line += 1) readLine(state, line);
  return { sections: state.sections, lost: state.lost };
}

function readLine(state: State, line: number): void {
  const { lines, text } = state.source;
  const whole = { start: lines.lineStart(line), end: lines.lineEnd(line) };
  const range = trimRange(text, whole, isPythonSpace);
  if (range.start === range.end) {
    append(state, '', line);
    return;
  }
  const first = text.charAt(range.start);
  if (first === '#' || first === ';') return;
  const indent = range.start - whole.start;
  const value = text.slice(range.start, range.end);
  if (state.section && state.option && indent > state.indent) {
    append(state, value, line);
    return;
  }
  state.indent = indent;
  if (first === '[' && value.lastIndexOf(']') > 1)
    startSection(state, value.slice(1, value.lastIndexOf(']')), line, range);
  else if (state.section) startOption(state, state.section, value, line, range);
  else noteLost(state, value, range);
}

function append({ option }: State, part: string, line: number): void {
  // An option without a name is an error already; Python appends nothing to it.
  if (!option) return;
  option.parts.push(part);
  option.lines.push(line);
}

function startSection(state: State, name: string, line: number, range: Range): void {
  const options: ParserSection['options'] =
    name === DEFAULT_SECTION ? state.defaults : new Map<string, ParserOption>();
  state.option = undefined;
  state.section = { name, line, header: range, options, problems: [] };
  state.sections.push(state.section);
}

function startOption(state: State, section: ParserSection, value: string, line: number, range: Range): void {
  const at = firstDelimiter(value);
  if (at < 0) {
    note(section.problems, brokenHeader(value) ?? 'no-delimiter', range);
    return;
  }
  const key = stripPythonEnd(value.slice(0, at));
  const name = key.toLowerCase();
  if (name === '') {
    note(section.problems, 'no-key', range);
    state.option = undefined;
    return;
  }
  state.option = { name, parts: [stripPython(value.slice(at + 1))], lines: [line] };
  if (section.options.has(name))
    note(section.problems, 'duplicate-key', { start: range.start, end: range.start + key.length });
  else section.options.set(name, state.option);
}

/** A line before any section. One word about it is enough: the next lines are lost for the same reason. */
function noteLost({ lost }: State, value: string, range: Range): void {
  const header = /[=:]/u.test(value) ? undefined : brokenHeader(value);
  if (header) note(lost, header, range);
  else if (!lost.some(({ kind }) => kind === 'no-section')) note(lost, 'no-section', range);
}

function brokenHeader(value: string): IniProblemKind | undefined {
  if (!value.startsWith('[')) return undefined;
  return value.includes(']') ? 'empty-header' : 'unclosed-header';
}

function note(problems: IniProblem[], kind: IniProblemKind, range: Range): void {
  if (problems.length < MOST_PROBLEMS) problems.push(iniProblem(kind, range));
}
