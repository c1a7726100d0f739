import type { ProfileGraph } from '../aws/profile-graph.ts';
import type { Profile } from '../aws/profile.ts';
import { ACCOUNT_KEYS, isSet, SIGN_IN_KEYS, SSO_KEYS, SSO_STAND_INS } from '../aws/profile-sso.ts';
import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeList, safeName } from '../secret/safe-text.ts';

/**
 * One forgotten line: `The profile "x" is configured to use SSO but is missing required configuration: …`, says
 * botocore (credentials.py, `SSOProvider._load_sso_config`). The JavaScript and Go SDKs take the address and the region
 * from the session alone.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
 */
export default defineRule({
  meta: {
    id: 'incomplete-sso',
    summary: 'Give a sign-in to IAM Identity Center all of its settings',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'error',
    confidence: 'high',
    messages: {
      profile:
        'Profile {profile} is meant for IAM Identity Center but has no {keys}, so it gives no credentials. Add what is missing.',
      session:
        'The section [sso-session {session}] has no {keys}, so profiles that name it get no credentials. Add what is missing.',
      standIn:
        '{key} still holds the stand-in {standIn}, so nobody can sign in with it. Put your own value in its place.',
    },
    fixes: {},
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html',
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    section: (section) => {
      const { name, type } = section;
      if (type === 'sso-session') {
        const session = context.profiles.ssoSessions.get(name);
        if (session?.section.sections[0] !== section) return;
        const missing = SIGN_IN_KEYS.filter((key) => !isSet(session.settings, key));
        if (missing.length === 0) return;
        context.report({
          messageId: 'session',
          range: section.headerRange,
          anchor: safe`sso-session ${safeName(name)}`,
          data: { session: safeName(name), keys: safeList(missing.map(safeName)) },
        });
      }
      const profile =
        type === 'profile' && section.entries.some(isOfSso) ? context.profiles.profiles.get(name) : undefined;
      const missing = profile ? missingIn(profile, context.profiles) : [];
      if (!profile || missing.length === 0 || !startsHere(profile, section)) return;
      context.report({
        messageId: 'profile',
        range: section.headerRange,
        anchor: safe`profile ${safeName(name)}`,
        data: { profile: safeName(name), keys: safeList(missing.map(safeName)) },
      });
    },
    entryNames: SIGN_IN_KEYS,
    entry: (entry, section) => {
      const standIn = standInOf(entry, section);
      if (standIn === undefined) return;
      const start =
        entry.valueRange.start + (typeof entry.value === 'string' ? entry.value.indexOf(standIn) : 0);
      context.report({
        messageId: 'standIn',
        range: { start, end: start + standIn.length },
        anchor: safe`${safeName(section.type)} ${safeName(section.name)}`,
        data: { key: safeName(entry.name), standIn: safeName(standIn) },
      });
    },
  }),
});

/** A profile may stand in several sections and in two files; it is told where its first setting of SSO is. */
function startsHere({ settings }: Profile, section: IniSection): boolean {
  const name = [...settings.keys()].find((one) => isOfSso({ name: one }));
  const first = name === undefined ? undefined : settings.get(name)?.entry;
  return first !== undefined && section.entries.includes(first);
}

function isOfSso({ name }: Pick<IniEntry, 'name'>): boolean {
  return SSO_KEYS.includes(name);
}

/**
 * What a profile of its own lacks. A profile with `sso_session` alone is complete: it signs in for tools that need the
 * token only. What the session lacks is told there.
 */
function missingIn({ name, settings }: Profile, profiles: ProfileGraph): readonly string[] {
  const { type } = profiles.providerOf(name);
  // In the credentials file this is a profile to the tools, and a section in the wrong file to the person.
  if (/^(?:sso-session|services)\s/u.test(name)) return [];
  const hasSession = settings.has('sso_session');
  if (type !== 'sso' && (type !== 'none' || hasSession)) return [];
  const needed: readonly string[] = hasSession ? ACCOUNT_KEYS : [...ACCOUNT_KEYS, ...SIGN_IN_KEYS];
  return needed.filter((key) => !isSet(settings, key));
}

function standInOf({ name, value, parent }: IniEntry, { type }: IniSection): string | undefined {
  if (parent || (type !== 'profile' && type !== 'sso-session')) return undefined;
  if (name !== 'sso_start_url' && name !== 'sso_region') return undefined;
  const standIn = SSO_STAND_INS[name];
  return typeof value === 'string' && value.includes(standIn) ? standIn : undefined;
}
