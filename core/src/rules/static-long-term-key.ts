import { accountPhrase } from '../aws/access-key-id.ts';
import { accessKeyIdOf, accessKeyKindOf, writtenForm } from '../aws/credential-kind.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import { keysOfAws } from '../aws/credentials/foreign-profile.ts';
import type { DocumentKind } from '../documents/document.ts';
import { CREDENTIAL_KINDS } from '../documents/kinds.ts';
import { keysToVault } from '../rewrites/keys-to-vault.ts';
import { remedyFor } from '../rewrites/remedy.ts';
import { STATIC_FIXES } from '../rewrites/static-fixes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RuleContext } from '../rule-api/rule.ts';
import type { Severity } from '../rule-api/severity.ts';
import { safeName } from '../secret/safe-text.ts';

const FIXES = {
  ...STATIC_FIXES,
  'move-to-vault': {
    title: 'Fetch the key with aws-vault (first add it: aws-vault add {profile})',
    applicability: 'review',
  },
} as const;

/**
 * A user's key works until somebody deactivates it, wherever it has been copied to. The credentials file is the one
 * place that the tools made for it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
 */
export default defineRule({
  meta: {
    id: 'static-long-term-key',
    summary: 'Keep long-term access keys (AKIA) out of config, .env and CI files',
    category: 'Static credentials',
    documents: CREDENTIAL_KINDS,
    severity: 'error',
    confidence: 'high',
    messages: {
      live: '{key}{account} is a long-term access key {form}, and whoever reads this file can use it until it is deactivated. {remedy}',
      source:
        '{key}{account} is a long-term access key in plain text: keep it as the source of role profiles only. A keychain such as aws-vault holds it more safely.',
      placeholder:
        'This placeholder asks for a long-term access key, which would be a live secret in the file. {remedy}',
      commented:
        '{key}{account} is a long-term access key in plain text, although its line is commented out. {remedy}',
    },
    fixes: FIXES,
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles',
    ],
    cwe: [312, 798],
  },
  bySection: true,
  create: (context) => {
    const { kind } = context.model.document;
    return {
      credentialSet: (written) => {
        const set = keysOfAws(written, context);
        for (const site of set.sites) {
          if (accessKeyKindOf(site, set) !== 'AKIA') continue;
          const key = accessKeyIdOf(site);
          const remedy = remedyFor(site, set, context);
          const inCredentials = kind === 'aws-credentials' && !site.commentedOut;
          const place = {
            range: site.range,
            anchor: set.label,
            severity: severityIn(kind),
            fixes: inCredentials ? () => moveToVault(set, context) : remedy.fixes,
          };
          if (site.origin === 'placeholder' || key === undefined || key.placeholder) {
            context.report({
              messageId: 'placeholder',
              data: { remedy: remedy.sentence },
              placeholder: true,
              ...place,
            });
            continue;
          }
          const data = { key: key.masked, account: accountPhrase(key), form: writtenForm(site) };
          if (inCredentials) {
            context.report({ messageId: 'source', data, ...place });
          } else {
            const messageId = site.commentedOut ? 'commented' : 'live';
            context.report({ messageId, data: { ...data, remedy: remedy.sentence }, ...place });
          }
        }
      },
    };
  },
});

/** The credentials file is made for such keys, config at least stays with its owner; everything else travels. */
function severityIn(kind: DocumentKind): Severity {
  if (kind === 'aws-credentials') return 'hint';
  return kind === 'aws-config' ? 'warning' : 'error';
}

function moveToVault({ owner }: CredentialSet, context: RuleContext) {
  const { document } = context.model;
  if (owner.type !== 'profile' || document.format !== 'ini') return [];
  const edits = keysToVault(owner.section, document, context);
  const data = { profile: safeName(owner.section.name) };
  return edits ? [{ fixId: 'move-to-vault' as const, data, edits, preferred: true }] : [];
}
