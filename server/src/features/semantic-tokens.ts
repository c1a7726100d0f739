import { semanticTokens, TOKEN_MODIFIERS, TOKEN_TYPES, type Range } from '@keyless/core';
import {
  SemanticTokensBuilder,
  type SemanticTokens,
  type SemanticTokensParams,
  type SemanticTokensRangeParams,
} from '../lsp.ts';
import type { Services } from '../services.ts';
import { AWS_KINDS } from '../workspace/document-selector.ts';
import type { Feature } from './feature.ts';
import { openIni, type OpenModel } from './open-document.ts';
import { register } from './registration.ts';

/** Colours what a pattern for single lines cannot know, see the legend in core. */
export function startSemanticTokens(services: Services): Feature {
  const { connection, guard } = services;
  const all = ({ textDocument }: SemanticTokensParams): SemanticTokens =>
    tokensOf(services, textDocument.uri, ({ model }) => ({
      start: 0,
      end: model.document.source.text.length,
    }));
  const some = ({ textDocument, range }: SemanticTokensRangeParams): SemanticTokens =>
    tokensOf(services, textDocument.uri, ({ positions }) => positions.offsets(range));
  connection.languages.semanticTokens.on(guard.request('Colours', NOTHING, all));
  connection.languages.semanticTokens.onRange(guard.request('Colours', NOTHING, some));
  const options = {
    legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
    full: true,
    range: true,
  };
  return register(services, {
    name: 'semanticTokens',
    method: 'textDocument/semanticTokens',
    kinds: AWS_KINDS,
    options,
    capabilities: { semanticTokensProvider: options },
  });
}

const NOTHING: SemanticTokens = { data: [] };

function tokensOf(services: Services, uri: string, within: (open: OpenModel) => Range): SemanticTokens {
  const open = openIni(services, uri);
  if (!open) return NOTHING;
  const builder = new SemanticTokensBuilder();
  for (const { range, type, declaration } of semanticTokens(open.ini, within(open))) {
    const { start } = open.positions.range(range);
    const modifiers = declaration ? 1 << TOKEN_MODIFIERS.indexOf('declaration') : 0;
    builder.push(start.line, start.character, range.end - range.start, TOKEN_TYPES.indexOf(type), modifiers);
  }
  return builder.build();
}
