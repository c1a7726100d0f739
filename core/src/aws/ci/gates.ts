import { stepUsesAws } from './aws-use.ts';
import { comparedReferences, nameOfReference, readCondition } from './expression.ts';
import { allSteps, readEntry, scriptHas } from './steps.ts';
import type { Workflow, WorkflowGates, WorkflowJob } from './workflow.ts';

const KEY_TEST =
  /(?:\[|\btest)\s+(?:!\s+)?(?:-[nz]\s+)?["']?\$(?:\{\{[^}]*?)?\{?[^"'\s]*?(?:AWS|aws)[-_](?:ACCESS|SECRET|SESSION|access|secret|session)/u;

/** The job's own token, under its names: a workflow's `env:` may hand it to every job. */
const GITHUB_TOKEN = /GITHUB_TOKEN|github\.token|github\[\s*'token'|toJSON\(\s*(?:github|secrets)\s*\)/iu;

/** Looks through all conditions, expressions and scripts of a workflow. */
export function readGates(workflow: Workflow): WorkflowGates {
  const conditions = workflow.jobs.flatMap(conditionsOf).flatMap((text) => readCondition(text).references);
  const compared = comparedReferences(workflow.document.source.text);
  let bystanders: ReadonlySet<WorkflowJob> | undefined;
  return {
    get bystanders() {
      return (bystanders ??= new Set(
        workflow.jobs.filter((job) => job.permissions === undefined && !job.steps.some(stepUsesAws)),
      ));
    },
    names: new Set([...conditions, ...compared].map(nameOfReference)),
    namesToken: GITHUB_TOKEN.test(workflow.document.source.text),
    testsKeys: workflow.jobs.some((job) => allSteps(job).some((step) => scriptHas(step, KEY_TEST))),
  };
}

function conditionsOf(job: WorkflowJob): readonly string[] {
  const own = job.entries.filter(({ key }) => key === 'if').map((entry) => readEntry(entry, (text) => text));
  return [...own, ...allSteps(job).flatMap((step) => step.condition ?? [])];
}
