import { stepUsesAws } from '../aws/ci/aws-use.ts';
import { inputEntry } from '../aws/ci/credentials-action.ts';
import { effectiveScopes } from '../aws/ci/permissions.ts';
import { allSteps } from '../aws/ci/steps.ts';
import type { WorkflowJob, WorkflowStep } from '../aws/ci/workflow.ts';
import { grantContents } from '../rewrites/oidc/grant-contents.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/** A job whose permissions, its own or the workflow's, leave a checkout without access. */
/**
 * Whoever adds `id-token: write` where no permissions stood takes all others away, because naming one sets the rest to
 * none. A public repository can be fetched all the same; a private one says "repository not found".
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export default defineRule({
  meta: {
    id: 'dropped-contents-permission',
    summary: 'Keep contents: read where a job checks out the repository',
    category: 'CI identity',
    documents: ['github-workflow'],
    severity: 'warning',
    confidence: 'medium',
    messages: {
      dropped:
        'The permissions of {owner} leave actions/checkout without contents: read, so it cannot fetch a private repository. Add contents: read.',
    },
    fixes: {
      'add-contents': { title: 'Add contents: read', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
    ],
    cwe: [],
  },
  create: (context) => {
    return {
      job: (job) => {
        const checkout = droppedCheckout(job);
        const permissions = job.permissions ?? job.workflow.permissions;
        if (!checkout || !permissions) return;
        const holder = permissions.form === 'map' ? permissions.map.holder : permissions.holder;
        // The workflow's permissions are one place to mend, however many jobs they hold for.
        const owner = job.permissions ? safe`job ${job.id}` : safe`the workflow`;
        context.report({
          messageId: 'dropped',
          range: holder.keyRange,
          anchor: owner,
          data: { owner },
          related: [{ range: placeOf(checkout), message: safe`Job ${job.id} checks out here` }],
          fixes: () => {
            const edits = grantContents(job);
            return edits ? [{ fixId: 'add-contents', data: {}, edits, preferred: true }] : [];
          },
        });
      },
    };
  },
});

/** The first checkout that a job with AWS in it has no access for. One with a token of its own needs none. */
function droppedCheckout(job: WorkflowJob): WorkflowStep | undefined {
  const { accessTo } = effectiveScopes(job);
  if (accessTo('contents') !== 'none') return undefined;
  if (accessTo('id-token') !== 'write' && !allSteps(job).some(stepUsesAws)) return undefined;
  return allSteps(job).find(
    (step) =>
      step.uses?.action === 'actions/checkout' &&
      !['token', 'ssh-key'].some((name) => inputEntry(step, name) !== undefined),
  );
}

function placeOf(step: WorkflowStep): Range {
  return step.uses?.range ?? step.range;
}
