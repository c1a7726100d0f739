import { inlayHintsIn } from '@keyless/core';
import type { InlayHint, InlayHintParams } from '../lsp.ts';
import type { Services } from '../services.ts';
import type { Feature } from './feature.ts';

/** A few words behind values: the account of an access key id, the time that a number of seconds is. */
export interface InlayHintsFeature extends Feature {
  /** The setting may have changed. */
  refresh(): void;
}

export function startInlayHints(services: Services): InlayHintsFeature {
  const { connection, client, guard } = services;
  if (!client.inlayHints) return { capabilities: {}, refresh: () => undefined };
  connection.languages.inlayHint.on(
    guard.request<InlayHintParams, InlayHint[]>('Inlay hints', [], async ({ textDocument, range }) => {
      const open = await services.views.of(textDocument.uri);
      if (!open?.settings.inlayHints) return [];
      const { positions, view } = open;
      return inlayHintsIn(view.model.document, positions.offsets(range)).map(({ offset, label }) => ({
        position: positions.range({ start: offset, end: offset }).start,
        label,
        paddingLeft: true,
      }));
    }),
  );
  return {
    capabilities: { inlayHintProvider: true },
    refresh: () => {
      if (!client.refreshesInlayHints) return;
      guard.run('Asking for new inlay hints', () => connection.languages.inlayHint.refresh());
    },
  };
}
