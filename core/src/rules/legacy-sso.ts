import type { NamedSection, Profile } from '../aws/profile.ts';
import type { ProfileSettings } from '../aws/profile-setting.ts';
import { ACCOUNT_KEYS, isSet, meantText, SIGN_IN_KEYS, USUAL_SCOPES } from '../aws/profile-sso.ts';
import { plainText } from '../documents/ini/readers/reading.ts';
import { addSection, deleteEntries } from '../documents/ini/edits.ts';
import type { IniDocument, IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { defineRule } from '../rule-api/define-rule.ts';
import { safe, safeName } from '../secret/safe-text.ts';

/**
 * The form without `sso-session` knows no refresh token: somebody has to sign in again as soon as the access token
 * ends, in the middle of whatever runs.
 * https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso-legacy.html
 */
export default defineRule({
  meta: {
    id: 'legacy-sso',
    summary: 'Sign in through an sso-session, whose token is refreshed',
    category: 'Role chains',
    documents: ['aws-config', 'aws-credentials'],
    severity: 'info',
    confidence: 'high',
    messages: {
      legacy:
        'Profile {profile} signs in without an sso-session, so its token is never refreshed and you have to sign in again whenever it ends. Move sso_start_url and sso_region to an [sso-session] section of the config file.',
    },
    fixes: {
      'use-session': { title: 'Use sso-session {session}', applicability: 'review' },
      'extract-session': { title: 'Extract section [sso-session {session}]', applicability: 'review' },
    },
    since: '0.1.0',
    references: [
      'https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso-legacy.html',
      'https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html',
    ],
    cwe: [],
  },
  bySection: true,
  create: (context) => ({
    entryNames: ['sso_start_url'],
    entry: (entry, section) => {
      const { document } = context.model;
      if (document.format !== 'ini' || section.type !== 'profile') return;
      const profile = context.profiles.profiles.get(section.name);
      if (!profile || profile.settings.get('sso_start_url')?.entry !== entry) return;
      const isSso = context.profiles.providerOf(section.name).type === 'sso';
      if (!isSso || profile.settings.has('sso_session') || !isComplete(profile)) return;
      context.report({
        messageId: 'legacy',
        range: entry.keyRange,
        anchor: safe`profile ${safeName(section.name)}`,
        data: { profile: safeName(section.name) },
        tag: 'deprecated',
        fixes: () => sessionFixes(profile, section, document, context.profiles.ssoSessions),
      });
    },
  }),
});

/** What is missing is told by another rule, and has to be there before it can be moved. */
function isComplete({ settings }: Profile): boolean {
  return [...ACCOUNT_KEYS, ...SIGN_IN_KEYS].every((key) => isSet(settings, key));
}

function sessionFixes(
  profile: Profile,
  section: IniSection,
  document: IniDocument,
  sessions: ReadonlyMap<string, NamedSection>,
) {
  const startUrl = movable(profile, 'sso_start_url', section, document);
  const region = movable(profile, 'sso_region', section, document);
  if (!startUrl || !region) return [];
  const scopes = movable(profile, 'sso_registration_scopes', section, document);
  if (!scopes && profile.settings.has('sso_registration_scopes')) return [];
  const name = (session: string) => [
    { ...startUrl.entry.keyRange, newText: 'sso_session' },
    { ...startUrl.entry.valueRange, newText: session },
    ...deleteEntries(document, [region.entry, ...(scopes ? [scopes.entry] : [])]),
  ];
  const existing = [...sessions.values()].find(
    ({ settings }) =>
      meantText(settings.get('sso_start_url')) === startUrl.value &&
      meantText(settings.get('sso_region')) === region.value,
  );
  if (existing && isPortable(existing.name)) {
    const data = { session: safeName(existing.name) };
    return [{ fixId: 'use-session' as const, data, edits: name(existing.name), preferred: true }];
  }
  const session = newName(startUrl.value, sessions);
  const added = addSection(document, `sso-session ${session}`, [
    { key: 'sso_start_url', value: startUrl.value },
    { key: 'sso_region', value: region.value },
    { key: 'sso_registration_scopes', value: scopes?.value ?? USUAL_SCOPES },
  ]);
  return [
    {
      fixId: 'extract-session' as const,
      data: { session: safeName(session) },
      edits: [...name(session), ...added],
      preferred: true,
    },
  ];
}

/** A setting that stands on one line of this section of the config file, without anything that would get lost. */
function movable(
  { settings }: { readonly settings: ProfileSettings },
  key: string,
  section: IniSection,
  { kind, source }: IniDocument,
): { readonly entry: IniEntry; readonly value: string } | undefined {
  const setting = settings.get(key);
  const value = plainText(setting);
  const entry = setting?.entry;
  if (!entry || value === undefined || kind !== 'aws-config' || !section.entries.includes(entry))
    return undefined;
  const { valueRange, swallowed } = entry;
  const isWhole = source.text.slice(valueRange.start, valueRange.end) === value && /^[^\s"']+$/u.test(value);
  return isWhole && !swallowed ? { entry, value } : undefined;
}

/** Named after the portal, so that a second profile of it finds the session again. */
function newName(startUrl: string, sessions: ReadonlyMap<string, NamedSection>): string {
  const name = /^https?:\/\/([\w-]+)\.awsapps\.com(?:$|\/)/iu.exec(startUrl)?.[1] ?? 'sso';
  let free = name;
  for (let number = 2; sessions.has(free); number += 1) free = `${name}-${String(number)}`;
  return free;
}

function isPortable(name: string): boolean {
  return /^[\w.@%/-]+$/u.test(name);
}
