import { selectionsAt } from '@keyless/core';
import type { Position, SelectionRange, SelectionRangeParams } from '../lsp.ts';
import type { Services } from '../services.ts';
import { AWS_KINDS } from '../workspace/document-selector.ts';
import type { Feature } from './feature.ts';
import { openIni } from './open-document.ts';
import { register } from './registration.ts';

/** What *expand selection* takes in next. */
export function startSelectionRanges(services: Services): Feature {
  const { connection, guard } = services;
  const expand = ({ textDocument, positions: carets }: SelectionRangeParams): SelectionRange[] | null => {
    const open = openIni(services, textDocument.uri);
    if (!open) return null;
    const { ini, positions } = open;
    return carets.map((caret) => {
      const ranges = selectionsAt(ini, positions.offset(caret)).map((range) => positions.range(range));
      const widest = ranges.pop();
      // An empty file has nothing around the caret, but the protocol wants an answer for each.
      if (!widest) return nothingAt(caret);
      return ranges.reduceRight<SelectionRange>((parent, range) => ({ range, parent }), { range: widest });
    });
  };
  connection.onSelectionRanges(guard.request('Selection', null, expand));
  return register(services, {
    name: 'selectionRange',
    method: 'textDocument/selectionRange',
    kinds: AWS_KINDS,
    capabilities: { selectionRangeProvider: true },
  });
}

function nothingAt(caret: Position): SelectionRange {
  return { range: { start: caret, end: caret } };
}
