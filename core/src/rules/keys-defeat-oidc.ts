import { defeatOf, type DefeatedOidc } from '../aws/ci/defeated-oidc.ts';
import { ownerOf } from '../aws/ci/labels.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import { deleteKeys } from '../rewrites/oidc/delete-keys.ts';
import { remedyFor } from '../rewrites/remedy.ts';
import { declaredOf } from '../rewrites/rewrite.ts';
import { REWRITES } from '../rewrites/static-fixes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RuleContext } from '../rule-api/rule.ts';
import { safe, type SafeText } from '../secret/safe-text.ts';

const REWRITE = { 'rewrite-to-oidc': REWRITES['rewrite-to-oidc'] } as const;

const EXPLAINS: Readonly<Record<DefeatedOidc['way'], SafeText>> = {
  inputs: safe`The role is given here`,
  ambient: safe`The role is assumed here, without a token`,
  mixed: safe`The session comes from here`,
};

/**
 * A move to OIDC that stops half-way goes on to work, or fails with an error that names another cause: the action
 * prefers keys to the token, falls back to those of its environment, and leaves a session token in the environment that
 * does not belong to keys which a later step sets.
 * https://github.com/aws-actions/configure-aws-credentials#credential-lifetime
 */
export default defineRule({
  meta: {
    id: 'keys-defeat-oidc',
    summary: 'Leave no keys where a job is meant to use OIDC',
    category: 'CI identity',
    documents: ['github-workflow'],
    severity: 'error',
    confidence: 'high',
    messages: {
      inputs:
        'The action prefers these keys to the token of OIDC, so the role of {owner} is assumed with them and the keys stay in use. Delete them.',
      ambient:
        'These keys turn OIDC into a static AssumeRole: {owner} lacks id-token: write, so the action assumes the role with them without a word. {remedy}',
      mixed:
        'These keys meet the token of the session that an earlier step of {owner} has exported, and AWS refuses the mixture (InvalidClientTokenId). Delete them.',
    },
    fixes: { 'delete-keys': { title: 'Delete the keys', applicability: 'review' }, ...REWRITE },
    since: '0.1.0',
    references: [
      'https://github.com/aws-actions/configure-aws-credentials#oidc',
      'https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws',
    ],
    cwe: [522],
  },
  create: (context) => ({
    credentialSet: (set) => {
      const defeat = defeatOf(set, context.model.workflow);
      const site = set.sites.find(({ part, commentedOut }) => part !== 'session-token' && !commentedOut);
      if (!defeat || !site) return;
      const { step, way } = defeat;
      const owner = ownerOf(step.job);
      const related = [{ range: step.uses?.range ?? step.range, message: EXPLAINS[way] }];
      const report = { range: site.keyRange, anchor: set.label, related };
      if (way === 'ambient') {
        const remedy = remedyFor(site, set, context);
        const fixes = () => declaredOf(REWRITE, remedy.fixes());
        context.report({ messageId: 'ambient', data: { owner, remedy: remedy.sentence }, fixes, ...report });
      } else {
        context.report({ messageId: way, data: { owner }, fixes: () => deletion(set, context), ...report });
      }
    },
  }),
});

function deletion(set: CredentialSet, { model }: Pick<RuleContext, 'model'>) {
  const edits = model.document.format === 'yaml' ? deleteKeys(set, model.document) : undefined;
  return edits ? [{ fixId: 'delete-keys' as const, data: {}, edits, preferred: true }] : [];
}
