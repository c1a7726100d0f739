import type { IniDocument, IniEntry } from '../../documents/ini/nodes.ts';
import { styleOf } from '../../documents/ini/style.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/**
 * Spaces equals signs as most of the file's settings do. A file that lines them up in columns keeps them so. Indented lines
 * may be a part of a value, and settings with a colon are read by some tools only: both stay as they are.
 */
export function delimiterEdits(document: IniDocument): readonly TextEdit[] {
  const entries = document.sections
    .flatMap((section) => section.entries)
    .filter(({ indented, delimiter, key }) => !indented && delimiter === '=' && !key.startsWith(':'));
  const { text } = document.source;
  const isAligned =
    entries.filter((entry) => gaps(text, entry).before.length > 1).length * 2 > entries.length;
  const [before = '', after = ''] = styleOf(document).delimiter.split('=');
  return entries.flatMap((entry) => {
    const { keyRange, delimiterRange, valueRange } = entry;
    const isEmpty = valueRange.start === valueRange.end;
    const edits = [
      ...(isAligned ? [] : [{ start: keyRange.end, end: delimiterRange.start, newText: before }]),
      ...(isEmpty ? [] : [{ start: delimiterRange.end, end: valueRange.start, newText: after }]),
    ];
    return edits.filter((edit) => isNeeded(text, edit) && !makesComment(text, entry));
  });
}

function gaps(text: string, { keyRange, delimiterRange, valueRange }: IniEntry) {
  return {
    before: text.slice(keyRange.end, delimiterRange.start),
    after: text.slice(delimiterRange.end, valueRange.start),
  };
}

/** White space of rarer kinds is white space to some of the tools only. */
function isNeeded(text: string, { start, end, newText }: TextEdit): boolean {
  const written = text.slice(start, end);
  return written !== newText && /^[ \t]*$/u.test(written);
}

/** With white space before it, and only then, the JavaScript SDK takes such a value for a comment. */
function makesComment(text: string, { valueRange }: IniEntry): boolean {
  return /[#;]/u.test(text.charAt(valueRange.start));
}
