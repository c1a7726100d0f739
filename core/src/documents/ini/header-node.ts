import type { TextEdit } from '../../text/text-edit.ts';
import type { IniDocument, IniSection } from './nodes.ts';

/** Whether a header is one for the AWS CLI at all: it has its closing bracket and something between the two. */
export function isWholeHeader({ source }: IniDocument, { headerRange, rawName }: IniSection): boolean {
  return rawName !== '' && source.text.charAt(headerRange.end - 1) === ']';
}

/** What stands behind the closing bracket, white space and all, to the end of the line. */
export function behindHeader({ source }: IniDocument, { headerRange }: IniSection): string {
  const { line } = source.lines.positionAt(headerRange.start);
  return source.text.slice(headerRange.end, source.lines.lineEnd(line));
}

/** Makes a comment, as every tool sees one, of what stands behind a header; `undefined` where nothing else does. */
export function commentBehindHeader(document: IniDocument, section: IniSection): TextEdit | undefined {
  const rest = behindHeader(document, section);
  if (rest.trim() === '' || /^\s+[#;]/u.test(rest)) return undefined;
  const start = section.headerRange.end;
  if (/^[#;]/u.test(rest)) return { start, end: start, newText: ' ' };
  return { start, end: start + rest.length - rest.trimStart().length, newText: ' # ' };
}
