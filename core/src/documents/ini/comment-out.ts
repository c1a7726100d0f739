import type { TextEdit } from '../../text/text-edit.ts';
import type { IniLine } from './nodes.ts';

/** Makes comments of lines, in their own indentation. */
export function commentOut(lines: readonly IniLine[]): readonly TextEdit[] {
  return lines.map(({ range, indent }) => {
    const start = range.start + indent;
    return { start, end: start, newText: '# ' };
  });
}
