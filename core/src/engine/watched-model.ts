import type { Witness, Sight } from '../aws/witness.ts';
import { WatchedMap } from '../aws/watched-map.ts';
import type { DocumentKind } from '../documents/document.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import type { WorkspaceFacts } from '../facts/workspace-facts.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { SourceText } from '../text/source-text.ts';

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
  const all = <Part>(part: Part): Part => {
    witness.sawAll();
    return part;
  };
  const watched = watchDocument(document, all);
  const { reading } = model;
  return {
    model: {
      document: watched,
      isRevision: model.isRevision,
      credentialSetsIn: (section) => model.credentialSetsIn(section),
      scriptsIn: () => [],
      witness,
      workflow: undefined,
      action: undefined,
      pipeline: undefined,
      template: undefined,
      scripts: [],
      manifests: [],
      isWhatItIsCalled: model.isWhatItIsCalled,
      get credentialSets() {
        return all(model.credentialSets);
      },
      get foreignServices() {
        return all(model.foreignServices);
      },
      get reading() {
        return all(reading);
      },
    },
    seen: { document: watched, reading: reading && { ...reading, document: watched } },
  };
}

const SESSIONS: Sight = { type: 'sessions' };

/** The other of the two AWS files is watched elsewhere: with another one nothing is said again. */
export function watchFacts(facts: WorkspaceFacts, kind: DocumentKind, witness: Witness): WorkspaceFacts {
  const { config, credentials, newConfig } = facts.awsFiles;
  const watch = <Part>(part: Part, isWatched = true): Part => {
    if (isWatched) witness.sawAll();
    return part;
  };
  return {
    awsFiles: {
      get config() {
        return watch(config, kind === 'aws-config');
      },
      get credentials() {
        return watch(credentials, kind === 'aws-credentials');
      },
      get newConfig() {
        return watch(newConfig);
      },
    },
    get oidcRoles() {
      return watch(facts.oidcRoles);
    },
    get called() {
      return watch(facts.called);
    },
    get git() {
      return watch(facts.git);
    },
    get sessions() {
      witness.saw(SESSIONS);
      return facts.sessions;
    },
  };
}

/** What other workflows assume, and where the repository is pushed to, is the same for all jobs. */
export function watchFactsOfJobs(facts: WorkspaceFacts, witness: Witness): WorkspaceFacts {
  const { oidcRoles, remote } = facts;
  return {
    oidcRoles,
    remote,
    called: new WatchedMap(facts.called, 'called', witness),
    get awsFiles() {
      witness.sawAll();
      return facts.awsFiles;
    },
    get git() {
      witness.sawAll();
      return facts.git;
    },
    get sessions() {
      witness.sawAll();
      return facts.sessions;
    },
  };
}

function watchDocument(document: IniDocument, all: <Part>(part: Part) => Part): IniDocument {
  const { format, uri, kind, source } = document;
  return {
    format,
    uri,
    kind,
    source: watchSource(source, all),
    get problems() {
      return all(document.problems);
    },
    get lines() {
      return all(document.lines);
    },
    get sections() {
      return all(document.sections);
    },
    get orphans() {
      return all(document.orphans);
    },
    get commentedEntries() {
      return all(document.commentedEntries);
    },
    get commentedOrphans() {
      return all(document.commentedOrphans);
    },
    // Of a section's own lines, but for `[DEFAULT]`, whose rules look at all sections.
    isRefusedKey: (entry) => document.isRefusedKey(entry),
  };
}

/** A line's number depends on all lines above. */
function watchSource(source: SourceText, all: <Part>(part: Part) => Part): SourceText {
  const { text, bom, malformed } = source;
  return {
    text,
    bom,
    malformed,
    get eol() {
      return all(source.eol);
    },
    get lines() {
      return all(source.lines);
    },
  };
}
