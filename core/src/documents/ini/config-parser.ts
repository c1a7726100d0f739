import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { IniProblem, IniProblemKind } from './nodes.ts';
import { iniProblem } from './problems.ts';
import { isPythonSpace, stripPython, stripPythonEnd, trimRange } from './white-space.ts';

/** An option as Python's `configparser` collects it: the value's lines, each stripped, with their line numbers. */
export interface ParserOption {
  readonly name: string;
  readonly parts: string[];
  /** Zero-based, one for each part. The first is the key's own line. */
  readonly lines: number[];
}

export interface ParserSection {
  readonly name: string;
  /** Zero-based. */
  readonly line: number;
  readonly options: Map<string, ParserOption>;
}

/** What `configparser.RawConfigParser` with its default settings makes of a text. */
export interface ParserResult {
  readonly sections: ReadonlyMap<string, ParserSection>;
  /** The options of `[DEFAULT]`, which every section inherits. */
  readonly defaults: ReadonlyMap<string, ParserOption>;
  /** All that Python or botocore would raise an error for, in document order. One is enough to lose the file. */
  readonly problems: readonly IniProblem[];
}

/** A setting of an indented block. */
export interface NestedSetting {
  readonly key: string;
  readonly value: string;
  /** Zero-based. */
  readonly line: number;
}

/** More than these help nobody, and a binary file would give one for each of its lines. */
export const MOST_PROBLEMS = 100;

/** The magic section of `configparser`. */
export const DEFAULT_SECTION = 'DEFAULT';

interface State {
  readonly source: SourceText;
  readonly sections: Map<string, ParserSection>;
  readonly defaults: ParserSection;
  readonly problems: IniProblem[];
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
  const state: State = {
    source,
    sections: new Map(),
    defaults: { name: DEFAULT_SECTION, line: 0, options: new Map() },
    problems: [],
    section: undefined,
    option: undefined,
    indent: 0,
  };
  noteEncoding(state);
  for (let line = 0; line < source.lines.lineCount; line += 1) readLine(state, line);
  const sections = [...state.sections.values()];
  for (const section of sections) checkNested(state, section.options.values());
  // botocore reads inherited options section by section: nobody looks at one that all sections set themselves.
  const inherited = [...state.defaults.options.values()];
  checkNested(
    state,
    inherited.filter(({ name }) => sections.some((section) => !section.options.has(name))),
  );
  const problems = state.problems.sort((a, b) => a.range.start - b.range.start);
  return { sections: state.sections, defaults: state.defaults.options, problems };
}

/** The value of an option: its lines joined, white space at the end taken off. */
export function optionValue({ parts }: ParserOption): string {
  return stripPythonEnd(parts.join('\n'));
}

/**
 * The settings of an option's indented block as botocore's `_parse_nested` reads them, or `undefined` where the option
 * has none because its value starts on its own line. Lines without an equals sign have no key.
 */
export function nestedSettings(
  option: ParserOption,
): readonly (NestedSetting | { readonly line: number })[] | undefined {
  if (option.parts[0] !== '' || option.parts.every((part) => part === '')) return undefined;
  const settings: (NestedSetting | { readonly line: number })[] = [];
  for (const [index, part] of option.parts.entries()) {
    const line = option.lines[index] ?? 0;
    // Python's `splitlines` breaks at more characters than those that end a line of a file.
    for (const piece of part.split(/[\v\f\u001c-\u001e\u0085\u2028\u2029]/u)) {
      const text = stripPython(piece);
      if (text === '') continue;
      const at = text.indexOf('=');
      if (at < 0) settings.push({ line });
      else
        settings.push({ key: stripPython(text.slice(0, at)), value: stripPython(text.slice(at + 1)), line });
    }
  }
  return settings;
}

function noteEncoding(state: State): void {
  const { source } = state;
  if (source.bom) note(state, 'byte-order-mark', { start: 0, end: 0 });
  if (!source.malformed) return;
  const at = source.text.indexOf('\uFFFD');
  note(state, 'malformed-encoding', at < 0 ? { start: 0, end: 0 } : { start: at, end: at + 1 });
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
  state.option = undefined;
  if (name === DEFAULT_SECTION) {
    state.section = state.defaults;
    return;
  }
  state.section = { name, line, options: new Map() };
  if (state.sections.has(name)) note(state, 'duplicate-section', range);
  else state.sections.set(name, state.section);
}

function startOption(state: State, section: ParserSection, value: string, line: number, range: Range): void {
  const at = value.search(/[=:]/u);
  if (at < 0) {
    note(state, brokenHeader(value) ?? 'no-delimiter', range);
    return;
  }
  const key = stripPythonEnd(value.slice(0, at));
  const name = key.toLowerCase();
  if (name === '') {
    note(state, 'no-key', range);
    state.option = undefined;
    return;
  }
  state.option = { name, parts: [stripPython(value.slice(at + 1))], lines: [line] };
  if (section.options.has(name))
    note(state, 'duplicate-key', { start: range.start, end: range.start + key.length });
  else section.options.set(name, state.option);
}

/** A line before any section. One word about it is enough: the next lines are lost for the same reason. */
function noteLost(state: State, value: string, range: Range): void {
  const header = /[=:]/u.test(value) ? undefined : brokenHeader(value);
  if (header) note(state, header, range);
  else if (!state.problems.some(({ kind }) => kind === 'no-section')) note(state, 'no-section', range);
}

function brokenHeader(value: string): IniProblemKind | undefined {
  if (!value.startsWith('[')) return undefined;
  return value.includes(']') ? 'empty-header' : 'unclosed-header';
}

function checkNested(state: State, options: Iterable<ParserOption>): void {
  for (const option of options) {
    for (const setting of nestedSettings(option) ?? []) {
      if ('key' in setting) continue;
      const { lines, text } = state.source;
      const whole = { start: lines.lineStart(setting.line), end: lines.lineEnd(setting.line) };
      note(state, 'nested-without-equals', trimRange(text, whole, isPythonSpace));
    }
  }
}

function note(state: State, kind: IniProblemKind, range: Range): void {
  if (state.problems.length < MOST_PROBLEMS) state.problems.push(iniProblem(kind, range));
}
