import { accessKeyKindOf, isLiteral, writtenForm } from '../aws/credential-kind.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import { keysOfAws } from '../aws/credentials/foreign-profile.ts';
import { CREDENTIAL_KINDS } from '../documents/kinds.ts';
import { remedyFor } from '../rewrites/remedy.ts';
import { declaredOf } from '../rewrites/rewrite.ts';
import { REWRITES } from '../rewrites/static-fixes.ts';
import { defineRule } from '../rule-api/define-rule.ts';

/**
 * The secret is the half that matters: with the id, which logs and errors show freely, it is a credential.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/securing_access-keys.html
 */
export default defineRule({
  meta: {
    id: 'static-secret-key',
    summary: 'Do not keep secret access keys in files',
    category: 'Static credentials',
    documents: CREDENTIAL_KINDS,
    severity: 'error',
    confidence: 'high',
    messages: {
      live: '{name} holds a secret access key {form}, and whoever has its id can use it. {remedy}',
      placeholder: '{name} waits for a secret access key, which would be a live secret in the file. {remedy}',
    },
    fixes: REWRITES,
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/securing_access-keys.html'],
    cwe: [312, 798],
  },
  bySection: true,
  create: (context) => ({
    credentialSet: (written) => {
      const set = keysOfAws(written, context);
      if (hasReportedId(set)) return;
      for (const site of set.sites) {
        if (site.part !== 'secret-access-key' || !isLiteral(site)) continue;
        const remedy = remedyFor(site, set, context);
        const report = {
          range: site.range,
          anchor: set.label,
          fixes: () => declaredOf(REWRITES, remedy.fixes()),
        };
        const data = { name: site.name, remedy: remedy.sentence };
        if (site.origin === 'placeholder')
          context.report({ messageId: 'placeholder', data, placeholder: true, ...report });
        else context.report({ messageId: 'live', data: { ...data, form: writtenForm(site) }, ...report });
      }
    },
  }),
});

/** The id beside a secret is reported by the rule of its kind, and one problem is one finding. */
function hasReportedId(set: CredentialSet): boolean {
  return set.sites.some((site) => accessKeyKindOf(site, set) !== undefined);
}
