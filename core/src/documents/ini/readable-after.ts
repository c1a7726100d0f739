import { createSourceText } from '../../text/source-text.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import type { IniDocument } from './nodes.ts';
import { parseIni } from './parser.ts';

/** Whether edits give the AWS CLI no new reason to refuse the file, such as a key that is then there twice. */
export function isReadableAfter(document: IniDocument, edits: readonly TextEdit[]): boolean {
  const { bom, text } = document.source;
  const source = createSourceText(applyEdits(text, edits), { bom });
  return parseIni(document.uri, document.kind, source).problems.length <= document.problems.length;
}
