import type { IniDocument, IniLineType } from '../../documents/ini/nodes.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/** Lines of a value of several lines are left alone. */
const TRIMMED: ReadonlySet<IniLineType> = new Set<IniLineType>(['blank', 'comment', 'header', 'entry']);

/** Takes white space off the ends of lines. */
export function trailingBlankEdits({ lines, sections, source }: IniDocument): readonly TextEdit[] {
  const inner = new Set(
    sections.flatMap(({ entries }) =>
      entries
        .filter(({ parent, swallowed }) => parent !== undefined || swallowed)
        .map(({ keyRange }) => source.lines.positionAt(keyRange.start).line),
    ),
  );
  return lines.flatMap(({ type, range: { start, end } }, line) => {
    if (!TRIMMED.has(type) || inner.has(line)) return [];
    const written = source.text.slice(start, end);
    const from = start + trimmedLength(written);
    return from < end ? [{ start: from, end, newText: '' }] : [];
  });
}

function trimmedLength(text: string): number {
  let length = text.length;
  while (length > 0 && ' \t'.includes(text.charAt(length - 1))) length -= 1;
  return length;
}
