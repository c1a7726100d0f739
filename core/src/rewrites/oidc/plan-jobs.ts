import type { Workflow, WorkflowJob } from '../../aws/ci/workflow.ts';
import { safe } from '../../secret/safe-text.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { OidcContext } from '../rewrite.ts';
import { keyMap, removeKeys } from './env-part.ts';
import { leavesBystanders } from './grant-id-token.ts';
import { allOrRefusal, type JobChange, type Refusal } from './job-change.ts';
import type { KnownJobs } from './known-jobs.ts';
import { planJob, type JobPlan } from './plan-job.ts';

/** A rewrite of some jobs of a workflow as one edit. */
export interface OidcPlan {
  readonly jobs: readonly JobPlan[];
  readonly edits: readonly TextEdit[];
  /** What another parser has to read before the rewrite is offered. */
  readonly unread: readonly JobChange[];
  /** See the function. */
  readonly leavesBystanders: boolean;
  /** Who is to be told when another parser has read it. */
  readonly known: KnownJobs | undefined;
}

/** The role of all of the jobs; or what was found out before about jobs that assume the likeliest of their roles. */
export type PlanOptions = { readonly role?: string } | { readonly known: KnownJobs };

/** Works out a rewrite of jobs; refuses where one of them has to be left to a person. */
export function planJobs(
  workflow: Workflow,
  jobs: readonly WorkflowJob[],
  context: OidcContext,
  options: PlanOptions = {},
): OidcPlan | Refusal {
  const keys = keyMap(workflow.env, undefined);
  const known = 'known' in options && !keys ? options.known : undefined;
  const role = 'role' in options ? options.role : undefined;
  const leaves = leavesBystanders(workflow, new Set(jobs));
  const plans: JobPlan[] = [];
  for (const job of jobs) {
    const plan = known?.plan(job, leaves) ?? planJob(job, context, { role, leavesBystanders: leaves });
    if ('refusal' in plan) return refusalOf(job, jobs, plan);
    plans.push(plan);
  }
  const wide = allOrRefusal(keys ? [removeKeys(workflow.document, keys, undefined)] : []);
  return 'refusal' in wide ? wide : { ...joinPlans(plans, wide), leavesBystanders: leaves, known };
}

/** `wide` takes the keys out of the variables of the whole workflow. */
function joinPlans(
  jobs: readonly JobPlan[],
  wide: readonly JobChange[],
): Pick<OidcPlan, 'jobs' | 'edits' | 'unread'> {
  // The workflow's permissions are changed for all jobs at once.
  const first = jobs.find(({ isWide }) => isWide);
  const granting = jobs.filter((one) => one === first || !one.isWide);
  return {
    jobs,
    edits: [
      ...wide.flatMap(({ edits }) => edits),
      ...jobs.flatMap(({ edits }) => edits),
      ...granting.flatMap(({ granted }) => granted),
    ],
    unread: [
      ...wide,
      ...jobs.flatMap(({ unread }) => unread.changes),
      ...granting.flatMap(({ unread }) => unread.grant ?? []),
    ],
  };
}

function refusalOf(job: WorkflowJob, jobs: readonly WorkflowJob[], { refusal }: Refusal): Refusal {
  return { refusal: jobs.length === 1 ? refusal : safe`in job ${job.id}, ${refusal}` };
}
