import { createHash } from 'node:crypto';
import type { DocumentKind, DocumentModel, Linter } from '@keyless/core';
import type { FilePort } from '../host/host.ts';
import type { Timers } from '../host/timers.ts';
import type { Documents, OpenDocument } from './documents.ts';
import { pathKey, pathToUri } from './file-uri.ts';

/** A file that others look into. */
export interface SharedModel {
  readonly model: DocumentModel;
  /** Differs when others could see a difference. Made from the text, secrets included: never show or send it. */
  readonly digest: string;
  /** Whether the text as the client holds it starts with a byte order mark. */
  readonly marked: boolean;
}

/** Parsed files by path: the open version where there is one, else the disk's. */
export interface SharedModels {
  /** `undefined` where there is no such file, or where it cannot be read. */
  get(path: string, kind: DocumentKind): Promise<SharedModel | undefined>;
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

interface DiskModel {
  readonly stamp: string;
  readonly shared: SharedModel | undefined;
}

export function createSharedModels({ documents, linter, files, timers }: SharedModelsInit): SharedModels {
  const open = new WeakMap<OpenDocument, SharedModel>();
  const disk = new Map<string, DiskModel>();
  const trusted = createMemory(timers);

  const fromOpen = (document: OpenDocument): SharedModel => {
    const known = open.get(document);
    if (known) return known;
    const shared = share(documents.model(document), document.text.startsWith('\uFEFF'));
    open.set(document, shared);
    return shared;
  };
  const fromDisk = async (path: string, kind: DocumentKind): Promise<SharedModel | undefined> => {
    const key = `${kind}:${pathKey(path)}`;
    const stamp = await files.stamp(path);
    if (stamp === undefined) {
      disk.delete(key);
      return undefined;
    }
    const known = disk.get(key);
    if (known?.stamp === stamp) return known.shared;
    const reading = await files.read(path);
    const shared =
      'source' in reading ? share(linter.parse(pathToUri(path), kind, reading.source), false) : undefined;
    disk.set(key, { stamp, shared });
    return shared;
  };
  return {
    get: (path, kind) => {
      const document = documents.byKey(pathKey(path));
      if (document?.kind === kind)
        return Promise.resolve(document.oversized ? undefined : fromOpen(document));
      return trusted.get(`file:${kind}:${pathKey(path)}`, () => fromDisk(path, kind));
    },
    exists: (path) =>
      documents.byKey(pathKey(path))
        ? Promise.resolve(true)
        : trusted.get(`there:${pathKey(path)}`, async () => (await files.stamp(path)) !== undefined),
    list: (folder) => trusted.get(`folder:${pathKey(folder)}`, () => files.list(folder)),
    remember: (key, ask) => trusted.get(key, ask),
    touch: () => trusted.clear(),
  };
}

function share(model: DocumentModel, marked: boolean): SharedModel {
  return { model, digest: digestOf(model), marked };
}

/** Lines keep their numbers, because findings elsewhere point at them; what stands in comments is nobody else's concern. */
function digestOf({ document }: DocumentModel): string {
  const { text } = document.source;
  const visible = document.format === 'ini' ? text.replaceAll(/^[ \t]*[#;][^\r\n]*/gmu, '') : text;
  return createHash('sha256').update(visible).digest('base64');
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
