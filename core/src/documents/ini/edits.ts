import { insertLines, replaceLines } from '../../text/line-edits.ts';
import type { Range } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { IniCommentedEntry, IniDocument, IniEntry, IniSection } from './nodes.ts';
import { indentOf, partsSections, styleOf, type IniStyle } from './style.ts';

/** A setting to write. The value is written as it is: it must be of one line and no secret. */
export interface IniSetting {
  readonly key: string;
  readonly value: string;
}

/** Deletes entries with their lines, their nested blocks and continuations. */
export function deleteEntries(
  document: IniDocument,
  entries: readonly (IniEntry | IniCommentedEntry)[],
): readonly TextEdit[] {
  return replaceLines(
    document.source,
    entries.map((entry) => entry.lineRange),
    [],
  );
}

/**
 * Deletes a section from its header to the next one's; comments right above that one stay, as they belong to it. At the
 * end of a file the blank lines before the section go with it.
 */
export function deleteSection(document: IniDocument, section: IniSection): readonly TextEdit[] {
  const { source, lines } = document;
  if (section.range.end < source.text.length) {
    return replaceLines(
      source,
      [{ start: section.range.start, end: contentEnd(document, section, true) }],
      [],
    );
  }
  let index = lines.findIndex((line) => line.full.start === section.range.start);
  while (lines[index - 1]?.type === 'blank') index -= 1;
  return replaceLines(
    source,
    [{ start: lines[index]?.full.start ?? section.range.start, end: section.range.end }],
    [],
  );
}

/** Replaces an entry's value with its continuation, or its block. Behind an empty one it stands as the file's other values do. */
export function replaceValue(document: IniDocument, entry: IniEntry, value: string): readonly TextEdit[] {
  const { text } = document.source;
  const end = contentEndOf(text, entry.lineRange);
  if (entry.valueRange.start < entry.valueRange.end)
    return [{ start: entry.valueRange.start, end, newText: value }];
  const gap = styleOf(document).delimiter.endsWith(' ') ? ' ' : '';
  return [{ start: entry.delimiterRange.end, end, newText: `${gap}${value}` }];
}

/** Writes settings behind an entry and all that belongs to it, in the entry's own indentation. */
export function insertAfterEntry(
  document: IniDocument,
  entry: IniEntry,
  settings: readonly IniSetting[],
): readonly TextEdit[] {
  if (settings.length === 0) return [];
  const { delimiter } = styleOf(document, sectionOf(document, entry));
  const lines = render(settings, { indent: indentOf(document, entry), delimiter });
  return [insertLines(document.source, entry.lineRange.end, lines)];
}

/** Writes settings at the end of a section: behind its last entry, or behind the header of one without entries. */
export function appendToSection(
  document: IniDocument,
  section: IniSection,
  settings: readonly IniSetting[],
): readonly TextEdit[] {
  if (settings.length === 0) return [];
  const ends = [section.entries.at(-1), section.entries.findLast((entry) => !entry.parent)].map(
    (one) => one?.lineRange.end ?? 0,
  );
  const end = Math.max(headerLineEnd(document, section), ...ends);
  return [insertLines(document.source, end, render(settings, styleOf(document, section)))];
}

/** A section to write. */
export interface NewSection {
  /** The text between the brackets. */
  readonly header: string;
  readonly settings: readonly IniSetting[];
}

/**
 * Writes a new section behind another one, or at the end of the file, parted by a blank line where the file's sections
 * are. Blank lines at the end of a file stay there, and so does a missing final newline.
 */
export function addSection(
  document: IniDocument,
  header: string,
  settings: readonly IniSetting[],
  after?: IniSection,
): readonly TextEdit[] {
  return addSections(document, [{ header, settings }], after);
}

/** Writes several new sections in a row, as `addSection` does one. */
export function addSections(
  document: IniDocument,
  sections: readonly NewSection[],
  after?: IniSection,
): readonly TextEdit[] {
  const style = { indent: '', delimiter: styleOf(document).delimiter };
  const blocks = sections.map(({ header, settings }) => [`[${header}]`, ...render(settings, style)]);
  return addBlocks(document, blocks, after);
}

/** Writes sections that are given as lines without ending, the header first, as `addSection` does one. */
export function addBlocks(
  document: IniDocument,
  blocks: readonly (readonly string[])[],
  after: IniSection | undefined = document.sections.at(-1),
): readonly TextEdit[] {
  if (blocks.length === 0) return [];
  const { source } = document;
  const offset = after ? contentEnd(document, after, false) : source.text.length;
  const parts = partsSections(document) || !after;
  const blank = offset > 0 && parts ? [''] : [];
  const lines = blocks.flatMap((block, index) => [...(index === 0 ? blank : parts ? [''] : []), ...block]);
  const edit = insertLines(source, offset, lines);
  // The insert ends with a line ending, so a section that follows right behind it needs its blank line.
  const followed = (document.sections.at(-1)?.range.start ?? -1) >= offset;
  const touches = followed && blank.length > 0 && !/^\s*(?:\r\n|\r|\n)/u.test(lineAt(document, offset));
  return [touches ? { ...edit, newText: edit.newText + source.eol } : edit];
}

function render(settings: readonly IniSetting[], { indent, delimiter }: IniStyle): readonly string[] {
  return settings.map(
    ({ key, value }) => `${indent}${key}${value === '' ? delimiter.trimEnd() : delimiter}${value}`,
  );
}

function sectionOf(document: IniDocument, entry: IniEntry): IniSection | undefined {
  return document.sections.findLast((section) => section.range.start <= entry.keyRange.start);
}

/** The lines of an entry without the white space and the line ending behind them. */
function contentEndOf(text: string, { start, end }: Range): number {
  return start + text.slice(start, end).trimEnd().length;
}

function headerLineEnd({ source }: IniDocument, section: IniSection): number {
  return source.lines.lineStart(source.lines.positionAt(section.headerRange.start).line + 1);
}

/**
 * Where a section's own text ends: comments right above the next header belong to that one, and the blank lines
 * before them part the two. `withBlanks` takes these along.
 */
function contentEnd({ lines, source }: IniDocument, section: IniSection, withBlanks: boolean): number {
  const next = source.lines.positionAt(section.range.end).line;
  const isLast = lines[next]?.full.start !== section.range.end;
  let index = isLast ? lines.length : next;
  if (!isLast) while (lines[index - 1]?.type === 'comment') index -= 1;
  if (!withBlanks) while (lines[index - 1]?.type === 'blank') index -= 1;
  return lines[index - 1]?.full.end ?? source.text.length;
}

function lineAt({ source }: IniDocument, offset: number): string {
  return source.text.slice(offset, source.lines.lineStart(source.lines.positionAt(offset).line + 1));
}
