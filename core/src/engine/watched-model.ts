import type { CredentialSet } from '../aws/credential-set.ts';
import type { Witness } from '../aws/witness.ts';
import type { Reading } from '../documents/ini/readers/reading.ts';
import type {
  IniCommentedEntry,
  IniDocument,
  IniEntry,
  IniLine,
  IniProblem,
  IniSection,
} from '../documents/ini/nodes.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { LineIndex } from '../text/line-index.ts';
import type { Eol, SourceText } from '../text/source-text.ts';

/** An AWS file for rules of single sections, and for the graph that they ask. */
export interface WatchedModel {
  readonly model: DocumentModel;
  /** What the graph is built of: its profiles say to be of the very document that the rules are given. */
  readonly seen: Pick<DocumentModel, 'document' | 'reading'>;
}

/**
 * An AWS file as rules of single sections see it: whoever looks at more than the section that is shown is seen to look
 * at everything. The text alone is not watched; what stands in a section of it is the section's own.
 */
export function watchModel(model: DocumentModel, document: IniDocument, witness: Witness): WatchedModel {
  const watched = new Document(document, witness);
  const { reading } = model;
  return {
    model: new Model(model, watched, witness),
    seen: { document: watched, reading: reading && { ...reading, document: watched } },
  };
}

// Classes, because what an object has of getters of its own belongs to its hidden class, which V8 keeps until it
// collects its old generation, and with it the whole version of the file.

class Model implements DocumentModel {
  readonly document: IniDocument;
  readonly isRevision: boolean;
  readonly isWhatItIsCalled: boolean;
  readonly witness: Witness;
  readonly workflow = undefined;
  readonly action = undefined;
  readonly pipeline = undefined;
  readonly template = undefined;
  readonly orbDurations = [];
  readonly scripts = [];
  readonly manifests = [];
  readonly #model: DocumentModel;

  constructor(model: DocumentModel, document: IniDocument, witness: Witness) {
    this.document = document;
    this.isRevision = model.isRevision;
    this.isWhatItIsCalled = model.isWhatItIsCalled;
    this.witness = witness;
    this.#model = model;
  }

  credentialSetsIn(section: IniSection | undefined): readonly CredentialSet[] {
    return this.#model.credentialSetsIn(section);
  }

  scriptsIn(): readonly never[] {
    return [];
  }

  get credentialSets(): readonly CredentialSet[] {
    this.witness.sawAll();
    return this.#model.credentialSets;
  }

  get foreignServices(): ReadonlySet<string> {
    this.witness.sawAll();
    return this.#model.foreignServices;
  }

  get reading(): Reading | undefined {
    this.witness.sawAll();
    return this.#model.reading;
  }
}

class Document implements IniDocument {
  readonly format = 'ini';
  readonly uri: string;
  readonly kind: IniDocument['kind'];
  readonly source: SourceText;
  readonly #document: IniDocument;
  readonly #witness: Witness;

  constructor(document: IniDocument, witness: Witness) {
    this.uri = document.uri;
    this.kind = document.kind;
    this.source = new Source(document.source, witness);
    this.#document = document;
    this.#witness = witness;
  }

  get problems(): readonly IniProblem[] {
    return this.#all().problems;
  }

  get lines(): readonly IniLine[] {
    return this.#all().lines;
  }

  get sections(): readonly IniSection[] {
    return this.#all().sections;
  }

  get orphans(): readonly IniEntry[] {
    return this.#all().orphans;
  }

  get commentedEntries(): readonly IniCommentedEntry[] {
    return this.#all().commentedEntries;
  }

  get commentedOrphans(): readonly IniCommentedEntry[] {
    return this.#all().commentedOrphans;
  }

  /** Of a section's own lines, but for `[DEFAULT]`, whose rules look at all sections. */
  isRefusedKey(entry: IniEntry): boolean {
    return this.#document.isRefusedKey(entry);
  }

  #all(): IniDocument {
    this.#witness.sawAll();
    return this.#document;
  }
}

/** A line's number depends on all lines above. */
class Source implements SourceText {
  readonly text: string;
  readonly bom: boolean;
  readonly malformed: boolean;
  readonly #source: SourceText;
  readonly #witness: Witness;

  constructor(source: SourceText, witness: Witness) {
    this.text = source.text;
    this.bom = source.bom;
    this.malformed = source.malformed;
    this.#source = source;
    this.#witness = witness;
  }

  get eol(): Eol {
    this.#witness.sawAll();
    return this.#source.eol;
  }

  get lines(): LineIndex {
    this.#witness.sawAll();
    return this.#source.lines;
  }
}
