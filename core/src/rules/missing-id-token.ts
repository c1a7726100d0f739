import { findsCredentials } from '../aws/ci/credentials-action.ts';
import { localPath } from '../aws/ci/local-path.ts';
import { effectiveIdToken } from '../aws/ci/permissions.ts';
import { allSteps } from '../aws/ci/steps.ts';
import { tokenStepOf } from '../aws/ci/token-use.ts';
import type { WorkflowJob } from '../aws/ci/workflow.ts';
import { entryNamed } from '../documents/yaml/path.ts';
import { scopesOfCall, tokenNeedOf, type CalledFiles, type TokenNeed } from '../facts/token-need.ts';
import { grantIdToken, type Grant } from '../rewrites/oidc/grant-id-token.ts';
import { grantToCaller } from '../rewrites/oidc/grant-to-caller.ts';
import { isConfirmed } from '../rewrites/oidc/job-change.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/** A workflow or an action of the repository that a job uses and that needs the job's token. */
interface Call {
  readonly type: 'workflow' | 'action';
  readonly path: string;
  readonly range: Range;
  readonly need: TokenNeed;
}

/**
 * Without `id-token: write` the runner hands out no OIDC token, and the action falls through to "Could not load
 * credentials from any providers", which names the wrong cause. It is the action's most reported error.
 * https://github.com/aws-actions/configure-aws-credentials#oidc
 */
export default defineRule({
  meta: {
    id: 'missing-id-token',
    summary: 'Grant id-token: write to jobs that assume a role through OIDC',
    category: 'CI identity',
    documents: ['github-workflow'],
    severity: 'error',
    confidence: 'high',
    messages: {
      missing:
        'Job {job} assumes a role through OIDC, but its permissions lack id-token: write, so it gets no token and cannot load credentials. {remedy}',
      called:
        'Job {job} uses {what} that assumes a role through OIDC, but its permissions lack id-token: write, so there is no token and credentials cannot be loaded. {remedy}',
      refused:
        'Job {job} calls a workflow whose job {called} asks for id-token: write, but its own permissions lack it, so GitHub refuses the whole run at its start. {remedy}',
    },
    fixes: {
      'grant-id-token': { title: 'Add id-token: write', applicability: 'safe' },
      'grant-id-token-and-more': {
        title: 'Add id-token: write, and set the other permissions',
        applicability: 'review',
      },
      'write-out-read-all': {
        title: 'Write read-all out scope by scope, with id-token: write',
        applicability: 'review',
      },
    },
    since: '0.1.0',
    references: [
      'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
      'https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#access-and-permissions',
      'https://github.com/aws-actions/configure-aws-credentials#oidc',
    ],
    cwe: [],
  },
  create: (context) => ({
    job: (job) => {
      if (effectiveIdToken(job) !== 'missing') return;
      const { called } = context.facts;
      const step = tokenStepOf(job);
      const anchor = safe`job ${job.id}`;
      if (step) {
        const grant = grantIdToken(job, { called });
        context.report({
          messageId: 'missing',
          range: step.uses?.range ?? step.run?.keyRange ?? step.range,
          anchor,
          data: { job: job.id, remedy: remedyOf(grant) },
          fixes: () => [...grantFixes(job, grant), ...writeOutFixes(job, called)],
        });
        return;
      }
      const call = callOf(job, called);
      if (!call) return;
      const { need, range, type } = call;
      const grant =
        type === 'workflow'
          ? grantToCaller(job, scopesOfCall(call.path, called), called)
          : grantIdToken(job, { called });
      const report = {
        range,
        anchor,
        related: [
          {
            place: need.place,
            message: safe`The role is assumed through OIDC here`,
          },
        ],
        fixes: () => grantFixes(job, grant),
      };
      const remedy = remedyOf(grant);
      if (need.refuses === undefined) {
        const what = type === 'workflow' ? safe`a workflow` : safe`an action`;
        context.report({ messageId: 'called', data: { job: job.id, what, remedy }, ...report });
      } else {
        const data = { job: job.id, called: need.refuses, remedy };
        context.report({ messageId: 'refused', data, ...report });
      }
    },
  }),
});

/** The first workflow or action that a job uses and that needs its token. */
function callOf(job: WorkflowJob, called: CalledFiles): Call | undefined {
  const uses = entryNamed(job.entries, 'uses');
  const callee = job.uses === undefined ? undefined : localPath(job.uses);
  if (uses && callee !== undefined) {
    const need = tokenNeedOf(callee, called);
    return need && { type: 'workflow', path: callee, range: uses.valueRange, need };
  }
  for (const step of allSteps(job)) {
    const path = step.uses && localPath(step.uses.action);
    const need = path === undefined ? undefined : tokenNeedOf(path, called);
    // An action takes the credentials that it finds, as a step of the job would.
    if (!step.uses || path === undefined || !need || findsCredentials(step)) continue;
    return { type: 'action', path, range: step.uses.range, need };
  }
  return undefined;
}

function remedyOf(grant: Grant): SafeText {
  return 'refusal' in grant
    ? safe`It is not added automatically because ${grant.refusal}.`
    : safe`Add the permission.`;
}

function grantFixes(job: WorkflowJob, grant: Grant) {
  if ('refusal' in grant || !isConfirmed(job.workflow.document, [grant])) return [];
  const fixId = grant.safe ? ('grant-id-token' as const) : ('grant-id-token-and-more' as const);
  return [{ fixId, data: {}, edits: grant.edits, preferred: true }];
}

/** Offered, but never as the likeliest: the list does not grow with the scopes that GitHub adds. */
function writeOutFixes(job: WorkflowJob, called: CalledFiles) {
  const grant = grantIdToken(job, { called, writesOut: true });
  if ('refusal' in grant || !grant.wroteOut) return [];
  if (!isConfirmed(job.workflow.document, [grant])) return [];
  return [{ fixId: 'write-out-read-all' as const, data: {}, edits: grant.edits }];
}
