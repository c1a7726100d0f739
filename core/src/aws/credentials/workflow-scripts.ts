import { stepIsForeign } from '../ci/endpoint.ts';
import { stepLabel } from '../ci/labels.ts';
import { sessionBefore } from '../ci/session-steps.ts';
import { sessionChain } from '../ci/step-duration.ts';
import { allSteps, envMapsOf, lookupIn, readEntry } from '../ci/steps.ts';
import { sourceOfValue } from '../ci/value-source.ts';
import type { EntryMap, Workflow, WorkflowJob, WorkflowStep } from '../ci/workflow.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlScalar } from '../../documents/yaml/nodes.ts';
import type { SafeText } from '../../secret/safe-text.ts';
import { partOfVariable } from '../credential-names.ts';
import { isUsable, type CiScript } from './ci-script.ts';
import { sourceThroughShell } from './script-source.ts';

/** The scripts of a workflow or a composite action, by jobs. */
export interface WorkflowScripts {
  of(job: WorkflowJob): readonly CiScript[];
}

/** Finds the scripts of jobs when they are asked for, each once however many aliases bring it to other steps. */
export function createWorkflowScripts(workflow: Workflow): WorkflowScripts {
  const seen = new Set<unknown>();
  const byJob = new Map<WorkflowJob, readonly CiScript[]>();
  const scriptsOf = (job: WorkflowJob): readonly CiScript[] => {
    const known = byJob.get(job) ?? scriptsIn(workflow, job, seen);
    byJob.set(job, known);
    return known;
  };
  // The first step that has a script by an alias keeps it.
  if (workflow.parts.some(({ identity }) => !identity)) for (const job of workflow.parts) scriptsOf(job);
  return { of: scriptsOf };
}

function scriptsIn(workflow: Workflow, job: WorkflowJob, seen: Set<unknown>): readonly CiScript[] {
  return allSteps(job).flatMap((step) => {
    const { run } = step;
    if (!run?.scalar || seen.has(run.node)) return [];
    seen.add(run.node);
    return [new StepScript(workflow, step, run, run.scalar)];
  });
}

/** A class, whose getters V8 makes once; most of what they give nobody asks for. */
class StepScript implements CiScript {
  readonly document: CiScript['document'];
  readonly scalar: CiScript['scalar'];
  readonly list = undefined;
  readonly shell = undefined;
  readonly shared: boolean;
  readonly step: WorkflowStep;
  #label: SafeText | undefined;
  #foreign: boolean | undefined;
  #environment: CiScript['environment'] | 'unread' = 'unread';

  constructor({ document }: Workflow, step: WorkflowStep, run: YamlEntry, scalar: YamlScalar) {
    this.document = document;
    this.scalar = scalar;
    this.shared = run.shared || step.shared;
    this.step = step;
  }

  get label(): SafeText {
    return (this.#label ??= stepLabel(this.step));
  }

  get foreign(): boolean {
    return (this.#foreign ??= stepIsForeign(this.step));
  }

  get environment(): CiScript['environment'] {
    if (this.#environment === 'unread') this.#environment = environmentOf(this.step, envMapsOf(this.step));
    return this.#environment;
  }

  get session(): CiScript['session'] {
    return sessionChain(this.step);
  }

  get sourceOf(): CiScript['sourceOf'] {
    const lookup = lookupIn(envMapsOf(this.step));
    return (text) => sourceThroughShell(text, lookup);
  }
}

function environmentOf(step: WorkflowStep, maps: readonly EntryMap[]): CiScript['environment'] {
  const lookup = lookupIn(maps);
  const hasKeys = maps.some((map) =>
    map.entries.some(
      (entry) =>
        partOfVariable(entry.key) !== undefined &&
        isUsable(readEntry(entry, (text) => sourceOfValue(text, lookup))),
    ),
  );
  if (hasKeys) return 'keys';
  return sessionBefore(step) ? 'session' : undefined;
}
