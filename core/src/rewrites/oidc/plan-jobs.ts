import { obstaclesToOidc } from '../../aws/ci/rewrite-obstacles.ts';
import type { Workflow, WorkflowJob } from '../../aws/ci/workflow.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { safe, safeList, safeName, type SafeText } from '../../secret/safe-text.ts';
import type { OidcContext, StaticFix } from '../rewrite.ts';
import { newestReference } from './action-reference.ts';
import { keyMap, removeKeys } from './env-part.ts';
import { grantIdToken, type Grant } from './grant-id-token.ts';
import { allOrRefusal, confirmedText, type JobChange, type Refusal } from './job-change.ts';
import { rewriteJob, type JobRewrite } from './rewrite-job.ts';
import { roleChoices } from './role-choices.ts';

/** A rewrite of some jobs of a workflow before another parser has read it. */
export interface OidcPlan {
  readonly jobs: readonly WorkflowJob[];
  readonly changes: readonly JobChange[];
  readonly roles: readonly SafeText[];
  readonly placeholder: string | undefined;
  /** `read-all` had to be written out. */
  readonly wroteOut: boolean;
}

/**
 * Works out a rewrite of jobs as one edit; refuses where one of them has to be left to a person. Each job assumes the
 * likeliest of its roles, unless a role is given.
 */
export function planJobs(
  workflow: Workflow,
  jobs: readonly WorkflowJob[],
  context: OidcContext,
  role?: string,
): OidcPlan | Refusal {
  const workflowKeys = keyMap(workflow.env, undefined);
  const together = new Set(jobs);
  const rewrites: JobRewrite[] = [];
  const grants: Exclude<Grant, Refusal>[] = [];
  for (const job of jobs) {
    const sets = setsReaching(job, context);
    const reason = obstaclesToOidc(workflow, job, sets)[0]?.reason;
    if (reason !== undefined) return refusalOf(job, jobs, { refusal: reason });
    const rewrite = rewriteJob(job, sets, {
      role: role ?? roleChoices(job, context)[0],
      configuredRegion: context.settings.oidc.region,
      pin: newestReference(workflow),
      workflowKeys: workflowKeys !== undefined,
    });
    if ('refusal' in rewrite) return refusalOf(job, jobs, rewrite);
    const grant = grantIdToken(job, { together, writesOut: true });
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

/** All credentials that a job can see: its own, those of its steps, and those of the whole workflow. */
export function setsReaching(job: WorkflowJob, { model }: OidcContext): readonly CredentialSet[] {
  return [undefined, job].flatMap((part) => model.credentialSetsIn(part)).filter(isSeen);
}

function isSeen({ owner }: CredentialSet): boolean {
  return owner.type === 'workflow-env' || owner.type === 'action-inputs' || owner.type === 'script';
}

/** A called workflow does not get the variables of its caller. */
export function jobsWithSteps(workflow: Workflow): readonly WorkflowJob[] {
  return workflow.jobs.filter((job) => job.uses === undefined && job.steps.length > 0);
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

/** The plan as a fix, if another parser reads exactly what is planned. */
export function makeFix(
  workflow: Workflow,
  plan: OidcPlan | Refusal,
  preferred: boolean,
): StaticFix | undefined {
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

function refusalOf(job: WorkflowJob, jobs: readonly WorkflowJob[], { refusal }: Refusal): Refusal {
  return { refusal: jobs.length === 1 ? refusal : safe`in job ${job.id}, ${refusal}` };
}
