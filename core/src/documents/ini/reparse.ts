import { createSourceText } from '../../text/source-text.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import { runConfigParser } from './config-parser.ts';
import type { IniDocument } from './nodes.ts';
import { MOST_PROBLEMS } from './parser-problems.ts';

/** Whether edits leave the AWS CLI fewer reasons to refuse the file. `false` for a file with too many to count. */
export function lessensProblems({ source, problems }: IniDocument, edits: readonly TextEdit[]): boolean {
  if (problems.length >= MOST_PROBLEMS) return false;
  const { bom, malformed } = source;
  const after = createSourceText(applyEdits(source.text, edits), { bom, malformed });
  return runConfigParser(after).problems.length < problems.length;
}
