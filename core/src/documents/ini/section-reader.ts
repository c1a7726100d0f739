import type { SourceText } from '../../text/source-text.ts';
import type { IniKind } from '../document.ts';
import { Assignment, inlineCommentStart, isPlainValue } from './assignment.ts';
import { placeCommented, readCommentedEntry, type CommentedEntry } from './commented-entry.ts';
import { EntryNode } from './entry-node.ts';
import { readHeader, type IniHeader } from './header.ts';
import { KeyNames } from './key-names.ts';
import { LineForms } from './line-forms.ts';
import type { IniCommentedEntry, IniEntry, IniLine, IniLineType } from './nodes.ts';
import { SectionNode } from './section-node.ts';
import { isSettingKey } from './setting-key.ts';
import { valueOf } from './value.ts';
import { isAnySpace, isPythonSpace, skipSpace, skipSpaceBack } from './white-space.ts';
import { writtenText } from './written-value.ts';

/** Lines of a file and what stands in them. */
export interface SectionLines {
  /** Up to the first header. */
  readonly head: IniHead;
  readonly sections: readonly SectionNode[];
}

/** What stands before any section. */
export interface IniHead {
  readonly lines: readonly IniLine[];
  readonly entries: readonly IniEntry[];
  readonly commentedEntries: readonly IniCommentedEntry[];
}

/** What is read, and what is known of the lines above and of the keys of the file. */
export interface ReadOptions {
  readonly source: SourceText;
  readonly kind: IniKind;
  readonly keys: KeyNames;
  readonly forms: LineForms;
  readonly line: Line;
  /** That of the line, if it is one. */
  readonly assignment: Assignment;
}

export function readOptions(source: SourceText, kind: IniKind): ReadOptions {
  const [keys, forms] = [new KeyNames(), new LineForms(source)];
  return { source, kind, keys, forms, line: new Line(), assignment: new Assignment() };
}

/** A section while it grows, or what stands above all of them: where lines and entries go. */
interface Draft {
  readonly header: IniHeader | undefined;
  /** Zero-based. */
  readonly firstLine: number;
  readonly entries: EntryNode[];
  readonly commentedEntries: CommentedEntry[];
  lineTypes: number;
}

interface State extends ReadOptions {
  readonly sections: SectionNode[];
  head: IniHead;
  draft: Draft;
  /** The option to which the AWS CLI joins deeper indented lines. */
  owner: EntryNode | undefined;
  /** The entry whose lines a continuation belongs to; another one than the owner behind a swallowed entry. */
  extended: EntryNode | undefined;
  /** Indentation of the owner or header. */
  indent: number;
}

/** The line under work. One object for all of them: a file has thousands. */
class Line {
  /** Zero-based. */
  index = 0;
  start = 0;
  /** Where the next one starts, behind the line ending. */
  next = 0;
  /** Where what stands in it starts and ends, the white space around it left out. */
  textStart = 0;
  textEnd = 0;
  /** See `IniLine`. */
  indent = 0;

  moveTo({ text, lines }: SourceText, index: number): void {
    const end = lines.lineEnd(index);
    this.index = index;
    this.start = lines.lineStart(index);
    this.next = lines.lineStart(index + 1);
    this.textStart = skipSpace(text, this.start, end, isAnySpace);
    this.textEnd = skipSpaceBack(text, this.textStart, end, isAnySpace);
    this.indent = skipSpace(text, this.start, end, isPythonSpace) - this.start;
  }
}

const NO_ENTRIES: readonly never[] = [];

const NO_HEAD: IniHead = { lines: [], entries: [], commentedEntries: [] };

/**
 * Reads the lines of a text, from a zero-based one up to another one, which is left out, in one pass. Nothing in a
 * section depends on the lines above its header; those above `first` have been read with the same options.
 */
export function readSections(options: ReadOptions, first: number, end: number): SectionLines {
  const { source, kind, keys, forms, line, assignment } = options;
  const state: State = {
    source,
    kind,
    keys,
    forms,
    line,
    assignment,
    sections: [],
    head: NO_HEAD,
    draft: draftOf(undefined, first),
    owner: undefined,
    extended: undefined,
    indent: 0,
  };
  let index = first;
  for (; index < end; index += 1) {
    line.moveTo(source, index);
    // Behind a final line ending there is an empty rest and no line.
    if (line.start === line.next) break;
    const type = readLine(state, line);
    state.draft.lineTypes |= forms.add(type, line.indent);
  }
  endDraft(state, index);
  return { head: state.head, sections: inItsSize(state.sections) };
}

