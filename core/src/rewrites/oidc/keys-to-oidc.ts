import { stepUsesAws } from '../../aws/ci/aws-use.ts';
import { allSteps } from '../../aws/ci/steps.ts';
import type { Workflow, WorkflowJob } from '../../aws/ci/workflow.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { safe } from '../../secret/safe-text.ts';
import type { OidcContext, StaticFix } from '../rewrite.ts';
import type { Refusal } from './job-change.ts';
import { KnownJobs } from './known-jobs.ts';
import { jobsWithSteps, makeFix } from './oidc-fix.ts';
import { setsReaching } from './plan-job.ts';
import { planJobs, type OidcPlan } from './plan-jobs.ts';
import { roleChoices } from './role-choices.ts';

/** What can be done for a job, or for a whole workflow. The fixes are worked out when they are asked for. */
export type OidcRewrite = { readonly fixes: () => readonly StaticFix[] } | Refusal;

/** More would be a menu. */
const MOST_FIXES = 3;

/**
 * Rewrites a job from keys to OIDC, as one edit of three coupled parts: the keys go from every `env`, input and script
 * that reaches the job, `role-to-assume` comes, and the job's effective permissions gain `id-token: write`. Any of them
 * alone would break the job or silently leave the keys in force. Where other jobs of the file can be rewritten too, all
 * of them together are one more fix.
 * https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export function keysToOidc(job: WorkflowJob, context: OidcContext): OidcRewrite {
  const { workflow } = job;
  const plan = planJobs(workflow, [job], context);
  if ('refusal' in plan) return plan;
  return {
    fixes: () => {
      const known = context.once(KnownJobs, () => new KnownJobs(workflow, context));
      const [, ...roles] = roleChoices(job, context);
      const plans = [
        planJobs(workflow, [job], context, { known }),
        planAll(workflow, job, context, known),
        ...roles.map((role) => planJobs(workflow, [job], context, { role })),
      ];
      return plans
        .filter((one): one is OidcPlan => one !== undefined && !('refusal' in one))
        .slice(0, MOST_FIXES)
        .flatMap((one, index) => makeFix(workflow, one, index === 0) ?? []);
    },
  };
}

/**
 * Rewrites every job that keys in the variables of the whole workflow are meant for, or none of them: without these
 * variables no job has keys. Jobs that are not known to use AWS get none in exchange.
 */
export function workflowToOidc(workflow: Workflow, context: OidcContext): OidcRewrite {
  const plan = planWorkflow(workflow, context);
  return 'refusal' in plan
    ? plan
    : { fixes: () => [makeFix(workflow, plan, true)].filter((one) => one !== undefined) };
}

/** The same before another parser has read it. */
export function planWorkflow(workflow: Workflow, context: OidcContext): OidcPlan | Refusal {
  const jobs = jobsMeant(workflow, context);
  return jobs.length > 0
    ? planJobs(workflow, jobs, context)
    : {
        refusal: safe`no job of the workflow is known to use AWS, so those that need a role are not known`,
      };
}

/** All jobs of the file that can be rewritten, if there is another one than the job itself. */
function planAll(
  workflow: Workflow,
  job: WorkflowJob,
  context: OidcContext,
  known: KnownJobs,
): OidcPlan | Refusal | undefined {
  const jobs = workflow.jobs.filter((one) => one === job || canBeRewritten(one, context, known));
  return jobs.length < 2 ? undefined : planJobs(workflow, jobs, context, { known });
}

/** Whether a job has keys that can be taken out of it. */
function canBeRewritten(job: WorkflowJob, context: OidcContext, known: KnownJobs): boolean {
  const { workflow } = job;
  return known.canBeRewritten(
    job,
    () => setsReaching(job, context).some(isStatic) && !('refusal' in planJobs(workflow, [job], context)),
  );
}

/** The jobs that the keys of the whole workflow are meant for, as far as the file tells. */
function jobsMeant(workflow: Workflow, context: OidcContext): readonly WorkflowJob[] {
  const own = jobsWithSteps(workflow);
  const meant = own.filter(
    (job) =>
      allSteps(job).some(stepUsesAws) ||
      setsReaching(job, context).some(({ owner }) => 'job' in owner && owner.job),
  );
  return meant.length === 0 && own.length === 1 ? own : meant;
}

function isStatic(set: CredentialSet): boolean {
  return set.sites.some((site) => !site.commentedOut);
}
