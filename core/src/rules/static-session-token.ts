import { writtenForm } from '../aws/credential-kind.ts';
import { keysOfAws } from '../aws/credentials/foreign-profile.ts';
import { CREDENTIAL_KINDS } from '../documents/kinds.ts';
import { remedyFor } from '../rewrites/remedy.ts';
import { STATIC_FIXES } from '../rewrites/static-fixes.ts';
import { defineRule } from '../rule-api/define-rule.ts';

/**
 * A session token lives 15 minutes to 36 hours. In a file, or in a CI's secret store, it is the next outage with a
 * date on it.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 */
export default defineRule({
  meta: {
    id: 'static-session-token',
    summary: 'Do not keep session tokens in files or CI secrets',
    category: 'Static credentials',
    documents: CREDENTIAL_KINDS,
    severity: 'error',
    confidence: 'high',
    messages: {
      live: '{name} holds a session token {form}, and AWS refuses it as soon as its session has ended. {remedy}',
      placeholder:
        '{name} waits for a session token, which would be a live secret in the file and end after some hours. {remedy}',
      commented: '{name} holds a session token in plain text, although its line is commented out. {remedy}',
      stored:
        '{name} comes from a stored secret, but a session token ends after 36 hours at the latest and fails every run from then on. {remedy}',
    },
    fixes: STATIC_FIXES,
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html',
    ],
    cwe: [312, 798],
  },
  bySection: true,
  create: (context) => ({
    credentialSet: (written) => {
      const set = keysOfAws(written, context);
      for (const site of set.sites) {
        if (site.part !== 'session-token') continue;
        const remedy = remedyFor(site, set, context);
        const report = {
          range: site.range,
          anchor: set.label,
          data: { name: site.name, form: writtenForm(site), remedy: remedy.sentence },
          fixes: remedy.fixes,
        };
        if (site.origin === 'stored-secret')
          context.report({ messageId: 'stored', severity: 'warning', ...report });
        else if (site.origin === 'placeholder')
          context.report({ messageId: 'placeholder', placeholder: true, ...report });
        else context.report({ messageId: site.commentedOut ? 'commented' : 'live', ...report });
      }
    },
  }),
});
