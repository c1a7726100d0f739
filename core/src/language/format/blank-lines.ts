import type { IniDocument, IniLine } from '../../documents/ini/nodes.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/**
 * Parts sections by one blank line. Comments right above a header belong to it, settings that are commented out to the
 * section before. An indented header may be a part of a value, so it is left alone.
 */
export function blankLineEdits(document: IniDocument): readonly TextEdit[] {
  const { lines, commentedEntries, source } = document;
  const commentedOut = new Set(commentedEntries.map(({ lineRange }) => lineRange.start));
  return lines.flatMap((line, header) => {
    if (line.type !== 'header' || line.indent > 0) return [];
    return partEdits(lines, leadOf(lines, header, commentedOut), source.eol);
  });
}

/** The first line that belongs to a header. */
function leadOf(lines: readonly IniLine[], header: number, commentedOut: ReadonlySet<number>): number {
  let lead = header;
  for (let above = header - 1; above >= 0; above -= 1) {
    const line = lines[above];
    if (line?.type !== 'comment' || commentedOut.has(line.full.start)) break;
    lead = above;
  }
  return lead;
}

/** One blank line above a line, unless nothing but blank lines stands there: the first of several stays. */
function partEdits(lines: readonly IniLine[], at: number, eol: string): readonly TextEdit[] {
  const first = blanksAbove(lines, at);
  const start = lines[at]?.full.start ?? 0;
  if (first === 0) return [];
  if (first === at) return [{ start, end: start, newText: eol }];
  const second = lines[first + 1]?.full.start ?? start;
  return second < start ? [{ start: second, end: start, newText: '' }] : [];
}

/** The first of the blank lines right above a line; the line itself where there are none. */
function blanksAbove(lines: readonly IniLine[], at: number): number {
  let first = at;
  while (lines[first - 1]?.type === 'blank') first -= 1;
  return first;
}
