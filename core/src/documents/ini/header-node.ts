import type { TextEdit } from '../../text/text-edit.ts';
import type { IniDocument, IniSection } from './nodes.ts';

/** Whether a header is one for the AWS CLI at all: it has its closing bracket and something between the two. */
export function isWholeHeader({ source }: IniDocument, section: IniSection): boolean {
  if (section.isFlawless) return true;
  const { headerRange, rawName } = section;
  return rawName !== '' && source.text.charAt(headerRange.end - 1) === ']';
}

/** What stands behind the closing bracket, white space and all, to the end of the line. */
export function behindHeader({ source }: IniDocument, { headerRange, headerLine }: IniSection): string {
  return source.text.slice(headerRange.end, headerLine.range.end);
}

/** Makes a comment, as every tool sees one, of what stands behind a header; `undefined` where nothing else does. */
export function commentBehindHeader(document: IniDocument, section: IniSection): TextEdit | undefined {
  if (section.headerRange.end === section.headerLine.range.end) return undefined;
  const rest = behindHeader(document, section);
  if (rest.trim() === '' || /^\s+[#;]/u.test(rest)) return undefined;
  const start = section.headerRange.end;
  if (/^[#;]/u.test(rest)) return { start, end: start, newText: ' ' };
  return { start, end: start + rest.length - rest.trimStart().length, newText: ' # ' };
}
