import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { IniKind } from '../document.ts';
import { inlineCommentStart, readAssignment, type IniAssignment } from './assignment.ts';
import { readCommentedEntry } from './commented-entry.ts';
import { runConfigParser } from './config-parser.ts';
import { readHeader } from './header.ts';
import type { IniCommentedEntry, IniDocument, IniEntry, IniLine, IniLineType, IniSection } from './nodes.ts';
import { isSettingKey } from './setting-key.ts';
import { iniValue } from './value.ts';
import { isAnySpace, isPythonSpace, trimRange } from './white-space.ts';

/** Nodes while they grow: the end of a section or an entry is known only when something else begins. */
type Draft<Node> = { -readonly [Key in keyof Node]: Node[Key] };
type DraftEntry = Draft<IniEntry>;
type DraftSection = Draft<Omit<IniSection, 'entries'>> & { readonly entries: IniEntry[] };

interface State {
  readonly source: SourceText;
  readonly kind: IniKind;
  readonly lines: IniLine[];
  readonly sections: DraftSection[];
  readonly orphans: IniEntry[];
  readonly commentedEntries: IniCommentedEntry[];
  /** The option to which the AWS CLI joins deeper indented lines. */
  owner: DraftEntry | undefined;
  /** The entry whose lines a continuation belongs to; another one than the owner behind a swallowed entry. */
  extended: DraftEntry | undefined;
  /** Indentation of the owner or header. */
  indent: number;
}

/** A line under work: where it is, and where its text is. */
interface Line {
  readonly whole: Range;
  readonly full: Range;
  readonly text: Range;
  readonly indent: number;
}

/** Parses an AWS config or credentials file in one pass. Never throws: what no tool understands stays a line. */
export function parseIni(uri: string, kind: IniKind, source: SourceText): IniDocument {
  const state: State = {
    source,
    kind,
    lines: [],
    sections: [],
    orphans: [],
    commentedEntries: [],
    owner: undefined,
    extended: undefined,
    indent: 0,
  };
  const count = source.text === '' ? 0 : source.lines.lineCount;
  for (let index = 0; index < count; index += 1) {
    const line = lineAt(source, index);
    // Behind a final line ending there is an empty rest and no line.
    if (line.full.start === line.full.end) break;
    const type = readLine(state, line);
    state.lines.push({ type, range: line.whole, full: line.full, indent: line.indent });
  }
  const { lines, sections, orphans, commentedEntries } = state;
  const { problems } = runConfigParser(source);
  return { format: 'ini', uri, kind, source, problems, lines, sections, orphans, commentedEntries };
}

function lineAt({ text, lines }: SourceText, index: number): Line {
  const whole = { start: lines.lineStart(index), end: lines.lineEnd(index) };
  return {
    whole,
    full: { start: whole.start, end: lines.lineStart(index + 1) },
    text: trimRange(text, whole, isAnySpace),
    indent: trimRange(text, whole, isPythonSpace).start - whole.start,
  };
}

function readLine(state: State, line: Line): IniLineType {
  const { text } = state.source;
  if (line.text.start === line.text.end) return 'blank';
  const first = text.charAt(line.text.start);
  if (first === '#' || first === ';') {
    const section = state.sections.at(-1);
    const commented = readCommentedEntry(text, line.text, line.full, section);
    if (commented) state.commentedEntries.push(commented);
    return 'comment';
  }
  const header = readHeader(text, line.text, state.kind);
  if (header) {
    startSection(
      state,
      { ...header, range: { start: line.whole.start, end: text.length }, entries: [] },
      line,
    );
    return 'header';
  }
  return state.owner && line.indent > state.indent
    ? readInner(state, state.owner, line)
    : readOuter(state, line);
}

function startSection(state: State, section: DraftSection, line: Line): void {
  const previous = state.sections.at(-1);
  if (previous) previous.range = { start: previous.range.start, end: line.whole.start };
  state.sections.push(section);
  state.owner = undefined;
  state.extended = undefined;
  state.indent = line.indent;
}

/** A line that starts an option for the AWS CLI. */
function readOuter(state: State, line: Line): IniLineType {
  state.indent = line.indent;
  const assignment = readAssignment(state.source.text, line.text, 'first');
  state.owner = assignment && makeEntry(state, line, assignment, {});
  state.extended = state.owner;
  return assignment ? 'entry' : 'unrecognised';
}

/** A line that the AWS CLI joins to the option before it: a nested setting, the rest of a value, or a mistake. */
function readInner(state: State, owner: DraftEntry, line: Line): IniLineType {
  const { text } = state.source;
  const assignment = readAssignment(text, line.text, 'equals');
  const isBlock = opensBlock(owner, text);
  if (assignment) {
    const entry = makeEntry(state, line, assignment, isBlock ? { parent: owner } : { swallowed: true });
    if (isBlock) extend(owner, line);
    else if (isSettingKey(entry.key)) state.extended = entry;
    else if (state.extended) extend(state.extended, line);
    return 'entry';
  }
  if (state.extended) extend(state.extended, line);
  return isBlock ? 'unrecognised' : 'continuation';
}

/** `s3 =`, or `s3 = # comment`, which only the JS SDK takes for the head of a block, as the person meant it. */
function opensBlock(owner: IniEntry, text: string): boolean {
  return (
    inlineCommentStart(text.slice(owner.valueRange.start, owner.valueRange.end)) === 0 ||
    isEmpty(owner.valueRange)
  );
}

function isEmpty({ start, end }: Range): boolean {
  return start === end;
}

function extend(entry: DraftEntry, line: Line): void {
  entry.lineRange = { start: entry.lineRange.start, end: line.full.end };
}

function makeEntry(
  state: State,
  line: Line,
  { key, delimiter, delimiterRange, value }: IniAssignment,
  { parent, swallowed = false }: { readonly parent?: IniEntry; readonly swallowed?: boolean },
): DraftEntry {
  const { text } = state.source;
  const name = text.slice(key.start, key.end);
  const entry: DraftEntry = {
    name: name.toLowerCase(),
    key: name,
    keyRange: key,
    delimiter,
    delimiterRange,
    valueRange: value,
    value: iniValue(name, text.slice(value.start, value.end)),
    indented: line.indent > 0,
    swallowed,
    parent,
    lineRange: line.full,
  };
  (state.sections.at(-1)?.entries ?? state.orphans).push(entry);
  return entry;
}
