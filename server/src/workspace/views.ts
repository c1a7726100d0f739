import {
  attached,
  viewOf,
  type Clock,
  type DocumentKind,
  type DocumentModel,
  type View,
} from '@keyless/core';
import { createPositionMap, isMarked, type PositionMap } from '../convert/position.ts';
import type { Documents, OpenDocument } from './documents.ts';
import type { FactsStore } from './facts-store.ts';
import type { SettingsStore } from './settings-store.ts';
import type { ResourceSettings } from './settings.ts';

/** One version of an open document with all that a language feature needs to answer about it. */
export interface OpenView {
  readonly document: OpenDocument;
  readonly view: View;
  readonly positions: PositionMap;
  readonly settings: ResourceSettings;
}

/** Views of open documents, each made once as long as the parsed form is kept and settings and facts stay the same. */
export interface Views {
  /**
   * The version of a document that is open at the moment of the question, whatever happens to it meanwhile: positions
   * of a question are positions in just that version. `undefined` for what is not open, not of our languages, or too
   * large. Other kinds than those of our languages are for who asks for them: nothing is looked up for them while
   * somebody types.
   */
  of(uri: string, kinds?: ReadonlySet<DocumentKind>): Promise<OpenView | undefined>;
}

export interface ViewsInit {
  readonly documents: Documents;
  readonly settings: SettingsStore;
  readonly facts: FactsStore;
  readonly clock: Clock;
}

/** Files of whose language something is known. */
const KINDS: ReadonlySet<DocumentKind> = new Set(['aws-config', 'aws-credentials', 'dotenv']);

export function createViews({ documents, settings: store, facts, clock }: ViewsInit): Views {
  const known = attached<DocumentModel, { readonly revision: string; readonly open: OpenView }>();
  return {
    of: async (uri, kinds = KINDS) => {
      const document = documents.get(uri);
      if (!document || document.oversized || !kinds.has(document.kind)) return undefined;
      const model = documents.model(document);
      const { settings, revision: settingsRevision } = await store.of(document.uri);
      const around = await facts.around(document);
      const revision = `${settingsRevision}.${around.revision}`;
      const last = known.get(model);
      if (last?.revision === revision) return last.open;
      const { maxSessionDuration } = settings.lint;
      const open: OpenView = {
        document,
        view: viewOf(model, { facts: around.facts, maxSessionDuration, clock }),
        positions: createPositionMap(model.document.source, isMarked(document.text)),
        settings,
      };
      known.set(model, { revision, open });
      return open;
    },
  };
}
