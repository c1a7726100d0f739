import { modeOf } from '../aws/ci/credentials-action.ts';
import { effectiveIdToken } from '../aws/ci/permissions.ts';
import { grantIdToken } from '../rewrites/oidc/grant-id-token.ts';
import { confirmedText } from '../rewrites/oidc/job-change.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe } from '../secret/safe-text.ts';

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
    },
    fixes: {
      'grant-id-token': { title: 'Add id-token: write', applicability: 'safe' },
      'grant-id-token-and-more': {
        title: 'Add id-token: write, and set the other permissions',
        applicability: 'review',
      },
    },
    since: '0.1.0',
    references: [
      'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions',
      'https://github.com/aws-actions/configure-aws-credentials#oidc',
    ],
    cwe: [],
  },
  create: (context) => ({
    step: (step) => {
      if (modeOf(step) !== 'oidc' || effectiveIdToken(step.job) !== 'missing') return;
      const grant = grantIdToken(step.job);
      const refused = 'refusal' in grant;
      context.report({
        messageId: 'missing',
        range: step.uses?.range ?? step.range,
        anchor: safe`job ${step.job.id}`,
        data: {
          job: step.job.id,
          remedy: refused
            ? safe`It is not added automatically because ${grant.refusal}.`
            : safe`Add the permission.`,
        },
        fixes: () =>
          refused || confirmedText(step.job.workflow.document, [grant]) === undefined
            ? []
            : [
                {
                  fixId: grant.safe ? 'grant-id-token' : 'grant-id-token-and-more',
                  data: {},
                  edits: grant.edits,
                  preferred: true,
                },
              ],
      });
    },
  }),
});
