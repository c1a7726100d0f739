import type { IniDocument, IniLine } from '../../documents/ini/nodes.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/** Lines that may be a part of a value are left alone. */
function isTrimmed({ type, indent }: IniLine): boolean {
  if (type === 'blank' || type === 'comment') return true;
  return (type === 'header' || type === 'entry') && indent === 0;
}

/** Takes white space off the ends of lines. */
export function trailingBlankEdits({ lines, source }: IniDocument): readonly TextEdit[] {
  return lines.filter(isTrimmed).flatMap(({ range: { start, end } }) => {
    const from = start + trimmedLength(source.text.slice(start, end));
    return from < end ? [{ start: from, end, newText: '' }] : [];
  });
}

function trimmedLength(text: string): number {
  let length = text.length;
  while (length > 0 && ' \t'.includes(text.charAt(length - 1))) length -= 1;
  return length;
}
