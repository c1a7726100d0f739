import { isCredentialsStep } from '../../aws/ci/credentials-action.ts';
import { allSteps } from '../../aws/ci/steps.ts';
import type { WorkflowJob, WorkflowStep } from '../../aws/ci/workflow.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import type { RewriteContext, StaticFix } from '../rewrite.ts';
import { rewriteEnv } from './env-shape.ts';
import { grantIdToken } from './grant-id-token.ts';
import { rewriteInputs } from './inputs-shape.ts';
import { confirmedText, type JobChange, type Refusal } from './job-change.ts';
import { whyNotRewritten } from './refusals.ts';

/** Stands in a repository's or environment's variables: no secret, and different for each environment. */
const DEFAULT_ROLE = '${{ vars.AWS_ROLE_ARN }}';

/** What can be done for a job. */
export type OidcRewrite = { readonly fix: () => StaticFix | undefined } | Refusal;

/**
 * Rewrites a job from keys to OIDC, as one edit of three coupled parts: the keys go from every `env` and input that
 * reaches the job, `role-to-assume` comes, and the job's effective permissions gain `id-token: write`. Any of them
 * alone would break the job or silently leave the keys in force.
 * https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws
 */
export function keysToOidc(
  job: WorkflowJob,
  sets: readonly CredentialSet[],
  context: RewriteContext,
): OidcRewrite {
  const refusal = whyNotRewritten(job, sets);
  if (refusal !== undefined) return { refusal };
  const role = roleFor(context);
  const shape = rewriteShape(job, sets, role, context);
  if ('refusal' in shape) return shape;
  const grant = grantIdToken(job);
  if ('refusal' in grant) return grant;
  return { fix: () => makeFix(job, safeName(role), [shape, grant], shape.placeholder) };
}

/** The role that the repository assumes elsewhere, else the configured one, else the usual variable. */
function roleFor({ facts, settings }: RewriteContext): string {
  return facts.oidcRoles[0] ?? (settings.oidc.roleArn === '' ? DEFAULT_ROLE : settings.oidc.roleArn);
}

function rewriteShape(
  job: WorkflowJob,
  sets: readonly CredentialSet[],
  role: string,
  context: RewriteContext,
): (JobChange & { readonly placeholder?: string | undefined }) | Refusal {
  const steps = new Set(sets.flatMap(inputStepOf));
  const [step, ...others] = steps;
  if (!step && allSteps(job).some(isCredentialsStep)) {
    return { refusal: safe`another step of the job configures AWS credentials too` };
  }
  if (!step) return rewriteEnv(job, role, context.settings.oidc.region);
  if (others.length > 0) return { refusal: safe`several steps of the job are given keys as inputs` };
  if (!isCredentialsStep(step)) {
    return { refusal: safe`the action that is given the keys may not take a session instead` };
  }
  if (sets.some((set) => set.owner.type !== 'action-inputs')) {
    return { refusal: safe`keys reach the job in two ways, as inputs and as variables` };
  }
  return rewriteInputs(step, role);
}

function inputStepOf(set: CredentialSet): readonly WorkflowStep[] {
  return set.owner.type === 'action-inputs' ? [set.owner.step] : [];
}

function makeFix(
  job: WorkflowJob,
  role: SafeText,
  parts: readonly JobChange[],
  placeholder: string | undefined,
): StaticFix | undefined {
  const after = confirmedText(job, parts);
  if (after === undefined) return undefined;
  const at = placeholder === undefined ? -1 : after.indexOf(placeholder);
  return {
    fixId: 'rewrite-to-oidc',
    data: { role },
    edits: parts.flatMap((part) => part.edits),
    preferred: true,
    ...(placeholder !== undefined && at >= 0 && { placeholder: { start: at, end: at + placeholder.length } }),
  };
}
