import { describeTarget, hoverTargetAt, profilesBehind } from '@keyless/core';
import type { Hover, HoverParams } from '../lsp.ts';
import { toMarkup } from '../convert/markup.ts';
import type { Services } from '../services.ts';
import { HOVER_KINDS } from '../workspace/document-selector.ts';
import type { Feature } from './feature.ts';
import { register } from './registration.ts';

/** Says what stands at a place: keys, profiles with their chains, accounts, times; what a CI job may do. Never a secret. */
export function startHover(services: Services): Feature {
  const { connection, client, guard, sessionEnds } = services;
  connection.onHover(
    guard.request<HoverParams, Hover | null>('A hover', null, async ({ textDocument, position }, token) => {
      const open = await services.views.of(textDocument.uri, HOVER_KINDS);
      if (!open) return null;
      const { view, positions } = open;
      const target = hoverTargetAt(view, positions.offsets({ start: position, end: position }).start);
      if (!target || token.isCancellationRequested) return null;
      const ends = await sessionEnds.all(view, profilesBehind(view, target));
      const prose = describeTarget(view, target, ends);
      return { contents: toMarkup(prose, client.hoverMarkdown), range: positions.range(target.range) };
    }),
  );
  return register(services, {
    name: 'hover',
    method: 'textDocument/hover',
    kinds: HOVER_KINDS,
    capabilities: { hoverProvider: true },
  });
}
