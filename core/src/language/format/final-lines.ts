import type { IniDocument } from '../../documents/ini/nodes.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { FormatOptions } from './format-options.ts';

/** The end of the file: a line ending where there is none, no blank lines. */
export function finalLineEdits({ lines, source }: IniDocument, options: FormatOptions): readonly TextEdit[] {
  const { text, eol } = source;
  const end = text.length;
  let last = lines.length - 1;
  while (lines[last]?.type === 'blank') last -= 1;
  const line = lines[last];
  if (!line) return [];
  if (options.trimFinalNewlines === true && line.full.end < end) {
    return [{ start: line.full.end, end, newText: '' }];
  }
  const isOpen = !/[\r\n]$/u.test(text) && lines.at(-1) === line;
  return options.insertFinalNewline === true && isOpen ? [{ start: end, end, newText: eol }] : [];
}
