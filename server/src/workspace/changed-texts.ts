import type { FileChange, FileText } from '@keyless/core';
import { createPositionMap, isMarked } from '../convert/position.ts';
import type { ChangeSet, TextChange } from '../convert/workspace-edit.ts';
import type { Documents } from './documents.ts';

/**
 * The changes of files as the client holds them: of an open document by its version, of a closed one by what the disk
 * says. `undefined` where an open document is not, or not any more, what the changes were made for.
 */
export function changedTexts(
  documents: Documents,
  changes: readonly FileChange[],
): Pick<ChangeSet, 'texts' | 'created'> | undefined {
  const texts: TextChange[] = [];
  const created = changes.filter((change) => change.type === 'create');
  if (created.some(({ uri }) => documents.get(uri))) return undefined;
  for (const change of changes) {
    if (change.type === 'create') continue;
    const text = textChange(documents, change);
    if (!text) return undefined;
    texts.push(text);
  }
  return { texts, created };
}

function textChange(
  documents: Documents,
  { file, edits }: Extract<FileChange, { type: 'edit' }>,
): TextChange | undefined {
  const open = documents.get(file.uri);
  if (!open) return { uri: file.uri, version: null, positions: createPositionMap(file.source, false), edits };
  if (!isSame(file, documents.model(open).document)) return undefined;
  const positions = createPositionMap(file.source, isMarked(open.text));
  return { uri: open.uri, version: open.version, positions, edits };
}

function isSame(one: FileText, other: FileText): boolean {
  return one.source.text === other.source.text;
}
