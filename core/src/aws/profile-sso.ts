import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { plainText } from '../documents/ini/readers/reading.ts';
import type { Range } from '../text/range.ts';
import type { NamedSection, Profile } from './profile.ts';
import type { ProfileSetting, ProfileSettings } from './profile-setting.ts';
import type { ProfileGraph } from './profile-graph.ts';

/** What a sign-in to IAM Identity Center needs; it belongs into an `[sso-session]` section. */
export const SIGN_IN_KEYS = ['sso_start_url', 'sso_region'] as const;

/** What says which credentials a profile takes; botocore takes a profile with either for one of IAM Identity Center. */
export const ACCOUNT_KEYS = ['sso_account_id', 'sso_role_name'] as const;

/** By these a profile is one of IAM Identity Center; other keys that begin like them are labels of other programs. */
export const SSO_KEYS: readonly string[] = ['sso_session', ...ACCOUNT_KEYS, ...SIGN_IN_KEYS];

/** What a sign-in asks for unless the section says otherwise; with it the token can be refreshed. */
export const USUAL_SCOPES = 'sso:account:access';

/** Stand-ins for what only the person knows, by the key that they are written at. */
export const SSO_STAND_INS = { sso_start_url: 'SSO_PORTAL', sso_region: 'SSO_REGION' } as const;

/** A setting of a profile, where an entry is the one that counts: no later line and no other file overrides it. */
export function settingInForce(
  entry: IniEntry,
  section: IniSection,
  { profiles }: ProfileGraph,
): { readonly profile: Profile; readonly setting: ProfileSetting } | undefined {
  if (section.type !== 'profile' || entry.parent) return undefined;
  const profile = profiles.get(section.name);
  const setting = profile?.settings.get(entry.name);
  return profile && setting?.entry === entry ? { profile, setting } : undefined;
}

/** A setting's text without quotes around it, which are a mistake of their own; `undefined` for blocks and secrets. */
export function meantText(setting: ProfileSetting | undefined): string | undefined {
  return plainText(setting)?.replace(/^(["'])(.*)\1$/su, '$2');
}

/** Whether a setting is there and not empty. */
export function isSet(settings: ProfileSettings, name: string): boolean {
  const setting = settings.get(name);
  return setting !== undefined && setting.value !== '';
}

/** The section that `sso_session` of a profile names, if there is one. */
export function ssoSessionOf(profile: Profile, { ssoSessions }: ProfileGraph): NamedSection | undefined {
  const name = meantText(profile.settings.get('sso_session'));
  return name === undefined ? undefined : ssoSessions.get(name);
}

/** Where a value stands without the comment behind it; the whole value where it goes over several lines. */
export function rangeOfValue({ document, entry, value }: ProfileSetting): Range | undefined {
  if (!entry) return undefined;
  const { start } = entry.valueRange;
  if (typeof value !== 'string' || value === '' || !document.source.text.startsWith(value, start)) {
    return entry.valueRange;
  }
  return { start, end: start + value.length };
}
