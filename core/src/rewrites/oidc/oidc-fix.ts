import type { Workflow, WorkflowJob } from '../../aws/ci/workflow.ts';
import { safe, safeList, type SafeText } from '../../secret/safe-text.ts';
import { applyEdits } from '../../text/text-edit.ts';
import type { StaticFix } from '../rewrite.ts';
import { hasWorkflowKeys } from './env-part.ts';
import { isConfirmed } from './job-change.ts';
import type { OidcPlan } from './plan-jobs.ts';

/** The plan as a fix, if another parser reads exactly what is planned; what it has read is not read again. */
export function makeFix(workflow: Workflow, plan: OidcPlan, preferred: boolean): StaticFix | undefined {
  const { jobs, edits, unread, known } = plan;
  if (unread.length > 0 && !isConfirmed(workflow.document, unread)) return undefined;
  known?.keep(jobs, plan.leavesBystanders);
  const wroteOut = jobs.some((one) => one.wroteOut);
  const roles = [...new Set(jobs.map(({ role }) => role))];
  const where = placesOf(plan, workflow);
  return {
    fixId: 'rewrite-to-oidc',
    data: { role: safeList(roles), extent: wroteOut ? safe`${where}, writing read-all out` : where },
    edits,
    preferred: preferred && !wroteOut,
    ...placeholderIn(plan, workflow),
  };
}

/** Where a person has to replace a stand-in, in the text after the rewrite. */
function placeholderIn({ jobs, edits }: OidcPlan, { document }: Workflow): Pick<StaticFix, 'placeholder'> {
  const placeholder = jobs.find((one) => one.placeholder !== undefined)?.placeholder;
  if (placeholder === undefined) return {};
  const start = applyEdits(document.source.text, edits).indexOf(placeholder);
  return start < 0 ? {} : { placeholder: { start, end: start + placeholder.length } };
}

/** The jobs that get a role, and those that lose the workflow's keys without one. */
function placesOf({ jobs }: OidcPlan, workflow: Workflow): SafeText {
  const rewritten = jobs.map(({ job }) => job);
  const others = hasWorkflowKeys(workflow)
    ? jobsWithSteps(workflow).filter((job) => !rewritten.includes(job))
    : [];
  if (jobs.length < 2 && others.length === 0) return safe``;
  const named = safeList(rewritten.map(({ id }) => id));
  const where = jobs.length > 1 ? safe` in jobs ${named}` : safe` in job ${named}`;
  return others.length === 0 ? where : safe`${where}, but not in ${safeList(others.map(({ id }) => id))}`;
}

/** A called workflow does not get the variables of its caller. */
export function jobsWithSteps(workflow: Workflow): readonly WorkflowJob[] {
  return workflow.jobs.filter((job) => job.uses === undefined && job.steps.length > 0);
}
