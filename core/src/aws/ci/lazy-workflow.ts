import { GATES, type Witness } from '../witness.ts';
import { readGates } from './gates.ts';
import type { Workflow, WorkflowGates } from './workflow.ts';

/** What is known of a workflow from the start. */
export type WorkflowInit = Omit<Workflow, 'jobs' | 'gates'>;

/** A workflow whose gates are looked for when they are first asked for. `witness` is told who looks at more than a job. */
export class LazyWorkflow implements Workflow {
  readonly kind: Workflow['kind'];
  readonly server: Workflow['server'];
  readonly document: Workflow['document'];
  readonly triggers: Workflow['triggers'];
  readonly reusable: boolean;
  readonly permissions: Workflow['permissions'];
  readonly env: Workflow['env'];
  readonly parts: Workflow['parts'];
  readonly outer: Workflow['outer'];
  readonly between: Workflow['between'];
  readonly #witness: Witness | undefined;
  #gates: WorkflowGates | undefined;

  constructor(init: WorkflowInit, witness?: Witness) {
    this.kind = init.kind;
    this.server = init.server;
    this.document = init.document;
    this.triggers = init.triggers;
    this.reusable = init.reusable;
    this.permissions = init.permissions;
    this.env = init.env;
    this.parts = init.parts;
    this.outer = init.outer;
    this.between = init.between;
    this.#witness = witness;
  }

  get jobs(): Workflow['parts'] {
    this.#witness?.sawAll();
    return this.parts;
  }

  get gates(): WorkflowGates {
    this.#witness?.saw(GATES);
    return (this.#gates ??= readGates(this));
  }
}
