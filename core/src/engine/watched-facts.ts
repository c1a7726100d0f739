import { WatchedMap } from '../aws/watched-map.ts';
import type { Witness, Sight } from '../aws/witness.ts';
import type { DocumentKind } from '../documents/document.ts';
import type { AwsFiles, WorkspaceFacts } from '../facts/workspace-facts.ts';

const SESSIONS: Sight = { type: 'sessions' };

/** The other of the two AWS files is watched elsewhere: with another one nothing is said again. */
export function watchFacts(facts: WorkspaceFacts, kind: DocumentKind, witness: Witness): WorkspaceFacts {
  return new FactsOfSections(facts, kind, witness);
}

/** What other workflows assume, and where the repository is pushed to, is the same for all jobs. */
export function watchFactsOfJobs(facts: WorkspaceFacts, witness: Witness): WorkspaceFacts {
  return new FactsOfJobs(facts, witness);
}

// Classes, for the same reason as with the watched model.

class FactsOfSections implements WorkspaceFacts {
  readonly awsFiles: AwsFiles;
  readonly #facts: WorkspaceFacts;
  readonly #witness: Witness;

  constructor(facts: WorkspaceFacts, kind: DocumentKind, witness: Witness) {
    this.awsFiles = new WatchedAwsFiles(facts.awsFiles, kind, witness);
    this.#facts = facts;
    this.#witness = witness;
  }

  get oidcRoles(): WorkspaceFacts['oidcRoles'] {
    this.#witness.sawAll();
    return this.#facts.oidcRoles;
  }

  get called(): WorkspaceFacts['called'] {
    this.#witness.sawAll();
    return this.#facts.called;
  }

  get git(): WorkspaceFacts['git'] {
    this.#witness.sawAll();
    return this.#facts.git;
  }

  get sessions(): WorkspaceFacts['sessions'] {
    this.#witness.saw(SESSIONS);
    return this.#facts.sessions;
  }
}

class WatchedAwsFiles implements AwsFiles {
  readonly #files: AwsFiles;
  readonly #kind: DocumentKind;
  readonly #witness: Witness;

  constructor(files: AwsFiles, kind: DocumentKind, witness: Witness) {
    this.#files = files;
    this.#kind = kind;
    this.#witness = witness;
  }

  get config(): AwsFiles['config'] {
    if (this.#kind === 'aws-config') this.#witness.sawAll();
    return this.#files.config;
  }

  get credentials(): AwsFiles['credentials'] {
    if (this.#kind === 'aws-credentials') this.#witness.sawAll();
    return this.#files.credentials;
  }

  get newConfig(): AwsFiles['newConfig'] {
    this.#witness.sawAll();
    return this.#files.newConfig;
  }
}

class FactsOfJobs implements WorkspaceFacts {
  readonly oidcRoles: WorkspaceFacts['oidcRoles'];
  readonly remote: WorkspaceFacts['remote'];
  readonly called: WorkspaceFacts['called'];
  readonly #facts: WorkspaceFacts;
  readonly #witness: Witness;

  constructor(facts: WorkspaceFacts, witness: Witness) {
    this.oidcRoles = facts.oidcRoles;
    this.remote = facts.remote;
    this.called = new WatchedMap(facts.called, 'called', witness);
    this.#facts = facts;
    this.#witness = witness;
  }

  get awsFiles(): AwsFiles {
    this.#witness.sawAll();
    return this.#facts.awsFiles;
  }

  get git(): WorkspaceFacts['git'] {
    this.#witness.sawAll();
    return this.#facts.git;
  }

  get sessions(): WorkspaceFacts['sessions'] {
    this.#witness.sawAll();
    return this.#facts.sessions;
  }
}
