import type { CredentialProvider } from '../aws/credential-provider.ts';
import { settingInForce } from '../aws/profile-sso.ts';
import { deleteEntries } from '../documents/ini/edits.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';

/**
 * People set it and wonder why the session still ends after an hour: it is a parameter of AssumeRole, and botocore and
 * the SDKs send it for nothing else, a web identity included (botocore/credentials.py, `AssumeRoleProvider`).
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export default defineRule({
  meta: {
    id: 'ineffective-duration',
    summary: 'Set a duration only where it is sent',
    category: 'Duration',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'info',
    confidence: 'high',
    messages: {
      unsent:
        'duration_seconds is sent only where a role is assumed through another profile or credential_source, and profile {profile} {provider}, so it changes nothing. Delete it.',
    },
    fixes: {
      'delete-duration': { title: 'Delete duration_seconds', applicability: 'safe' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html',
      'https://docs.aws.amazon.com/cli/latest/topic/config-vars.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    entryNames: ['duration_seconds'],
    entry: (entry, section) => {
      const { document } = context.model;
      if (document.format !== 'ini') return;
      const found = settingInForce(entry, section, context.profiles);
      // Some SDKs assume the role of such a profile with whatever else it has, and send the duration then.
      if (!found || found.profile.settings.has('source_profile')) return;
      const provider = providerText(context.profiles.providerOf(section.name));
      if (provider === undefined) return;
      const lines = document.source.text.slice(entry.lineRange.start, entry.lineRange.end).trim();
      const isPlain = !/[\r\n#;]/u.test(lines);
      context.report({
        messageId: 'unsent',
        range: { start: entry.keyRange.start, end: entry.valueRange.end },
        anchor: safe`profile ${safeName(section.name)}`,
        data: { profile: safeName(section.name), provider },
        tag: 'unnecessary',
        // A comment behind it would be lost.
        fixes: () =>
          isPlain
            ? [
                {
                  fixId: 'delete-duration',
                  data: {},
                  edits: deleteEntries(document, [entry]),
                  preferred: true,
                },
              ]
            : [],
      });
    },
  }),
});

function providerText({ type }: CredentialProvider): SafeText | undefined {
  switch (type) {
    case 'web-identity':
      return safe`uses a web identity`;
    case 'sso':
      return safe`uses IAM Identity Center`;
    case 'login':
      return safe`uses a console login`;
    case 'process':
      return safe`uses a command`;
    case 'role':
    case 'static':
    case 'none':
      return undefined;
  }
}
