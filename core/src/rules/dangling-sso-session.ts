import { nearestName } from '../aws/nearest-name.ts';
import { settingText, type Profile } from '../aws/profile.ts';
import type { ProfileSetting } from '../aws/profile-setting.ts';
import {
  meantText,
  rangeOfValue,
  settingInForce,
  SIGN_IN_KEYS,
  SSO_STAND_INS,
  USUAL_SCOPES,
} from '../aws/profile-sso.ts';
import { addSection } from '../documents/ini/edits.ts';
import type { IniDocument } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import type { RuleContext } from '../rule-api/rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/**
 * A session that was renamed, or never copied from a colleague's file: `The specified sso-session does not exist:
 * "nope"`, says botocore (credentials.py, `SSOProvider._resolve_sso_session_reference`) on every command.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html
 */
export default defineRule({
  meta: {
    id: 'dangling-sso-session',
    summary: 'Name an sso-session that exists',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      missing:
        'The config file has no section [sso-session {session}], so profile {profile} cannot sign in to IAM Identity Center. {remedy}',
      empty:
        'sso_session of profile {profile} is empty, so the AWS CLI looks for a session without a name and gives up. Name an [sso-session] section, or delete the line.',
    },
    fixes: {
      'use-nearest': { title: 'Use sso-session {nearest}', applicability: 'review' },
      'create-session': { title: 'Create section [sso-session {session}]', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html',
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    entryNames: ['sso_session'],
    entry: (entry, section) => {
      const { document } = context.model;
      if (document.format !== 'ini') return;
      const found = settingInForce(entry, section, context.profiles);
      const session = meantText(found?.setting);
      if (!found || session === undefined) return;
      const { profile, setting } = found;
      const anchor = safe`profile ${safeName(section.name)}`;
      const data = { profile: safeName(section.name) };
      if (session === '') {
        context.report({ messageId: 'empty', range: entry.keyRange, anchor, data });
        return;
      }
      if (context.profiles.ssoSessions.has(session) || isWrittenWrong(session, context)) return;
      const nearest = nearestName(session, [...context.profiles.ssoSessions.keys()]);
      context.report({
        messageId: 'missing',
        range: rangeOfValue(setting) ?? entry.keyRange,
        anchor,
        data: {
          ...data,
          session: safeName(session),
          remedy:
            nearest === undefined
              ? safe`Create it, or name another one.`
              : safe`Did you mean ${safeName(nearest)}?`,
        },
        fixes: () => [
          ...(nearest === undefined ? [] : useNearest(setting, nearest)),
          ...createSession(document, session, profile),
        ],
      });
    },
  }),
});

/** The section is there, but in the wrong file or under a header that no tool accepts: other rules say so. */
function isWrittenWrong(
  session: string,
  { profiles: { profiles }, headers, once }: Pick<RuleContext, 'profiles' | 'headers' | 'once'>,
): boolean {
  const id = `sso-session ${session}`;
  const wanted = plainly(id);
  const sessions = once(sessionHeaders, () => sessionHeaders(headers.keys()));
  const meant = sessions.filter((one) => plainly(one) === wanted);
  return (
    profiles.get(id)?.credentials !== undefined ||
    meant
      .flatMap((one) => headers.get(one) ?? [])
      .some(({ type, rawName }) => type === 'other' && plainly(rawName) === wanted)
  );
}

function sessionHeaders(headers: Iterable<string>): readonly string[] {
  return [...headers].filter((one) => one.startsWith('sso-session '));
}

function plainly(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ').toLowerCase();
}

function useNearest(setting: ProfileSetting, nearest: string) {
  const range = rangeOfValue(setting);
  if (!range) return [];
  return [
    {
      fixId: 'use-nearest' as const,
      data: { nearest: safeName(nearest) },
      edits: [{ ...range, newText: nearest }],
      preferred: true,
    },
  ];
}

/** With what the profile knows itself; stand-ins take the place of the rest. */
function createSession(document: IniDocument, session: string, profile: Profile) {
  if (document.kind !== 'aws-config' || !/^[\w.@%/-]+$/u.test(session)) return [];
  // What looks like a pasted key must not be written a second time.
  if (safeName(session) !== session) return [];
  const known = SIGN_IN_KEYS.map((key) => ({ key, value: settingText(profile, key) }));
  const settings = known.map(({ key, value }) => ({
    key,
    value: value === undefined || !/^\S+$/u.test(value) ? standIn(key) : value,
  }));
  const edits = addSection(document, `sso-session ${session}`, [
    ...settings,
    { key: 'sso_registration_scopes', value: USUAL_SCOPES },
  ]);
  const [edit] = edits;
  const first = /SSO_PORTAL|SSO_REGION/u.exec(edit?.newText ?? '');
  const start = (edit?.start ?? 0) + (first?.index ?? 0);
  return [
    {
      fixId: 'create-session' as const,
      data: { session: safeName(session) },
      edits,
      ...(first && { placeholder: { start, end: start + first[0].length } }),
    },
  ];
}

function standIn(key: (typeof SIGN_IN_KEYS)[number]): string {
  return key === 'sso_start_url'
    ? `https://${SSO_STAND_INS.sso_start_url}.awsapps.com/start`
    : SSO_STAND_INS.sso_region;
}
