import { hasStaticKeys } from '../aws/credential-provider.ts';
import { takesSettingsElsewhere, type Profile } from '../aws/profile.ts';
import { SSO_KEYS } from '../aws/profile-sso.ts';
import { profileOfSetting } from '../aws/setting-in-force.ts';
import { addSection, insertAfterEntry } from '../documents/ini/edits.ts';
import type { IniDocument, IniEntry } from '../documents/ini/nodes.ts';
import { sourceCandidates, type SourceCandidate } from '../rewrites/role/source-candidates.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { FixProposal } from '../rule-api/rule.ts';
import { safe, safeName, type SafeText } from '../secret/safe-text.ts';

const FIXES = {
  'add-source': { title: 'Let profile {source} assume the role', applicability: 'review' },
  'create-source': {
    title: 'Create profile {source} with aws-vault, and let it assume the role',
    applicability: 'review',
  },
} as const;
type Fix = FixProposal<typeof FIXES>;

/**
 * `Partial credentials found in assume-role, missing: source_profile or credential_source` is botocore's word for it;
 * other SDKs quietly do something else, so that one profile acts as different identities.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
 */
export default defineRule({
  meta: {
    id: 'role-without-source',
    summary: 'Say whose credentials assume a role',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      nobody:
        'Profile {profile} has a role but no source of credentials to assume it with: the AWS CLI and boto3 stop with an error, the JavaScript SDK finds no credentials, and Go tools try the instance they run on. Add source_profile or credential_source.',
      otherCredentials:
        'Profile {profile} has a role but names no source for it: the AWS CLI and boto3 stop with an error, the JavaScript SDK uses {own} and ignores the role, and Go tools assume the role with {own}. Add source_profile or credential_source.',
    },
    fixes: FIXES,
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-role.html',
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    entryNames: ['role_arn'],
    entry: (entry, section) => {
      const { document } = context.model;
      if (document.format !== 'ini') return;
      const profile = profileOfSetting(entry, section, context.profiles);
      if (!profile) return;
      const provider = context.profiles.providerOf(profile.name);
      if (provider.type !== 'role' || provider.source.type !== 'none' || entry.value === '') return;
      // Keys beside a role are told as that, and whatever mends them gives the role its source too.
      if (takesSettingsElsewhere(profile) || hasStaticKeys(profile)) return;
      const own = otherCredentials(profile);
      const place = {
        range: entry.valueRange,
        anchor: safe`profile ${safeName(profile.name)}`,
        fixes: () =>
          sourceCandidates(profile.name, context).flatMap((source, index) =>
            addSource(document, entry, source, index === 0),
          ),
      };
      const data = { profile: safeName(profile.name) };
      if (own === undefined) context.report({ messageId: 'nobody', data, ...place });
      else context.report({ messageId: 'otherCredentials', data: { ...data, own }, ...place });
    },
  }),
});

/** What tools other than the AWS CLI find in the profile itself. */
function otherCredentials({ settings }: Profile): SafeText | undefined {
  const found = [
    settings.has('credential_process') && safe`the credential_process of the profile`,
    SSO_KEYS.some((key) => settings.has(key)) && safe`IAM Identity Center`,
    settings.has('login_session') && safe`the session of aws login`,
  ].filter((one) => one !== false);
  return found.length > 1 ? safe`other credentials of the profile` : found[0];
}

/** A new profile can only be written into the config file: the credentials file holds keys. */
function addSource(
  document: IniDocument,
  role: IniEntry,
  source: SourceCandidate,
  preferred: boolean,
): readonly Fix[] {
  const edits = insertAfterEntry(document, role, [{ key: 'source_profile', value: source.name }]);
  const data = { source: safeName(source.name) };
  if (!source.created) return [{ fixId: 'add-source', data, edits, preferred }];
  if (document.kind !== 'aws-config') return [];
  const settings = [...source.created].map(([key, value]) => ({ key, value }));
  const section = document.sections.findLast(({ range }) => range.start <= role.keyRange.start);
  const created = addSection(document, `profile ${source.name}`, settings, section);
  return [{ fixId: 'create-source', data, edits: [...edits, ...created], preferred }];
}
