import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver-protocol';

/** The text of a document after an edit, worked out without the code under test. */
export function applyWorkspaceEdit(text: string, uri: string, edit: WorkspaceEdit | undefined): string {
  const changes = (edit?.documentChanges ?? []).filter((one): one is TextDocumentEdit => 'edits' in one);
  const change = changes.find(({ textDocument }) => textDocument.uri === uri);
  return applyTextEdits(text, (change?.edits ?? edit?.changes?.[uri] ?? []) as readonly TextEdit[]);
}

/** The text after edits of the protocol. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((ending) => ending.index + ending[0].length)];
  const placed = edits.map(({ range: { start, end }, newText }, index) => ({
    index,
    start: starts[start.line]! + start.character,
    end: starts[end.line]! + end.character,
    newText,
  }));
  // From the end, so that what is still to be replaced stays where it is; what is inserted at one place keeps its order.
  return placed
    .sort((a, b) => b.start - a.start || b.index - a.index)
    .reduce((done, { start, end, newText }) => done.slice(0, start) + newText + done.slice(end), text);
}
