import type { IniDocument, IniEntry, IniLine, IniSection } from './nodes.ts';

/** How lines of a file are written, so that new ones look like their neighbours. */
export interface IniStyle {
  /** White space before the key. */
  readonly indent: string;
  /** Between key and value: ` = ` or `=`, in the file's own spacing. */
  readonly delimiter: string;
}

/** What `aws configure` writes. */
const USUAL_DELIMITER = ' = ';

/** How a file as a whole is written. */
interface FileHabits {
  readonly delimiter: string;
  readonly partsSections: boolean;
}

/** Worked out once a document: a rewrite is made for each of its sections. */
const HABITS = new WeakMap<IniDocument, FileHabits>();

/** The habit of a section's own entries; the file's where the section has none. Nested entries do not count. */
export function styleOf(document: IniDocument, section?: IniSection): IniStyle {
  const own = section ? plain(section.entries) : [];
  const lastOwn = own.at(-1);
  if (!lastOwn) return { indent: '', delimiter: habitsOf(document).delimiter };
  // The last one's: deeper than the line before it, a new line would continue that line's value in the AWS CLI.
  return { indent: indentOf(document, lastOwn), delimiter: usualDelimiter(document, own) };
}

function habitsOf(document: IniDocument): FileHabits {
  const known = HABITS.get(document);
  if (known) return known;
  const entries = document.sections.flatMap((section) => plain(section.entries));
  const habits = {
    delimiter: usualDelimiter(document, entries),
    partsSections: hasBlankLinesBetween(document),
  };
  HABITS.set(document, habits);
  return habits;
}

function usualDelimiter(document: IniDocument, entries: readonly IniEntry[]): string {
  const withValue = entries.filter(({ valueRange }) => valueRange.start < valueRange.end);
  const telling = withValue.length > 0 ? withValue : entries;
  return mostFrequent(telling.map((entry) => delimiterOf(document, entry))) ?? USUAL_DELIMITER;
}

/** The white space before an entry's key, as written. */
export function indentOf({ source }: IniDocument, { keyRange }: IniEntry): string {
  return source.text.slice(
    source.lines.lineStart(source.lines.positionAt(keyRange.start).line),
    keyRange.start,
  );
}

/** Whether the file parts its sections by blank lines; a file with fewer than two sections gets them. */
export function partsSections(document: IniDocument): boolean {
  return habitsOf(document).partsSections;
}

function hasBlankLinesBetween({ lines }: IniDocument): boolean {
  const above = lines.flatMap(({ type }, index) => (type === 'header' ? [lineAbove(lines, index)] : []));
  const headers = above.filter((line) => line !== undefined);
  const parted = headers.filter((line) => line.type === 'blank');
  return parted.length * 2 >= headers.length;
}

/** What stands above a header and the comments that lead up to it; `undefined` at the top of the file. */
function lineAbove(lines: IniDocument['lines'], header: number): IniLine | undefined {
  let above = header - 1;
  while (lines[above]?.type === 'comment') above -= 1;
  return lines[above];
}

function plain(entries: readonly IniEntry[]): readonly IniEntry[] {
  return entries.filter((entry) => !entry.parent && !entry.swallowed);
}

/** A colon is not copied: the JS SDK does not read it. Only the space behind one tells how the file is spaced. */
function delimiterOf({ source }: IniDocument, entry: IniEntry): string {
  const { keyRange, delimiter, delimiterRange, valueRange } = entry;
  const after = blanks(source.text.slice(delimiterRange.end, valueRange.start));
  const before = delimiter === ':' ? after : blanks(source.text.slice(keyRange.end, delimiterRange.start));
  // Behind an empty value trailing white space tells nothing.
  return `${before}=${valueRange.start === valueRange.end ? before : after}`;
}

/** Columns of keys are not copied: one space stands for any number of them. */
function blanks(text: string): string {
  return text === '' ? '' : ' ';
}

function mostFrequent(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce<readonly [string, number] | undefined>(
    (best, one) => (best && best[1] >= one[1] ? best : one),
    undefined,
  )?.[0];
}
