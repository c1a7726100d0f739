import { attached, type DocumentKind, type DocumentModel, type Linter } from '@keyless/core';
import { isMarked } from '../convert/position.ts';
import type { FilePort } from '../host/host.ts';
import type { Timers } from '../host/timers.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { pathKey, pathToUri } from './file-uri.ts';
import { createRecent } from './recent.ts';
import { createRevisions } from './revisions.ts';

/** A version of a file that others look into: the same object as long as the file stays as it is. */
export interface SharedFile {
  /** Of an AWS file: differs when others could see a difference. */
  readonly revision: number;
  /** Whether the text as the client holds it starts with a byte order mark. */
  readonly marked: boolean;
  /** Its parsed form, made again where it was let go: who keeps it for longer than a request keeps it in memory. */
  model(): Promise<DocumentModel | undefined>;
}

/** Files by path: the open version where there is one, else the disk's. */
export interface SharedModels {
  /** `undefined` where there is no such file, or where it cannot be read. */
  get(path: string, kind: DocumentKind): Promise<SharedFile | undefined>;
  /** The parsed form of such a file. */
  model(path: string, kind: DocumentKind): Promise<DocumentModel | undefined>;
  /** Whether a file is there, open or on the disk, whatever it holds. */
  exists(path: string): Promise<boolean>;
  /** The names in a folder, open documents aside. */
  list(folder: string): Promise<readonly string[]>;
  /** Keeps an answer that is made of the above for as long as the disk is trusted. Open documents must be in the key. */
  remember<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer>;
  /** The disk has changed: what was read is looked at again. */
  touch(): void;
}

export interface SharedModelsInit {
  readonly documents: Documents;
  readonly linter: Linter;
  readonly files: FilePort;
  readonly timers: Timers;
}

/** How long the disk is trusted not to have changed without notice, in milliseconds: not every folder can be watched. */
const TRUST = 1000;

/** Of more files the parsed form is not kept: the two AWS files and the team's own are looked into all the time. */
const MOST_MODELS = 8;

interface DiskFile {
  readonly stamp: string;
  readonly shared: SharedFile | undefined;
}

export function createSharedModels({ documents, linter, files, timers }: SharedModelsInit): SharedModels {
  const revisionOf = createAwsRevisions();
  const read = createDiskReader(linter, files, revisionOf);
  const open = attached<OpenDocument, SharedFile>();
  const disk = new Map<string, DiskFile>();
  const trusted = createMemory(timers);

  const fromOpen = (document: OpenDocument): SharedFile => {
    const known = open.get(document);
    if (known) return known;
    const shared = new OpenFile(document, documents, revisionOf);
    open.set(document, shared);
    return shared;
  };
  const fromDisk = async (path: string, kind: DocumentKind): Promise<SharedFile | undefined> => {
    const key = `${kind}:${pathKey(path)}`;
    const stamp = await files.stamp(path);
    if (stamp === undefined) {
      disk.delete(key);
      return undefined;
    }
    const known = disk.get(key);
    if (known?.stamp === stamp) return known.shared;
    const shared = await read(path, kind);
    disk.set(key, { stamp, shared });
    return shared;
  };
  const get = (path: string, kind: DocumentKind): Promise<SharedFile | undefined> => {
    const document = documents.byKey(pathKey(path));
    if (document?.kind === kind) return Promise.resolve(document.oversized ? undefined : fromOpen(document));
    return trusted.get(`file:${kind}:${pathKey(path)}`, () => fromDisk(path, kind));
  };
  return {
    get,
    model: async (path, kind) => (await get(path, kind))?.model(),
    exists: (path) =>
      documents.byKey(pathKey(path))
        ? Promise.resolve(true)
        : trusted.get(`there:${pathKey(path)}`, async () => (await files.stamp(path)) !== undefined),
    list: (folder) => trusted.get(`folder:${pathKey(folder)}`, () => files.list(folder)),
    remember: (key, ask) => trusted.get(key, ask),
    touch: () => trusted.clear(),
  };
}

/** Reads files of the disk, and again where their parsed form was let go. */
function createDiskReader(linter: Linter, files: FilePort, revisionOf: RevisionOf) {
  const models = createRecent<SharedFile, DocumentModel>(MOST_MODELS);
  const parse = async (path: string, kind: DocumentKind): Promise<DocumentModel | undefined> => {
    const reading = await files.read(path);
    return 'source' in reading ? linter.parse(pathToUri(path), kind, reading.source) : undefined;
  };
  return async (path: string, kind: DocumentKind): Promise<SharedFile | undefined> => {
    const first = await parse(path, kind);
    if (!first) return undefined;
    const shared: SharedFile = {
      revision: revisionOf(first.document.source.text, kind),
      marked: false,
      model: async () => {
        const model = models.get(shared) ?? (await parse(path, kind));
        if (model) models.set(shared, model);
        return model;
      },
    };
    models.set(shared, first);
    return shared;
  };
}

class OpenFile implements SharedFile {
  readonly marked: boolean;
  readonly #document: OpenDocument;
  readonly #documents: Documents;
  readonly #revisionOf: RevisionOf;
  #revision: number | undefined;

  constructor(document: OpenDocument, documents: Documents, revisionOf: RevisionOf) {
    this.marked = isMarked(document.text);
    this.#document = document;
    this.#documents = documents;
    this.#revisionOf = revisionOf;
  }

  get revision(): number {
    const { text, kind } = this.#document;
    return (this.#revision ??= this.#revisionOf(this.marked ? text.slice(1) : text, kind));
  }

  model(): Promise<DocumentModel> {
    return Promise.resolve(this.#documents.model(this.#document));
  }
}

type RevisionOf = (text: string, kind: DocumentKind) => number;

/** Of two AWS files, each as it was and as it is: they may hold secrets. */
const REMEMBERED = { short: 4, long: 4 };

/**
 * Equal numbers for AWS files in which others see no difference. Lines keep their numbers, because findings elsewhere point
 * at them; what stands in comments is nobody else's concern. Nobody asks this of other files, and their texts would take the
 * room of those of the AWS files.
 */
function createAwsRevisions(): RevisionOf {
  const revisions = createRevisions(REMEMBERED);
  return (text, kind) =>
    kind === 'aws-config' || kind === 'aws-credentials'
      ? revisions.of(text.replaceAll(/^[ \t]*[#;][^\r\n]*/gmu, ''))
      : 0;
}

/** Answers that hold for a while. */
interface Memory {
  get<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer>;
  clear(): void;
}

function createMemory(timers: Timers): Memory {
  const answers = new Map<string, Promise<unknown>>();
  return {
    get: <Answer>(key: string, ask: () => Promise<Answer>) => {
      const known = answers.get(key) as Promise<Answer> | undefined;
      if (known) return known;
      const answer = ask();
      answers.set(key, answer);
      timers.after(TRUST, () => answers.delete(key));
      return answer;
    },
    clear: () => answers.clear(),
  };
}
