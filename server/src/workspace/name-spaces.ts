import type { DocumentKind, DocumentModel } from '@keyless/core';
import { createPositionMap, isMarked, type PositionMap } from '../convert/position.ts';
import type { ServerHost } from '../host/host.ts';
import { neverCancelled, type Cancellation } from '../scheduling/cancellation.ts';
import { awsPairOf } from './aws-files.ts';
import type { ClosedFiles } from './closed-files.ts';
import { AWS_KINDS, ENVIRONMENT_KINDS } from './document-selector.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { pathKey, pathToUri } from './file-uri.ts';
import type { SharedModels } from './shared-models.ts';

/** A document in which names stand, open or not. */
export interface NamedDocument {
  readonly model: DocumentModel;
  /** As the client spells it where the document is open. */
  readonly uri: string;
  readonly positions: PositionMap;
}

/** The documents in which a name means the same. */
export interface NameSpace {
  readonly documents: readonly NamedDocument[];
  /** There is an AWS file among them that cannot be read. */
  readonly hasUnreadable: boolean;
}

/** Which documents belong together by the names in them. A cancelled question gets what is known so far. */
export interface NameSpaces {
  /** The document and the AWS files that it is read with, open versions first of all. */
  declaring(document: OpenDocument): Promise<NameSpace>;
  /** The same with all that refers to them: files of variables too, for the user's own two files. */
  whole(document: OpenDocument, cancellation: Cancellation): Promise<NameSpace>;
  /** All AWS files: the user's own, the open ones, those of the workspace. */
  awsFiles(cancellation: Cancellation): Promise<readonly NamedDocument[]>;
}

export interface NameSpacesInit {
  readonly host: Pick<ServerHost, 'awsPaths' | 'files'>;
  readonly documents: Documents;
  readonly shared: SharedModels;
  readonly closed: ClosedFiles;
}

interface Place {
  readonly path: string;
  readonly kind: DocumentKind;
}

export function createNameSpaces(init: NameSpacesInit): NameSpaces {
  const { documents, shared, closed, host } = init;

  const fromOpen = (document: OpenDocument): NamedDocument => {
    const { uri, text } = document;
    const model = documents.model(document);
    return { model, uri, positions: createPositionMap(model.document.source, isMarked(text)) };
  };
  const fromDisk = async ({ path, kind }: Place): Promise<NamedDocument | undefined> => {
    const open = documents.byKey(pathKey(path));
    if (open) return open.kind === kind && !open.oversized ? fromOpen(open) : undefined;
    const model = await shared.model(path, kind);
    const positions = model && createPositionMap(model.document.source, false);
    return model && positions && { model, uri: pathToUri(path), positions };
  };
  const fromDisks = (places: readonly Place[], cancellation = neverCancelled) =>
    oneByOne(places, fromDisk, cancellation);
  const openOf = (kinds: ReadonlySet<DocumentKind>): readonly NamedDocument[] =>
    documents
      .all()
      .filter(({ kind, oversized }) => kinds.has(kind) && !oversized)
      .map(fromOpen);
  const closedOf = async (
    kinds: ReadonlySet<DocumentKind>,
    cancellation: Cancellation,
  ): Promise<readonly NamedDocument[]> =>
    fromDisks(
      (await closed.list(kinds)).filter(({ key }) => !documents.byKey(key)),
      cancellation,
    );

  const declaring = async (document: OpenDocument): Promise<NameSpace> => {
    const places = placesOf(awsPairOf(document, host.awsPaths).paths);
    const pair = await fromDisks(places);
    const known = new Set(pair.map(({ uri }) => uri));
    const missing = places.filter(
      ({ path }) => !known.has(documents.byKey(pathKey(path))?.uri ?? pathToUri(path)),
    );
    const stamps = await Promise.all(missing.map(({ path }) => host.files.stamp(path)));
    return {
      documents: known.has(document.uri) ? pair : [...pair, fromOpen(document)],
      hasUnreadable: stamps.some((stamp) => stamp !== undefined),
    };
  };
  return {
    declaring,
    whole: async (document, cancellation) => {
      const own = await declaring(document);
      if (!awsPairOf(document, host.awsPaths).own) return own;
      const others = [...openOf(ENVIRONMENT_KINDS), ...(await closedOf(ENVIRONMENT_KINDS, cancellation))];
      const rest = others.filter(({ uri }) => !own.documents.some((one) => one.uri === uri));
      return { ...own, documents: [...own.documents, ...rest] };
    },
    awsFiles: async (cancellation) => {
      const own = await fromDisks(placesOf(host.awsPaths));
      const others = [...openOf(AWS_KINDS), ...(await closedOf(AWS_KINDS, cancellation))];
      const known = new Set(own.map(({ uri }) => uri));
      return [...own, ...others.filter(({ uri }) => !known.has(uri))];
    },
  };
}

/** One after the other: to parse all at once would keep everything else waiting. */
async function oneByOne(
  places: readonly Place[],
  read: (place: Place) => Promise<NamedDocument | undefined>,
  cancellation: Cancellation,
): Promise<readonly NamedDocument[]> {
  const found: NamedDocument[] = [];
  for (const place of places) {
    if (cancellation.isCancelled) break;
    const one = await read(place);
    if (one) found.push(one);
  }
  return found;
}

function placesOf({
  config,
  credentials,
}: {
  readonly config?: string | undefined;
  readonly credentials?: string | undefined;
}): readonly Place[] {
  return [
    ...(config === undefined ? [] : [{ path: config, kind: 'aws-config' as const }]),
    ...(credentials === undefined ? [] : [{ path: credentials, kind: 'aws-credentials' as const }]),
  ];
}
