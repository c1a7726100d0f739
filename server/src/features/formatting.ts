import { formatEdits, type FormatOptions, type Range } from '@keyless/core';
import type {
  DocumentFormattingParams,
  DocumentRangeFormattingParams,
  Range as LspRange,
  TextEdit,
} from '../lsp.ts';
import type { Services } from '../services.ts';
import { AWS_KINDS } from '../workspace/document-selector.ts';
import type { Feature } from './feature.ts';
import { openIni, type OpenModel } from './open-document.ts';
import { register } from './registration.ts';

/** Formats a config or credentials file, or a part of it. */
export function startFormatting(services: Services): Feature {
  services.connection.onDocumentFormatting(
    services.guard.request('Formatting', null, ({ textDocument, options }: DocumentFormattingParams) =>
      format(services, textDocument.uri, options),
    ),
  );
  return register(services, {
    name: 'formatting',
    method: 'textDocument/formatting',
    kinds: AWS_KINDS,
    capabilities: { documentFormattingProvider: true },
  });
}

/** Formats the lines of a selection. */
export function startRangeFormatting(services: Services): Feature {
  services.connection.onDocumentRangeFormatting(
    services.guard.request(
      'Formatting of a part',
      null,
      ({ textDocument, options, range }: DocumentRangeFormattingParams) =>
        format(services, textDocument.uri, options, range),
    ),
  );
  return register(services, {
    name: 'rangeFormatting',
    method: 'textDocument/rangeFormatting',
    kinds: AWS_KINDS,
    capabilities: { documentRangeFormattingProvider: true },
  });
}

function format(
  services: Services,
  uri: string,
  options: FormatOptions,
  range?: LspRange,
): TextEdit[] | null {
  const open = openIni(services, uri);
  if (!open) return null;
  const edits = formatEdits(open.ini, options, range && wholeLines(open, range));
  return edits.map(({ newText, ...range }) => ({ range: open.positions.range(range), newText }));
}

/** A selection that ends at the start of a line does not take that line in. */
function wholeLines({ positions, model }: OpenModel, range: LspRange): Range {
  const { lines } = model.document.source;
  const { start, end } = positions.offsets(range);
  const last = lines.positionAt(end);
  const first = lines.lineStart(lines.positionAt(start).line);
  return { start: first, end: last.character === 0 && end > start ? end : lines.lineStart(last.line + 1) };
}
