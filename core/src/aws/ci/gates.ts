import { comparedReferences, nameOfReference, readCondition } from './expression.ts';
import { allSteps, readEntry, scriptHas } from './steps.ts';
import type { Workflow, WorkflowGates, WorkflowJob } from './workflow.ts';

const KEY_TEST =
  /(?:\[|\btest)\s+(?:!\s+)?(?:-[nz]\s+)?["']?\$(?:\{\{[^}]*?)?\{?[^"'\s]*?(?:AWS|aws)[-_](?:ACCESS|SECRET|SESSION|access|secret|session)/u;

/** Looks through all conditions, expressions and scripts of a workflow. */
export function readGates(workflow: Workflow): WorkflowGates {
  const conditions = workflow.jobs.flatMap(conditionsOf).flatMap((text) => readCondition(text).references);
  const compared = comparedReferences(workflow.document.source.text);
  return {
    names: new Set([...conditions, ...compared].map(nameOfReference)),
    testsKeys: workflow.jobs.some((job) => allSteps(job).some((step) => scriptHas(step, KEY_TEST))),
  };
}

function conditionsOf(job: WorkflowJob): readonly string[] {
  const own = job.entries.filter(({ key }) => key === 'if').map((entry) => readEntry(entry, (text) => text));
  return [...own, ...allSteps(job).flatMap((step) => step.condition ?? [])];
}
