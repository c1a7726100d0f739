import {
  createLineIndex,
  createSourceText,
  type DocumentKind,
  type DocumentModel,
  type Linter,
  type SourceText,
} from '@keyless/core';
import { MAX_DOCUMENT_BYTES, type AwsPaths } from '@keyless/files';
import { TextDocuments, type Connection, type Disposable, type TextDocumentChangeEvent } from '../lsp.ts';
import { TextDocument, type TextDocumentContentChangeEvent } from 'vscode-languageserver-textdocument';
import { kindOfDocument } from './document-kind.ts';
import { uriKey } from './file-uri.ts';
import { createRecent } from './recent.ts';
import type { Guard } from '../scheduling/guard.ts';

/** A version of an open document that is ours to judge. */
export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  /** Equal for all spellings, see `uriKey`. */
  readonly key: string;
  readonly kind: DocumentKind;
  readonly version: number;
  /** Grows with each opening and change: after a close, a client may count versions from the start again. */
  readonly edition: number;
  readonly text: string;
  /** Larger than what is judged. */
  readonly oversized: boolean;
}

/**
 * The documents that the client has opened. The parsed forms of the few that were asked for last are kept, each made once
 * a version: one takes many times the room of its text.
 */
export interface Documents {
  get(uri: string): OpenDocument | undefined;
  byKey(key: string): OpenDocument | undefined;
  all(): readonly OpenDocument[];
  /** Its parsed form. Who keeps it for longer than a request keeps it in memory. */
  model(document: OpenDocument): DocumentModel;
}

export interface DocumentEvents {
  opened(document: OpenDocument): void;
  /** Not called for the opening itself. */
  changed(document: OpenDocument): void;
  closed(document: OpenDocument): void;
}

/** Open documents and what can be done with the connection that they come from. */
export interface DocumentsInit {
  readonly connection: Connection;
  readonly linter: Linter;
  readonly awsPaths: AwsPaths;
  readonly guard: Guard;
}

interface Entry {
  readonly document: OpenDocument;
  /** The last version that was parsed. */
  parsed: OpenDocument | undefined;
}

/** More than these are hardly looked at or edited by turns. */
const MOST_MODELS = 8;

export interface SyncedDocuments extends Documents {
  /** Lets go of the parsed forms that nobody is at work on: of all but the document that was asked for last. */
  rest(): void;
  /** Starts to follow the client. Call once. */
  listen(events: DocumentEvents): Disposable;
}

/** Follows the client's documents by incremental synchronisation. */
export function createDocuments({ connection, linter, awsPaths, guard }: DocumentsInit): SyncedDocuments {
  const entries = new Map<string, Entry>();
  const manager = createManager((uri) => {
    const parsed = entries.get(uriKey(uri))?.parsed;
    return parsed && models.get(parsed)?.document.source;
  });
  const models = createRecent<OpenDocument, DocumentModel>(MOST_MODELS);
  let editions = 0;

  const keep = (synced: TextDocument, identity: Identity): OpenDocument => {
    editions += 1;
    const document = snapshot(synced, identity, editions);
    entries.set(document.key, { document, parsed: entries.get(document.key)?.parsed });
    return document;
  };
  const open = (synced: TextDocument): OpenDocument | undefined => {
    const kind = kindOfDocument(synced.uri, synced.languageId, awsPaths);
    return kind && keep(synced, { uri: synced.uri, key: uriKey(synced.uri), kind });
  };
  const change = (synced: TextDocument): OpenDocument | undefined => {
    const known = entries.get(uriKey(synced.uri))?.document;
    // The manager speaks of a change after each opening, too.
    if (!known || (known.version === synced.version && known.text === synced.getText())) return undefined;
    return keep(synced, known);
  };
  const close = (synced: TextDocument): OpenDocument | undefined => {
    const known = entries.get(uriKey(synced.uri));
    if (!known) return undefined;
    entries.delete(known.document.key);
    if (known.parsed) models.take(known.parsed);
    return known.document;
  };
  const follow =
    (update: (synced: TextDocument) => OpenDocument | undefined, event: (document: OpenDocument) => void) =>
    ({ document: synced }: TextDocumentChangeEvent<TextDocument>): void =>
      guard.run('A change of a document', () => {
        const document = update(synced);
        if (document) event(document);
      });
  return {
    get: (uri) => entries.get(uriKey(uri))?.document,
    byKey: (key) => entries.get(key)?.document,
    all: () => [...entries.values()].map((entry) => entry.document),
    model: (document) => {
      const known = models.get(document);
      if (known) return known;
      const entry = entries.get(document.key);
      if (entry?.document !== document) return parse(linter, document);
      // What has not changed since the version before is taken over.
      const model = parse(linter, document, entry.parsed && models.take(entry.parsed));
      models.set(document, model);
      entry.parsed = document;
      return model;
    },
    rest: () => models.trim(1),
    listen: (events) => {
      manager.onDidOpen(follow(open, (document) => events.opened(document)));
      manager.onDidChangeContent(follow(change, (document) => events.changed(document)));
      manager.onDidClose(follow(close, (document) => events.closed(document)));
      return manager.listen(connection);
    },
  };
}

/** `sourceOf` gives the last version that was read, with its lines. */
function createManager(sourceOf: (uri: string) => SourceText | undefined): TextDocuments<TextDocument> {
  return new TextDocuments({
    create: TextDocument.create,
    update: (document: TextDocument, changes: readonly TextDocumentContentChangeEvent[], version: number) =>
      updated(document, changes, { version, source: sourceOf(document.uri) }),
  });
}

interface Update {
  readonly version: number;
  readonly source: SourceText | undefined;
}

/**
 * Applies changes one after the other, each to a document made anew: the library's own update keeps a table of lines that
 * goes wrong where a change parts or joins a carriage return and a line feed, and all later changes with it.
 */
function updated(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  { version, source }: Update,
): TextDocument {
  const { uri, languageId } = document;
  return changes.reduce((before, change) => {
    const text = before.getText();
    if (!('range' in change)) return TextDocument.create(uri, languageId, version, change.text);
    // The library's own table of lines takes five times as long to make.
    const lines = source?.text === text ? source.lines : createLineIndex(text);
    const [start, end] = [lines.offsetAt(change.range.start), lines.offsetAt(change.range.end)].sort(
      (one, other) => one - other,
    );
    const after = text.slice(0, start) + change.text + text.slice(end);
    return TextDocument.create(uri, languageId, version, after);
  }, document);
}

type Identity = Pick<OpenDocument, 'uri' | 'key' | 'kind'>;

/** The synchronised document is changed in place; a snapshot keeps its text. */
function snapshot(synced: TextDocument, { uri, key, kind }: Identity, edition: number): OpenDocument {
  const text = synced.getText();
  return { uri, key, kind, edition, version: synced.version, text, oversized: isOversized(text) };
}

/** Most texts are decided without counting bytes. */
function isOversized(text: string): boolean {
  if (text.length > MAX_DOCUMENT_BYTES) return true;
  return text.length * 3 > MAX_DOCUMENT_BYTES && Buffer.byteLength(text) > MAX_DOCUMENT_BYTES;
}

function parse(linter: Linter, { uri, kind, text }: OpenDocument, previous?: DocumentModel): DocumentModel {
  return linter.parse(uri, kind, createSourceText(text), previous);
}
