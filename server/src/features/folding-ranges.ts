import { foldsOf, type Fold } from '@keyless/core';
import { FoldingRangeKind, type FoldingRange, type FoldingRangeParams } from '../lsp.ts';
import type { Services } from '../services.ts';
import { AWS_KINDS } from '../workspace/document-selector.ts';
import type { Feature } from './feature.ts';
import { openIni } from './open-document.ts';
import { register } from './registration.ts';

const KINDS: Readonly<Record<Fold['kind'], FoldingRangeKind>> = {
  section: FoldingRangeKind.Region,
  value: FoldingRangeKind.Region,
  comment: FoldingRangeKind.Comment,
};

/** Folds sections, blocks, long values and comments. */
export function startFoldingRanges(services: Services): Feature {
  const { connection, client, guard } = services;
  const fold = ({ textDocument }: FoldingRangeParams): FoldingRange[] | null => {
    const open = openIni(services, textDocument.uri);
    return (
      (open &&
        foldsOf(open.ini)
          .slice(0, client.foldingLimit)
          .map(({ first, last, kind }) => ({ startLine: first, endLine: last, kind: KINDS[kind] }))) ??
      null
    );
  };
  connection.onFoldingRanges(guard.request('Folding', null, fold));
  return register(services, {
    name: 'foldingRange',
    method: 'textDocument/foldingRange',
    kinds: AWS_KINDS,
    capabilities: { foldingRangeProvider: true },
  });
}
