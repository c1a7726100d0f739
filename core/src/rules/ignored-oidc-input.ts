import { inputPlace, isOn, modeOf } from '../aws/ci/credentials-action.ts';
import { inputsWithOidcEffect } from '../aws/ci/credentials-inputs.ts';
import { inputValues } from '../aws/ci/input-values.ts';
import { ownerOf } from '../aws/ci/labels.ts';
import type { WorkflowStep } from '../aws/ci/workflow.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safeName } from '../secret/safe-text.ts';

/**
 * `AssumeRoleWithWebIdentity` takes neither an external id nor tags, and without keys the action does not know the
 * account that a bare role name belongs to. What is left from the time of keys is dropped without a word, or refused.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export default defineRule({
  meta: {
    id: 'ignored-oidc-input',
    summary: 'Give the credentials action no inputs that OIDC drops or refuses',
    category: 'CI identity',
    documents: ['github-workflow'],
    severity: 'warning',
    confidence: 'high',
    messages: {
      externalId:
        '{name} has no effect in {owner}: OIDC cannot send an external id, and a role whose trust policy asks for one cannot be assumed. Delete the input, and the condition on sts:ExternalId for this role.',
      tags: '{name} has no effect in {owner}: a session that comes through OIDC gets no tags, so policies that ask for them deny access. Delete the input, and let the policies go by the role or the claims of the token.',
      needless: '{name} has no effect in {owner}, because OIDC sets no session tags anyway. Delete it.',
      bareName:
        'The role of {owner} is a bare name, and without keys the action does not know the account that it belongs to, so the step fails. Write the ARN of the role.',
    },
    fixes: {},
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html',
      'https://github.com/aws-actions/configure-aws-credentials#oidc',
    ],
    cwe: [],
  },
  create: (context) => {
    return {
      step: (step) => {
        if (modeOf(step) !== 'oidc') return;
        const anchor = ownerOf(step.job);
        const place = placesIn(step);
        const externalId = place('role-external-id');
        if (externalId) {
          const data = { name: externalId.name, owner: anchor };
          context.report({ messageId: 'externalId', range: externalId.range, anchor, data });
        }
        for (const tags of inputsWithOidcEffect('tags').flatMap((name) => place(name) ?? [])) {
          const data = { name: tags.name, owner: anchor };
          context.report({ messageId: 'tags', range: tags.range, anchor, data });
        }
        const skips = isOn(step, 'role-skip-session-tagging')
          ? place('role-skip-session-tagging')
          : undefined;
        if (skips) {
          const report = { range: skips.range, anchor, data: { name: skips.name, owner: anchor } };
          context.report({ messageId: 'needless', severity: 'hint', tag: 'unnecessary', ...report });
        }
        for (const { text, scalar } of inputValues(step, 'role-to-assume')) {
          if (text.startsWith('arn:')) continue;
          context.report({ messageId: 'bareName', range: scalar.range, anchor, data: { owner: anchor } });
        }
      },
    };
  },
});

/** Finds where inputs of a step are given. */
function placesIn(step: WorkflowStep) {
  return (input: string) => {
    const entry = inputPlace(step, input);
    return entry && { name: safeName(entry.key), range: entry.keyRange };
  };
}
