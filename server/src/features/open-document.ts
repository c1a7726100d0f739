import type { DocumentModel, IniDocument } from '@keyless/core';
import { createPositionMap, isMarked, type PositionMap } from '../convert/position.ts';
import type { Services } from '../services.ts';
import type { OpenDocument } from '../workspace/documents.ts';

/** An open document as features look at it. */
export interface OpenModel {
  readonly document: OpenDocument;
  readonly model: DocumentModel;
  readonly positions: PositionMap;
}

/** The document that a request is about; `undefined` for what is not open, not ours, or too large. */
export function openModel({ documents }: Services, uri: string): OpenModel | undefined {
  const document = documents.get(uri);
  if (!document || document.oversized) return undefined;
  const model = documents.model(document);
  return { document, model, positions: createPositionMap(model.document.source, isMarked(document.text)) };
}

/** The same for a config or credentials file. */
export function openIni(
  services: Services,
  uri: string,
): (OpenModel & { readonly ini: IniDocument }) | undefined {
  const found = openModel(services, uri);
  const document = found?.model.document;
  return found && document?.format === 'ini' ? { ...found, ini: document } : undefined;
}
