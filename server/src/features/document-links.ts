import { linksOf } from '@keyless/core';
import type { DocumentLink, DocumentLinkParams } from '../lsp.ts';
import type { Services } from '../services.ts';
import { AWS_KINDS } from '../workspace/document-selector.ts';
import type { Feature } from './feature.ts';
import { openIni } from './open-document.ts';
import { register } from './registration.ts';

/** From roles to the console, from start URLs to the sign-in. */
export function startDocumentLinks(services: Services): Feature {
  const { connection, guard } = services;
  const link = ({ textDocument }: DocumentLinkParams): DocumentLink[] | null => {
    const open = openIni(services, textDocument.uri);
    if (!open) return null;
    return linksOf(open.ini).map(({ range, target, tooltip }) => ({
      range: open.positions.range(range),
      target,
      tooltip,
    }));
  };
  connection.onDocumentLinks(guard.request('Links', null, link));
  return register(services, {
    name: 'documentLink',
    method: 'textDocument/documentLink',
    kinds: AWS_KINDS,
    capabilities: { documentLinkProvider: {} },
  });
}
