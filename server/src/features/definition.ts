import { isDeclaration, mentionAt, mentionsOfThing, type Mention, type PlacedMention } from '@keyless/core';
import type { Definition, DefinitionParams, Location, LocationLink } from '../lsp.ts';
import type { Services } from '../services.ts';
import { NAMING_KINDS } from '../workspace/document-selector.ts';
import type { NamedDocument, NameSpaces } from '../workspace/name-spaces.ts';
import type { Feature } from './feature.ts';
import { openModel } from './open-document.ts';
import { register } from './registration.ts';

/** From a name to the sections of that name, in both files. */
export function startDefinition(services: Services, names: NameSpaces): Feature {
  const { connection, client, guard } = services;
  const define = async ({
    textDocument,
    position,
  }: DefinitionParams): Promise<Definition | LocationLink[] | null> => {
    const open = openModel(services, textDocument.uri);
    const origin = open && mentionAt(open.model, open.positions.offset(position));
    if (!open || !origin) return null;
    const { documents } = await names.declaring(open.document);
    const found = placed(documents, origin).filter(({ mention }) => isDeclaration(mention));
    if (found.length === 0) return null;
    if (!client.linksDefinitions) return found.map(toLocation);
    const originSelectionRange = open.positions.range(origin.range);
    return found.map((one) => ({ ...toLink(one), originSelectionRange }));
  };
  connection.onDefinition(guard.request('A definition', null, define));
  return register(services, {
    name: 'definition',
    method: 'textDocument/definition',
    kinds: NAMING_KINDS,
    capabilities: { definitionProvider: true },
  });
}

/** A mention with the document that it stands in. */
export interface Found {
  readonly mention: PlacedMention;
  readonly document: NamedDocument;
}

/** All mentions of the same thing in some documents. */
export function placed(documents: readonly NamedDocument[], thing: Mention): readonly Found[] {
  return documents.flatMap((document) =>
    mentionsOfThing([document.model], thing).map((mention) => ({ mention, document })),
  );
}

/** Where a mention is. */
export function toLocation({ mention, document: { uri, positions } }: Found): Location {
  return { uri, range: positions.range(mention.range) };
}

function toLink({ mention, document: { uri, positions } }: Found): LocationLink {
  const { site, range } = mention;
  const whole = site.role === 'declaration' ? site.section.headerRange : range;
  return {
    targetUri: uri,
    targetRange: positions.range(whole),
    targetSelectionRange: positions.range(range),
  };
}
