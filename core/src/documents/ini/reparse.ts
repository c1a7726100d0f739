import { createSourceText } from '../../text/source-text.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import type { IniDocument } from './nodes.ts';
import { parseIni } from './parser.ts';

/** The document as edits would leave it, for those who must know before they offer them. */
export function reparse({ uri, kind, source }: IniDocument, edits: readonly TextEdit[]): IniDocument {
  const { bom, malformed } = source;
  return parseIni(uri, kind, createSourceText(applyEdits(source.text, edits), { bom, malformed }));
}

/** Whether edits leave the AWS CLI fewer reasons to refuse the file. */
export function lessensProblems(document: IniDocument, edits: readonly TextEdit[]): boolean {
  return reparse(document, edits).problems.length < document.problems.length;
}
