import { parseModel, type DocumentKind, type DocumentModel, type SourceText } from '@keyless/core';
import { uriOf } from './names.ts';

/** Models of files that are to be asked for again: a workflow is judged, and is a fact for the others of its repository. */
export interface KeptModels {
  /** Parses a text, unless the file was parsed with the very same one. */
  of(path: string, kind: DocumentKind, source: SourceText): DocumentModel;
  /** The file as it was parsed last, unless nobody was to ask for it again. */
  known(path: string): DocumentModel | undefined;
  /** Nobody will ask for the file again. */
  drop(path: string): void;
  clear(): void;
}

export function createKeptModels(): KeptModels {
  const kept = new Map<string, DocumentModel>();
  return {
    of: (path, kind, source) => {
      const before = kept.get(path);
      if (before?.document.kind === kind && before.document.source.text === source.text) return before;
      const model = parseModel(uriOf(path), kind, source);
      kept.set(path, model);
      return model;
    },
    known: (path) => kept.get(path),
    drop: (path) => kept.delete(path),
    clear: () => kept.clear(),
  };
}
