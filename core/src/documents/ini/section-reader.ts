import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { IniKind } from '../document.ts';
import { inlineCommentStart, readAssignment, type IniAssignment } from './assignment.ts';
import { readCommentedEntry } from './commented-entry.ts';
import { readHeader, type IniHeader } from './header.ts';
import type { KeyNames } from './key-names.ts';
import type { IniCommentedEntry, IniEntry, IniLine, IniLineType, IniSection } from './nodes.ts';
import { isSettingKey } from './setting-key.ts';
import { valueOf } from './value.ts';
import { isAnySpace, isPythonSpace, leadingSpace, trimRange } from './white-space.ts';

/** Lines of a file and what stands in them. */
export interface SectionLines {
  /** Up to the first header. */
  readonly head: IniHead;
  readonly sections: readonly IniSection[];
}

/** What stands before any section. */
export interface IniHead {
  readonly lines: readonly IniLine[];
  readonly entries: readonly IniEntry[];
  readonly commentedEntries: readonly IniCommentedEntry[];
}

/** Nodes while they grow: the end of a section or an entry is known only when something else begins. */
type Draft<Node> = { -readonly [Key in keyof Node]: Node[Key] };
type DraftEntry = Draft<IniEntry>;

/** Where lines and entries go. */
interface Holder {
  readonly lines: IniLine[];
  readonly entries: IniEntry[];
  readonly commentedEntries: IniCommentedEntry[];
}
type DraftSection = Draft<Omit<IniSection, keyof Holder>> & Holder;

/** What is read, and what is known of the keys of the file. */
export interface ReadOptions {
  readonly source: SourceText;
  readonly kind: IniKind;
  readonly keys: KeyNames;
}

interface State extends ReadOptions {
  readonly sections: DraftSection[];
  /** The last section; before the first one, the head. */
  holder: Holder;
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

/**
 * Reads the lines of a text, from a zero-based one up to another one, which is left out, in one pass. Nothing in a
 * section depends on the lines above its header.
 */
export function readSections({ source, kind, keys }: ReadOptions, first: number, end: number): SectionLines {
  const head: Holder = { lines: [], entries: [], commentedEntries: [] };
  const state: State = {
    source,
    kind,
    keys,
    sections: [],
    holder: head,
    owner: undefined,
    extended: undefined,
    indent: 0,
  };
  for (let index = first; index < end; index += 1) {
    const line = lineAt(source, index);
    // Behind a final line ending there is an empty rest and no line.
    if (line.full.start === line.full.end) break;
    const type = readLine(state, line);
    state.holder.lines.push({ type, range: line.whole, full: line.full, indent: line.indent });
  }
  const last = state.sections.at(-1);
  if (last) last.range = { start: last.range.start, end: source.lines.lineStart(end) };
  return { head, sections: state.sections };
}

function lineAt({ text, lines }: SourceText, index: number): Line {
  const whole = { start: lines.lineStart(index), end: lines.lineEnd(index) };
  return {
    whole,
    full: { start: whole.start, end: lines.lineStart(index + 1) },
    text: trimRange(text, whole, isAnySpace),
    indent: leadingSpace(text, whole, isPythonSpace),
  };
}

function readLine(state: State, line: Line): IniLineType {
  const { text } = state.source;
  if (line.text.start === line.text.end) return 'blank';
  const first = text.charAt(line.text.start);
  if (first === '#' || first === ';') {
    const commented = readCommentedEntry(text, line.text, line.full, state.sections.at(-1));
    if (commented) state.holder.commentedEntries.push(commented);
    return 'comment';
  }
  const header = readHeader(text, line.text, state.kind);
  if (header) {
    startSection(state, header, line);
    return 'header';
  }
  return state.owner && line.indent > state.indent
    ? readInner(state, state.owner, line)
    : readOuter(state, line);
}

function startSection(
  state: State,
  { type, name, rawName, nameRange, headerRange }: IniHeader,
  { whole, full, indent }: Line,
): void {
  const previous = state.sections.at(-1);
  if (previous) previous.range = { start: previous.range.start, end: whole.start };
  const section: DraftSection = {
    type,
    name,
    rawName,
    nameRange,
    headerRange,
    range: full,
    entries: [],
    lines: [],
    commentedEntries: [],
    identity: {},
  };
  state.sections.push(section);
  state.holder = section;
  state.owner = undefined;
  state.extended = undefined;
  state.indent = indent;
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
  const known = state.keys.read(text.slice(key.start, key.end));
  const entry: DraftEntry = {
    name: known.name,
    key: known.key,
    keyRange: key,
    delimiter,
    delimiterRange,
    valueRange: value,
    value: valueOf(known.secret, text.slice(value.start, value.end)),
    indented: line.indent > 0,
    swallowed,
    parent,
    lineRange: line.full,
  };
  state.holder.entries.push(entry);
  return entry;
}
