import { isDeclaration, mentionAt } from '@keyless/core';
import type { CancellationToken, Location, ReferenceParams } from '../lsp.ts';
import type { Services } from '../services.ts';
import { NAMING_KINDS } from '../workspace/document-selector.ts';
import type { NameSpaces } from '../workspace/name-spaces.ts';
import { placed, toLocation } from './definition.ts';
import { toCancellation } from '../scheduling/cancellation.ts';
import type { Feature } from './feature.ts';
import { openModel } from './open-document.ts';
import { register } from './registration.ts';

/** All places that name a profile, an sso-session or a services section: in both files and in files of variables. */
export function startReferences(services: Services, names: NameSpaces): Feature {
  const { connection, guard } = services;
  const find = async (
    { textDocument, position, context }: ReferenceParams,
    token: CancellationToken,
  ): Promise<Location[] | null> => {
    const open = openModel(services, textDocument.uri);
    const origin = open && mentionAt(open.model, open.positions.offset(position));
    if (!open || !origin) return null;
    const { documents } = await names.whole(open.document, toCancellation(token));
    return placed(documents, origin)
      .filter(({ mention }) => context.includeDeclaration || !isDeclaration(mention))
      .map(toLocation);
  };
  connection.onReferences(guard.request('References', null, find));
  return register(services, {
    name: 'references',
    method: 'textDocument/references',
    kinds: NAMING_KINDS,
    capabilities: { referencesProvider: true },
  });
}
