import type { ProfileGraph } from '../aws/profile-graph.ts';
import { profilesAround } from '../facts/profiles-around.ts';
import { noFacts, type WorkspaceFacts } from '../facts/workspace-facts.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { Clock } from '../ports/clock.ts';

/** What a language feature may know besides the document. */
export interface Surroundings {
  readonly facts?: WorkspaceFacts;
  /** The longest session that the person's policy allows, in seconds. */
  readonly maxSessionDuration?: number;
  readonly clock: Clock;
}

/** A document with all that is known around it. */
export interface View {
  readonly model: DocumentModel;
  readonly facts: WorkspaceFacts;
  /** The profiles of config and credentials together, the document itself included; made when first asked for. */
  readonly profiles: ProfileGraph;
  readonly maxSessionDuration: number | undefined;
  /** Another one whenever it is asked for. */
  readonly now: Date;
}

/** Joins a document and its surroundings. */
export function viewOf(model: DocumentModel, surroundings: Surroundings): View {
  return new SurroundedModel(model, surroundings);
}

class SurroundedModel implements View {
  readonly model: DocumentModel;
  readonly facts: WorkspaceFacts;
  readonly maxSessionDuration: number | undefined;
  readonly #clock: Clock;
  readonly #graph: () => ProfileGraph;

  constructor(model: DocumentModel, { facts = noFacts, maxSessionDuration, clock }: Surroundings) {
    this.model = model;
    this.facts = facts;
    this.maxSessionDuration = maxSessionDuration;
    this.#clock = clock;
    this.#graph = profilesAround(model, facts.awsFiles);
  }

  get now(): Date {
    return this.#clock();
  }

  get profiles(): ProfileGraph {
    return this.#graph();
  }
}