function readLine(state: State, line: Line): IniLineType {
  const { text } = state.source;
  const { textStart: start, textEnd: end } = line;
  if (start === end) return 'blank';
  const first = text.charAt(start);
  if (first === '#' || first === ';') {
    const full = { start: line.start, end: line.next };
    const commented = readCommentedEntry(text, { start, end }, full);
    if (commented) state.draft.commentedEntries.push(commented);
    return 'comment';
  }
  const header = first === '[' ? readHeader(text, { start, end }, state.kind) : undefined;
  if (header) {
    startSection(state, header, line);
    return 'header';
  }
  return state.owner && line.indent > state.indent
    ? readInner(state, state.owner, line)
    : readOuter(state, line);
}

function startSection(state: State, header: IniHeader, { index, indent }: Line): void {
  endDraft(state, index);
  state.draft = draftOf(header, index);
  state.owner = undefined;
  state.extended = undefined;
  state.indent = indent;
}

function draftOf(header: IniHeader | undefined, firstLine: number): Draft {
  return { header, firstLine, entries: [], commentedEntries: [], lineTypes: 0 };
}

/** What was read up to a zero-based line is whole. */
function endDraft(state: State, endLine: number): void {
  const { source, forms, draft } = state;
  const { header, firstLine, commentedEntries, lineTypes } = draft;
  const entries = draft.entries.length === 0 ? NO_ENTRIES : inItsSize(draft.entries);
  if (header) {
    const range = { start: source.lines.lineStart(firstLine), end: source.lines.lineStart(endLine) };
    state.sections.push(
      new SectionNode({ header, range, entries, commentedEntries, forms, firstLine, endLine, lineTypes }),
    );
  } else if (endLine > firstLine) {
    state.head = {
      lines: forms.slice(firstLine, endLine),
      entries,
      commentedEntries: commentedEntries.map((one) => placeCommented(one, undefined)),
    };
  }
}

/** An array that has grown has room for more, which what lives on does not need. */
function inItsSize<One>(grown: readonly One[]): readonly One[] {
  return grown.slice();
}

/** A line that starts an option for the AWS CLI. */
function readOuter(state: State, line: Line): IniLineType {
  state.indent = line.indent;
  const isEntry = state.assignment.read(state.source.text, line.textStart, line.textEnd, 'first');
  state.owner = isEntry ? makeEntry(state, line, undefined, false) : undefined;
  state.extended = state.owner;
  return isEntry ? 'entry' : 'unrecognised';
}

/** A line that the AWS CLI joins to the option before it: a nested setting, the rest of a value, or a mistake. */
function readInner(state: State, owner: EntryNode, line: Line): IniLineType {
  const { source } = state;
  const isBlock = opensBlock(owner, source);
  if (state.assignment.read(source.text, line.textStart, line.textEnd, 'equals')) {
    const entry = makeEntry(state, line, isBlock ? owner : undefined, !isBlock);
    if (isBlock) owner.extendTo(line.next);
    else if (isSettingKey(entry.key)) state.extended = entry;
    else state.extended?.extendTo(line.next);
    return 'entry';
  }
  state.extended?.extendTo(line.next);
  return isBlock ? 'unrecognised' : 'continuation';
}

/** `s3 =`, or `s3 = # comment`, which only the JS SDK takes for the head of a block, as the person meant it. */
function opensBlock(owner: IniEntry, source: SourceText): boolean {
  const written = writtenText(owner, source);
  return written === '' || inlineCommentStart(written) === 0;
}

/** Of the assignment that the line has turned out to be. */
function makeEntry(
  { source: { text }, keys, draft, assignment }: State,
  { start, next, indent }: Line,
  parent: EntryNode | undefined,
  swallowed: boolean,
): EntryNode {
  const { keyStart, keyEnd, delimiter, delimiterStart, valueStart, valueEnd } = assignment;
  const known = keys.read(text, keyStart, keyEnd);
  const written = text.slice(valueStart, valueEnd);
  const entry = new EntryNode({
    name: known.name,
    key: known.key,
    delimiter,
    value: valueOf(known.secret, written),
    isFlawless: !swallowed && delimiter === '=' && known.key === known.name && isPlainValue(written),
    indented: indent > 0,
    swallowed,
    parent,
    keyStart,
    delimiterStart,
    valueStart,
    valueEnd,
    lineStart: start,
    lineEnd: next,
  });
  draft.entries.push(entry);
  return entry;
}
