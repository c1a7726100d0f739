import { accountPhrase } from '../aws/access-key-id.ts';
import { accessKeyIdOf, accessKeyKindOf, writtenForm } from '../aws/credential-kind.ts';
import { keysOfAws } from '../aws/credentials/foreign-profile.ts';
import { CREDENTIAL_KINDS } from '../documents/kinds.ts';
import { remedyFor } from '../rewrites/remedy.ts';
import { STATIC_FIXES } from '../rewrites/static-fixes.ts';
import { defineRule } from '../rule-api/define-rule.ts';

/**
 * A session of STS pasted into a file works for some hours, leaks for as long, and then fails every command with
 * "The security token included in the request is expired".
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html
 */
export default defineRule({
  meta: {
    id: 'static-session-key',
    summary: 'Do not keep temporary access keys (ASIA) in files',
    category: 'Static credentials',
    documents: CREDENTIAL_KINDS,
    severity: 'error',
    confidence: 'high',
    messages: {
      live: '{key}{account} is a temporary access key {form}: whoever reads this file can use it, and every command fails once its session has ended. {remedy}',
      placeholder:
        'This placeholder asks for a temporary access key, which would be a live secret in the file and end after some hours. {remedy}',
      commented:
        '{key}{account} is a temporary access key in plain text, although its line is commented out. {remedy}',
    },
    fixes: STATIC_FIXES,
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
    ],
    cwe: [312, 798],
  },
  bySection: true,
  create: (context) => ({
    credentialSet: (written) => {
      const set = keysOfAws(written, context);
      for (const site of set.sites) {
        if (accessKeyKindOf(site, set) !== 'ASIA') continue;
        const key = accessKeyIdOf(site);
        const remedy = remedyFor(site, set, context);
        const place = { range: site.range, anchor: set.label, fixes: remedy.fixes };
        if (site.origin === 'placeholder' || key === undefined || key.placeholder) {
          context.report({
            messageId: 'placeholder',
            data: { remedy: remedy.sentence },
            placeholder: true,
            ...place,
          });
          continue;
        }
        const data = {
          key: key.masked,
          account: accountPhrase(key),
          form: writtenForm(site),
          remedy: remedy.sentence,
        };
        context.report({ messageId: site.commentedOut ? 'commented' : 'live', data, ...place });
      }
    },
  }),
});
