import { outlineOf, type OutlineItem } from '@keyless/core';
import {
  SymbolKind,
  type DocumentSymbol,
  type DocumentSymbolParams,
  type SymbolInformation,
} from '../lsp.ts';
import type { PositionMap } from '../convert/position.ts';
import type { Services } from '../services.ts';
import { AWS_KINDS } from '../workspace/document-selector.ts';
import type { Feature } from './feature.ts';
import { openIni } from './open-document.ts';
import { register } from './registration.ts';

/** What each item is called by the protocol; semantic tokens name profiles and the like alike. */
export const SYMBOL_KINDS: Readonly<Record<OutlineItem['kind'], SymbolKind>> = {
  profile: SymbolKind.Class,
  'sso-session': SymbolKind.Interface,
  services: SymbolKind.Struct,
  section: SymbolKind.Namespace,
  block: SymbolKind.Object,
  setting: SymbolKind.Property,
};

/** The outline of a config or credentials file. */
export function startDocumentSymbols(services: Services): Feature {
  const { connection, client, guard } = services;
  const list = ({ textDocument }: DocumentSymbolParams): DocumentSymbol[] | SymbolInformation[] | null => {
    const open = openIni(services, textDocument.uri);
    if (!open) return null;
    const items = outlineOf(open.ini);
    return client.nestsSymbols
      ? items.map((item) => toSymbol(item, open.positions))
      : items.flatMap((item) => toInformation(item, open.document.uri, open.positions));
  };
  connection.onDocumentSymbol(guard.request('Symbols', null, list));
  return register(services, {
    name: 'documentSymbol',
    method: 'textDocument/documentSymbol',
    kinds: AWS_KINDS,
    options: { label: 'Keyless' },
    capabilities: { documentSymbolProvider: true },
  });
}

function toSymbol(item: OutlineItem, positions: PositionMap): DocumentSymbol {
  return {
    name: item.name,
    ...(item.detail !== '' && { detail: item.detail }),
    kind: SYMBOL_KINDS[item.kind],
    range: positions.range(item.range),
    selectionRange: positions.range(item.selectionRange),
    children: item.children.map((child) => toSymbol(child, positions)),
  };
}

/** The flat form of older clients. */
function toInformation(
  item: OutlineItem,
  uri: string,
  positions: PositionMap,
  container?: OutlineItem,
): readonly SymbolInformation[] {
  const own: SymbolInformation = {
    name: item.name,
    kind: SYMBOL_KINDS[item.kind],
    location: { uri, range: positions.range(item.range) },
    ...(container && { containerName: container.name }),
  };
  return [own, ...item.children.flatMap((child) => toInformation(child, uri, positions, item))];
}
