import { isDeclaration, mentionAt, mentionsOfThing } from '@keyless/core';
import { DocumentHighlightKind, type DocumentHighlight, type DocumentHighlightParams } from '../lsp.ts';
import type { Services } from '../services.ts';
import { NAMING_KINDS } from '../workspace/document-selector.ts';
import type { Feature } from './feature.ts';
import { openModel } from './open-document.ts';
import { register } from './registration.ts';

/** The places of a document that name the same thing. */
export function startDocumentHighlights(services: Services): Feature {
  const { connection, guard } = services;
  const highlight = ({ textDocument, position }: DocumentHighlightParams): DocumentHighlight[] | null => {
    const open = openModel(services, textDocument.uri);
    const origin = open && mentionAt(open.model, open.positions.offset(position));
    if (!open || !origin) return null;
    return mentionsOfThing([open.model], origin).map((mention) => ({
      range: open.positions.range(mention.range),
      kind: isDeclaration(mention) ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
  };
  connection.onDocumentHighlight(guard.request('Highlights', null, highlight));
  return register(services, {
    name: 'documentHighlight',
    method: 'textDocument/documentHighlight',
    kinds: NAMING_KINDS,
    capabilities: { documentHighlightProvider: true },
  });
}
