import { obstaclesToOidc } from '../../aws/ci/rewrite-obstacles.ts';
import type { WorkflowJob } from '../../aws/ci/workflow.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { ALL } from '../../aws/witness.ts';
import { safeName, type SafeText } from '../../secret/safe-text.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { OidcContext } from '../rewrite.ts';
import { newestReference } from './action-reference.ts';
import { hasWorkflowKeys } from './env-part.ts';
import { dependsOnActions, grantIdToken } from './grant-id-token.ts';
import type { JobChange, Refusal } from './job-change.ts';
import { rewriteJob } from './rewrite-job.ts';
import { roleChoices } from './role-choices.ts';

/** What the rewrite of one job comes to. */
export interface JobPlan {
  readonly job: WorkflowJob;
  readonly edits: readonly TextEdit[];
  /** The edits by which it gets the permission. */
  readonly granted: readonly TextEdit[];
  /** Whether these change the permissions of the whole workflow. */
  readonly isWide: boolean;
  readonly role: SafeText;
  /** A stand-in that a person has to replace. */
  readonly placeholder: string | undefined;
  /** `read-all` had to be written out. */
  readonly wroteOut: boolean;
  /** What another parser has not read yet: parts of the rewrite, and that by which the permission is granted. */
  readonly unread: { readonly changes: readonly JobChange[]; readonly grant: JobChange | undefined };
  /** Whether it was made of the job and of what its workflow tells as a whole, but of no other job or file. */
  readonly isOwn: boolean;
}

export interface JobPlanOptions {
  /** The role; else the likeliest of those that the job may assume. */
  readonly role: string | undefined;
  /** See the function. */
  readonly leavesBystanders: boolean;
}

/** Works out the rewrite of a job; refuses where it has to be left to a person. */
export function planJob(job: WorkflowJob, context: OidcContext, options: JobPlanOptions): JobPlan | Refusal {
  const { value: made, seen } = context.model.witness.record(() => rewriteAndGrant(job, context, options));
  if ('refusal' in made) return made;
  const { rewrite, grant } = made;
  const { changes, role, placeholder } = rewrite;
  return {
    job,
    edits: changes.flatMap(({ edits }) => edits),
    granted: grant.edits,
    isWide: grant.level === 'workflow' && grant.edits.length > 0,
    role: safeName(role),
    placeholder,
    wroteOut: grant.wroteOut === true,
    unread: { changes, grant },
    isOwn: !seen.includes(ALL) && !dependsOnActions(job),
  };
}

function rewriteAndGrant(job: WorkflowJob, context: OidcContext, { role, leavesBystanders }: JobPlanOptions) {
  const { workflow } = job;
  const sets = setsReaching(job, context);
  const reason = obstaclesToOidc(workflow, job, sets)[0]?.reason;
  if (reason !== undefined) return { refusal: reason };
  const rewrite = rewriteJob(job, sets, {
    role: role ?? roleChoices(job, context)[0],
    configuredRegion: context.settings.oidc.region,
    pin: newestReference(workflow),
    workflowKeys: hasWorkflowKeys(workflow),
  });
  if ('refusal' in rewrite) return rewrite;
  const grant = grantIdToken(job, { called: context.facts.called, leavesBystanders, writesOut: true });
  return 'refusal' in grant ? grant : { rewrite, grant };
}

/** All credentials that a job can see: its own, those of its steps, and those of the whole workflow. */
export function setsReaching(job: WorkflowJob, { model }: OidcContext): readonly CredentialSet[] {
  return [undefined, job].flatMap((part) => model.credentialSetsIn(part)).filter(isSeen);
}

function isSeen({ owner }: CredentialSet): boolean {
  return owner.type === 'workflow-env' || owner.type === 'action-inputs' || owner.type === 'script';
}
