import type { TextEdit } from '@keyless/core';
import type { WorkspaceEdit } from 'vscode-languageserver';
import type { PositionMap } from './position.ts';

/** The version of a document that an edit is for. */
export interface EditTarget {
  readonly uri: string;
  readonly version: number;
  readonly positions: PositionMap;
  /** Whether the client refuses edits for a version that it has left behind. */
  readonly versioned: boolean;
}

/** Converts edits of one document. With `versioned`, a client that has moved on does not apply them. */
export function toWorkspaceEdit(
  edits: readonly TextEdit[],
  { uri, version, positions, versioned }: EditTarget,
): WorkspaceEdit {
  const converted = edits.map((edit) => ({ range: positions.range(edit), newText: edit.newText }));
  return versioned
    ? { documentChanges: [{ textDocument: { uri, version }, edits: converted }] }
    : { changes: { [uri]: converted } };
}
