import { stepUsesAws } from '../../aws/ci/aws-use.ts';
import { obstaclesToOidc } from '../../aws/ci/rewrite-obstacles.ts';
import { allSteps } from '../../aws/ci/steps.ts';
import type { Workflow, WorkflowJob } from '../../aws/ci/workflow.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { safe, safeList, safeName, type SafeText } from '../../secret/safe-text.ts';
import type { RewriteContext, StaticFix } from '../rewrite.ts';
import { keyMap, removeKeys } from './env-part.ts';
import { grantIdToken, type Grant } from './grant-id-token.ts';
import { allOrRefusal, confirmedText, type JobChange, type Refusal } from './job-change.ts';
import { rewriteJob, type JobRewrite } from './rewrite-job.ts';
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
export function keysToOidc(job: WorkflowJob, context: RewriteContext): OidcRewrite {
  const { workflow } = job;
  if (keyMap(workflow.env, undefined)) return workflowToOidc(workflow, context);
  const [role, ...others] = roleChoices(job, context);
  const plan = planJobs(workflow, [job], role, context);
  if ('refusal' in plan) return plan;
  return {
    fixes: () => {
      const all = planAll(workflow, job, context);
      const plans = [
        plan,
        ...(all ? [all] : []),
        ...others.map((one) => planJobs(workflow, [job], one, context)),
      ];
      return plans.slice(0, MOST_FIXES).flatMap((one, index) => makeFix(workflow, one, index === 0) ?? []);
    },
  };
}

/**
 * Rewrites every job that keys in the variables of the whole workflow are meant for, or none of them: without these
 * variables no job has keys. Jobs that are not known to use AWS get none in exchange.
 */
export function workflowToOidc(workflow: Workflow, context: RewriteContext): OidcRewrite {
  const jobs = jobsMeant(workflow, context);
  const [first] = jobs;
  if (!first) {
    return {
      refusal: safe`no job of the workflow is known to use AWS, so those that need a role are not known`,
    };
  }
  const [role] = roleChoices(first, context);
  const plan = planJobs(workflow, jobs, role, context);
  return 'refusal' in plan
    ? plan
    : { fixes: () => [makeFix(workflow, plan, true)].filter((one) => one !== undefined) };
}

/** A rewrite of some jobs of a workflow before another parser has read it. */
export interface OidcPlan {
  readonly jobs: readonly WorkflowJob[];
  readonly changes: readonly JobChange[];
  readonly roles: readonly SafeText[];
  readonly placeholder: string | undefined;
  /** `read-all` had to be written out. */
  readonly wroteOut: boolean;
}

/** Works out a rewrite of jobs as one edit; refuses where one of them has to be left to a person. */
export function planJobs(
  workflow: Workflow,
  jobs: readonly WorkflowJob[],
  role: string,
  context: RewriteContext,
): OidcPlan | Refusal {
  const workflowKeys = keyMap(workflow.env, undefined);
  const rewrites: JobRewrite[] = [];
  const grants: Exclude<Grant, Refusal>[] = [];
  for (const job of jobs) {
    const sets = setsReaching(job, context);
    const reason = obstaclesToOidc(workflow, job, sets)[0]?.reason;
    if (reason !== undefined) return refusalOf(job, jobs, { refusal: reason });
    const rewrite = rewriteJob(job, sets, {
      role,
      configuredRegion: context.settings.oidc.region,
      workflowKeys: workflowKeys !== undefined,
    });
    if ('refusal' in rewrite) return refusalOf(job, jobs, rewrite);
    const grant = grantIdToken(job, { together: new Set(jobs), writesOut: true });
    if ('refusal' in grant) return refusalOf(job, jobs, grant);
    rewrites.push(rewrite);
    // The workflow's permissions are changed for all jobs at once.
    if (grant.level !== 'workflow' || !grants.some(({ level }) => level === 'workflow')) grants.push(grant);
  }
  const wide = workflowKeys ? [removeKeys(workflow.document, workflowKeys, undefined)] : [];
  const changes = allOrRefusal([...wide, ...rewrites.flatMap((one) => one.changes), ...grants]);
  if ('refusal' in changes) return changes;
  return {
    jobs,
    changes,
    roles: [...new Set(rewrites.map((one) => safeName(one.role)))],
    placeholder: rewrites.find((one) => one.placeholder !== undefined)?.placeholder,
    wroteOut: grants.some((grant) => grant.wroteOut === true),
  };
}

