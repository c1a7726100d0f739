import type { SourceText } from './source-text.ts';
import { applyEdits, type TextEdit } from './text-edit.ts';

/** A text and the file that it is the content of. Every document is one. */
export interface FileText {
  readonly uri: string;
  readonly source: SourceText;
}

/** What is done to a file: edits whose offsets refer to the text as given, or a file where there was none. */
export type FileChange =
  | { readonly type: 'edit'; readonly file: FileText; readonly edits: readonly TextEdit[] }
  | { readonly type: 'create'; readonly uri: string; readonly text: string };

/** The file that a change is about. */
export function changedUri(change: FileChange): string {
  return change.type === 'create' ? change.uri : change.file.uri;
}

/** The file's text after the change, without byte order mark. Throws where the edits do not fit the text. */
export function changedText(change: FileChange): string {
  return change.type === 'create' ? change.text : applyEdits(change.file.source.text, change.edits);
}
