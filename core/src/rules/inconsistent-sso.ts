import type { ProfileSetting } from '../aws/profile.ts';
import type { ProfileGraph } from '../aws/profile-graph.ts';
import { meantText, rangeOfValue, settingInForce, ssoSessionOf } from '../aws/profile-sso.ts';
import { deleteEntries } from '../documents/ini/edits.ts';
import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';

/**
 * A copy of the address stays in the profile when the organisation moves its portal: `The value for sso_start_url is
 * inconsistent between profile (…) and sso-session (…).`, says botocore (credentials.py,
 * `SSOProvider._resolve_sso_session_reference`), which compares every key of the session.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
 */
export default defineRule({
  meta: {
    id: 'inconsistent-sso',
    summary: 'Let a profile and its sso-session say the same',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      differs:
        '{key} of profile {profile} differs from that of its sso-session {session}, so the AWS CLI and boto3 refuse the profile. Delete it here, or make both equal.',
    },
    fixes: {
      'delete-copy': { title: 'Delete {key} of profile {profile}', applicability: 'review' },
    },
    since: '0.1.0',
    references: ['https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html'],
    cwe: [],
  },
  create: (context) => ({
    entry: (entry, section) => {
      const { document } = context.model;
      const disagreement = findDisagreement(entry, section, context.profiles);
      if (document.format !== 'ini' || !disagreement) return;
      const { range, session, place } = disagreement;
      const data = { key: safeName(entry.name), profile: safeName(section.name) };
      context.report({
        messageId: 'differs',
        range,
        anchor: safe`profile ${data.profile} ${data.key}`,
        data: { ...data, session: safeName(session.name) },
        related: place ? [{ document: session.document, range: place, message: safe`The session says` }] : [],
        fixes: () => [
          { fixId: 'delete-copy', data, edits: deleteEntries(document, [entry]), preferred: true },
        ],
      });
    },
  }),
});

/** Where a setting of a profile of IAM Identity Center says something else than the session that the profile names. */
function findDisagreement(entry: IniEntry, section: IniSection, profiles: ProfileGraph) {
  const found = settingInForce(entry, section, profiles);
  const session = found && ssoSessionOf(found.profile, profiles);
  const theirs = session?.settings.get(entry.name);
  if (!found || !session || !theirs || profiles.providerOf(section.name).type !== 'sso') return undefined;
  const [own, other] = [meantText(found.setting), meantText(theirs)];
  if (own === undefined || other === undefined || own === other) return undefined;
  return { session, range: placeOf(found.setting) ?? entry.keyRange, place: placeOf(theirs) };
}

/** The value; the key where there is none. */
function placeOf(setting: ProfileSetting): Range | undefined {
  return setting.value === '' ? setting.entry?.keyRange : rangeOfValue(setting);
}
