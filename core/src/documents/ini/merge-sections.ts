import { looksSecret } from '../../secret/secret-names.ts';
import { SecretValue } from '../../secret/secret-value.ts';
import { insertLines, replaceLines } from '../../text/line-edits.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { deleteSection } from './edits.ts';
import { behindHeader } from './header-node.ts';
import type { IniDocument, IniLine, IniSection } from './nodes.ts';

/**
 * Moves a section's lines to the end of an earlier one and deletes its header. `undefined` where a key would stand
 * twice, where an indented line would change its owner, and where a secret would have to be moved over other sections.
 */
export function mergeSections(
  document: IniDocument,
  earlier: IniSection,
  later: IniSection,
): readonly TextEdit[] | undefined {
  const names = new Set(earlier.entries.filter(({ parent }) => !parent).map(({ name }) => name));
  if (later.entries.some(({ name, parent }) => !parent && names.has(name))) return undefined;
  if ([...earlier.entries, ...later.entries].some(({ indented, parent }) => indented && !parent))
    return undefined;
  if (earlier.range.end === later.range.start) return dropHeader(document, later);
  const body = bodyLines(document, later).map(({ range }) =>
    document.source.text.slice(range.start, range.end),
  );
  const hidesSecret =
    later.entries.some(({ value }) => value instanceof SecretValue) || body.some(looksSecret);
  if (hidesSecret || behindHeader(document, later).trim() !== '') return undefined;
  const end = bodyLines(document, earlier).at(-1)?.full.end ?? headerLine(document, earlier)?.full.end;
  if (end === undefined) return undefined;
  const moved = body.length > 0 ? [insertLines(document.source, end, body)] : [];
  return [...moved, ...deleteSection(document, later)];
}

/** The two follow each other: without the header between them they are one. A comment behind it keeps a line. */
function dropHeader(document: IniDocument, later: IniSection): readonly TextEdit[] {
  const line = headerLine(document, later);
  const comment = behindHeader(document, later).trim();
  return line ? replaceLines(document.source, [line.full], comment === '' ? [] : [comment]) : [];
}

/** A section's own lines, the header first, without endings. */
export function linesOfSection(document: IniDocument, section: IniSection): readonly string[] {
  const header = headerLine(document, section);
  return [...(header ? [header] : []), ...bodyLines(document, section)].map(({ range }) =>
    document.source.text.slice(range.start, range.end),
  );
}

function headerLine({ lines }: IniDocument, { headerRange }: IniSection): IniLine | undefined {
  return lines.find(({ full }) => full.start <= headerRange.start && headerRange.start < full.end);
}

/** The lines behind a section's header. Comments right above the next header belong to that one. */
function bodyLines({ lines, source }: IniDocument, { range, headerRange }: IniSection): readonly IniLine[] {
  const own = lines.filter(({ full }) => full.start > headerRange.start && full.end <= range.end);
  let end = own.length;
  if (range.end < source.text.length) while (own[end - 1]?.type === 'comment') end -= 1;
  while (own[end - 1]?.type === 'blank') end -= 1;
  return own.slice(0, end);
}
