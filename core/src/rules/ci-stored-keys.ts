import { defeatOf } from '../aws/ci/defeated-oidc.ts';
import { CI_KINDS } from '../documents/kinds.ts';
import { remedyFor } from '../rewrites/remedy.ts';
import { declaredOf } from '../rewrites/rewrite.ts';
import { REWRITES } from '../rewrites/static-fixes.ts';
import { defineRule } from '../rule-api/define-rule.ts';

const FIXES = {
  'rewrite-to-oidc': REWRITES['rewrite-to-oidc'],
  'use-service-role': REWRITES['use-service-role'],
} as const;

/**
 * Keys in a CI's secret store are shared by everyone who can change a pipeline, are seldom rotated, and fail all
 * pipelines at once when they are. OIDC gives each job its own short session instead.
 * https://docs.github.com/en/actions/concepts/security/openid-connect
 */
export default defineRule({
  meta: {
    id: 'ci-stored-keys',
    summary: 'Let CI jobs assume a role through OIDC instead of using stored keys',
    category: 'CI identity',
    documents: [...CI_KINDS, 'kubernetes'],
    severity: 'warning',
    confidence: 'medium',
    messages: {
      stored:
        'These AWS keys come from the secret store, where whoever can change the pipeline can use them. {remedy}',
      cluster:
        'These AWS keys come from the cluster, where whoever can read its Secrets or run a pod beside this one can use them. {remedy}',
    },
    fixes: FIXES,
    since: '0.1.0',
    references: [
      'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
      'https://docs.gitlab.com/ci/cloud_services/aws/',
    ],
    cwe: [522],
  },
  create: (context) => ({
    credentialSet: (set) => {
      // One finding a set: the id, the secret and where it is used are one fact. Tokens have a rule of their own.
      const site =
        set.sites.find((one) => one.origin === 'stored-secret' && one.part === 'access-key-id') ??
        set.sites.find((one) => one.origin === 'stored-secret' && one.part === 'secret-access-key');
      // Keys in the way of OIDC, and those that a script writes to a file, are told by rules of their own.
      if (!site || site.written !== undefined || defeatOf(set, context.model.workflow)) return;
      const remedy = remedyFor(site, set, context);
      context.report({
        messageId: context.model.document.kind === 'kubernetes' ? 'cluster' : 'stored',
        range: site.range,
        anchor: set.label,
        data: { remedy: remedy.sentence },
        fixes: () => declaredOf(FIXES, remedy.fixes()),
      });
    },
  }),
});
