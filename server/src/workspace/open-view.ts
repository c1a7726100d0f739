import { viewOf, type DocumentKind, type View } from '@keyless/core';
import { createPositionMap, isMarked, type PositionMap } from '../convert/position.ts';
import type { Services } from '../services.ts';
import type { OpenDocument } from './documents.ts';
import type { ResourceSettings } from './settings.ts';

/** One version of an open document with all that a language feature needs to answer about it. */
export interface OpenView {
  readonly document: OpenDocument;
  readonly view: View;
  readonly positions: PositionMap;
  readonly settings: ResourceSettings;
}

/** Files of whose language something is known. */
const KINDS: ReadonlySet<DocumentKind> = new Set(['aws-config', 'aws-credentials', 'dotenv']);

/**
 * The version of a document that is open at the moment of the question, whatever happens to it meanwhile: positions of
 * a question are positions in just that version. `undefined` for what is not open, not of our languages, or too large.
 */
export async function openView(services: Services, uri: string): Promise<OpenView | undefined> {
  const { documents, facts, settings: store, host } = services;
  const document = documents.get(uri);
  if (!document || document.oversized || !KINDS.has(document.kind)) return undefined;
  const model = documents.model(document);
  const { settings } = await store.of(document.uri);
  const around = await facts.around(document);
  return {
    document,
    view: viewOf(model, {
      facts: around.facts,
      maxSessionDuration: settings.lint.maxSessionDuration,
      now: host.clock(),
    }),
    positions: createPositionMap(model.document.source, isMarked(document.text)),
    settings,
  };
}
