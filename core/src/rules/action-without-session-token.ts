import { ownerOf, stepLabel } from '../aws/ci/labels.ts';
import { tokenlessStep } from '../aws/ci/tokenless-step.ts';
import type { WorkflowStep } from '../aws/ci/workflow.ts';
import { dropInputs } from '../rewrites/oidc/inputs-part.ts';
import { isConfirmed } from '../rewrites/oidc/job-change.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/**
 * Some actions write a profile of key and secret, or sign with the two, and have never heard of a token. With a session
 * they fail as with a wrong key, which sends people looking for the mistake in IAM.
 * https://github.com/jakejarvis/s3-sync-action/issues/14
 */
export default defineRule({
  meta: {
    id: 'action-without-session-token',
    summary: 'Use no action with a session that cannot take its token',
    category: 'CI identity',
    documents: ['github-workflow'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      action:
        '{action} makes credentials of a key and a secret alone, so the session of {owner} does not work in it (InvalidAccessKeyId). Use the AWS CLI in its place.',
      login:
        'docker/login-action is given the key and the secret of the session of {owner} without its token, so ECR refuses the login. Delete username and password: it then takes all three from the environment.',
    },
    fixes: {
      'use-environment': { title: 'Delete username and password', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://github.com/jakejarvis/s3-sync-action/issues/14',
      'https://github.com/docker/login-action#aws-elastic-container-registry-ecr',
    ],
    cwe: [],
  },
  create: (context) => ({
    step: (step) => {
      const found = tokenlessStep(step);
      if (!found || !step.uses) return;
      const { session, type } = found;
      const owner = ownerOf(step.job);
      const report = {
        range: step.uses.range,
        anchor: stepLabel(step),
        related: [
          { range: session.uses?.range ?? session.range, message: safe`The session comes from here` },
        ],
      };
      if (type === 'login') {
        context.report({ messageId: 'login', data: { owner }, fixes: () => withoutInputs(step), ...report });
      } else {
        const action = safeName(step.uses.action);
        context.report({ messageId: 'action', data: { action, owner }, ...report });
      }
    },
  }),
});

function withoutInputs(step: WorkflowStep) {
  const change = dropInputs(step);
  if ('refusal' in change || !isConfirmed(step.job.workflow.document, [change])) return [];
  return [{ fixId: 'use-environment' as const, data: {}, edits: change.edits, preferred: true }];
}