/** All jobs of the file that can be rewritten, if there is another one than the job itself. */
function planAll(workflow: Workflow, job: WorkflowJob, context: RewriteContext): OidcPlan | undefined {
  const jobs = workflow.jobs.filter((one) => {
    if (one === job) return true;
    if (!setsReaching(one, context).some(isStatic)) return false;
    return !('refusal' in planJobs(workflow, [one], roleChoices(one, context)[0], context));
  });
  if (jobs.length < 2) return undefined;
  const plan = planJobs(workflow, jobs, roleChoices(job, context)[0], context);
  return 'refusal' in plan ? undefined : plan;
}

/** The jobs that the keys of the whole workflow are meant for, as far as the file tells. */
function jobsMeant(workflow: Workflow, context: RewriteContext): readonly WorkflowJob[] {
  const own = jobsWithSteps(workflow);
  const meant = own.filter(
    (job) =>
      allSteps(job).some(stepUsesAws) ||
      setsReaching(job, context).some(({ owner }) => 'job' in owner && owner.job),
  );
  return meant.length === 0 && own.length === 1 ? own : meant;
}

/** All credentials that a job can see: its own, those of its steps, and those of the whole workflow. */
function setsReaching(job: WorkflowJob, { model }: RewriteContext): readonly CredentialSet[] {
  return model.credentialSets.filter(({ owner }) => {
    const isWorkflowSet =
      owner.type === 'workflow-env' || owner.type === 'action-inputs' || owner.type === 'script';
    return isWorkflowSet && (owner.job === undefined || owner.job === job);
  });
}

function isStatic(set: CredentialSet): boolean {
  return set.sites.some((site) => !site.commentedOut);
}

function refusalOf(job: WorkflowJob, jobs: readonly WorkflowJob[], { refusal }: Refusal): Refusal {
  return { refusal: jobs.length === 1 ? refusal : safe`in job ${job.id}, ${refusal}` };
}

/** The jobs that get a role, and those that lose the workflow's keys without one. */
function placesOf({ jobs }: OidcPlan, workflow: Workflow): SafeText {
  const others = keyMap(workflow.env, undefined)
    ? jobsWithSteps(workflow).filter((job) => !jobs.includes(job))
    : [];
  if (jobs.length < 2 && others.length === 0) return safe``;
  const named = safeList(jobs.map(({ id }) => id));
  const where = jobs.length > 1 ? safe` in jobs ${named}` : safe` in job ${named}`;
  return others.length === 0 ? where : safe`${where}, but not in ${safeList(others.map(({ id }) => id))}`;
}

/** A called workflow does not get the variables of its caller. */
function jobsWithSteps(workflow: Workflow): readonly WorkflowJob[] {
  return workflow.jobs.filter((job) => job.uses === undefined && job.steps.length > 0);
}

function makeFix(workflow: Workflow, plan: OidcPlan | Refusal, preferred: boolean): StaticFix | undefined {
  if ('refusal' in plan) return undefined;
  const after = confirmedText(workflow.document, plan.changes);
  if (after === undefined) return undefined;
  const { placeholder, wroteOut } = plan;
  const at = placeholder === undefined ? -1 : after.indexOf(placeholder);
  const where = placesOf(plan, workflow);
  return {
    fixId: 'rewrite-to-oidc',
    data: { role: safeList(plan.roles), extent: wroteOut ? safe`${where}, writing read-all out` : where },
    edits: plan.changes.flatMap((one) => one.edits),
    preferred: preferred && !wroteOut,
    ...(placeholder !== undefined && at >= 0 && { placeholder: { start: at, end: at + placeholder.length } }),
  };
}
