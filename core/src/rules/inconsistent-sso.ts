import type { NamedSection } from '../aws/profile.ts';
import type { ProfileSetting } from '../aws/profile-setting.ts';
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
  bySection: true,
  create: (context) => ({
    section: (section) => {
      const { document } = context.model;
      const session = document.format === 'ini' ? sessionOf(section, context.profiles) : undefined;
      if (document.format !== 'ini' || !session) return;
      for (const entry of section.entries) {
        const disagreement = findDisagreement(entry, section, session, context.profiles);
        if (!disagreement) continue;
        const { range, place } = disagreement;
        const data = { key: safeName(entry.name), profile: safeName(section.name) };
        context.report({
          messageId: 'differs',
          range,
          anchor: safe`profile ${data.profile} ${data.key}`,
          data: { ...data, session: safeName(session.name) },
          related: place
            ? [{ document: session.document, range: place, message: safe`The session says` }]
            : [],
          fixes: () => [
            { fixId: 'delete-copy', data, edits: deleteEntries(document, [entry]), preferred: true },
          ],
        });
      }
    },
  }),
});

/** The session that a profile of IAM Identity Center names. */
function sessionOf({ type, name }: IniSection, profiles: ProfileGraph): NamedSection | undefined {
  const profile = type === 'profile' ? profiles.profiles.get(name) : undefined;
  const session = profile && ssoSessionOf(profile, profiles);
  return session && profiles.providerOf(name).type === 'sso' ? session : undefined;
}

/** Where a setting of the profile says something else than its session. */
function findDisagreement(
  entry: IniEntry,
  section: IniSection,
  session: NamedSection,
  profiles: ProfileGraph,
) {
  const theirs = session.settings.get(entry.name);
  const found = theirs && settingInForce(entry, section, profiles);
  if (!found) return undefined;
  const [own, other] = [meantText(found.setting), meantText(theirs)];
  if (own === undefined || other === undefined || own === other) return undefined;
  return { range: placeOf(found.setting) ?? entry.keyRange, place: placeOf(theirs) };
}

/** The value; the key where there is none. */
function placeOf(setting: ProfileSetting): Range | undefined {
  return setting.value === '' ? setting.entry?.keyRange : rangeOfValue(setting);
}
