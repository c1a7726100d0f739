import type { IniDocument } from '../../documents/ini/nodes.ts';
import { parseIni } from '../../documents/ini/parser.ts';
import { readAsCli } from '../../documents/ini/readers/cli.ts';
import { readAsJs } from '../../documents/ini/readers/js.ts';
import { readsAlike } from '../../documents/ini/readers/reads-alike.ts';
import { readTolerantly } from '../../documents/ini/readers/tolerant.ts';
import { createSourceText } from '../../text/source-text.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import { contains, type Range } from '../../text/range.ts';
import { blankLineEdits } from './blank-lines.ts';
import { delimiterEdits } from './delimiters.ts';
import { finalLineEdits } from './final-lines.ts';
import type { FormatOptions } from './format-options.ts';
import { trailingBlankEdits } from './trailing-blanks.ts';

/**
 * Formats a config or credentials file, or the whole lines of a part of it: the spacing around equals signs as in most
 * of its settings, no white space at the ends of lines, one blank line between sections. Comments, headers, indented
 * lines and the order of everything stay. The result is read as the AWS CLI, the JavaScript SDK and a person read it;
 * where it says anything else than before, there are no edits.
 */
export function formatEdits(
  document: IniDocument,
  options: FormatOptions,
  within: Range = { start: 0, end: document.source.text.length },
): readonly TextEdit[] {
  const { source } = document;
  // A lone CR ends a line for the AWS CLI but not for the JavaScript SDK; lost bytes must not be written back.
  if (source.malformed || /\r(?!\n)/u.test(source.text)) return [];
  const lines = [...blankLineEdits(document), ...finalLineEdits(document, options)];
  const trimmed = options.trimTrailingWhitespace === false ? [] : trailingBlankEdits(document);
  const edits = [...delimiterEdits(document), ...outside(trimmed, lines), ...lines].filter((edit) =>
    contains(within, edit),
  );
  return edits.length > 0 && meansTheSame(document, edits) ? edits : [];
}

/** The edits that do not touch lines which go anyway. Both in document order. */
function outside(edits: readonly TextEdit[], lines: readonly TextEdit[]): readonly TextEdit[] {
  let next = 0;
  return edits.filter((edit) => {
    while ((lines[next]?.end ?? Infinity) <= edit.start) next += 1;
    return (lines[next]?.start ?? Infinity) >= edit.end;
  });
}

function meansTheSame(before: IniDocument, edits: readonly TextEdit[]): boolean {
  const { bom, text } = before.source;
  const after = parseIni(before.uri, before.kind, createSourceText(applyEdits(text, edits), { bom }));
  const kinds = ({ problems }: IniDocument): string => problems.map(({ kind }) => kind).join();
  return (
    kinds(before) === kinds(after) &&
    [readAsCli, readAsJs, readTolerantly].every((read) => readsAlike(read(before), read(after)))
  );
}
