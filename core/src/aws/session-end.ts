import { plainText } from '../documents/ini/readers/reading.ts';
import type { SafeText } from '../secret/safe-text.ts';
import { readNotedEnd } from './expiration.ts';
import type { ProfileSetting, ProfileSettings } from './profile.ts';
import { isExpiryKey } from './session-notes.ts';

/** What the AWS CLI's cache says of a role profile's session. */
export type CachedEnd =
  | { readonly state: 'absent' }
  /** `soon`: less than 15 minutes are left, so the AWS CLI assumes the role anew with its next command. */
  | { readonly state: 'live' | 'soon' | 'ended'; readonly expiresAt: Date }
  /** Every command of the AWS CLI with the profile fails until the file is gone. */
  | { readonly state: 'corrupt'; readonly reason: SafeText };

/** What the cache knows, by the profile's name. */
export type CachedEnds = ReadonlyMap<string, CachedEnd>;

/** When the session that is pasted into a profile ends, by a key that notes it. */
export function pastedEnd(
  settings: ProfileSettings,
): { readonly setting: ProfileSetting; readonly expiresAt: Date } | undefined {
  for (const setting of settings.values()) {
    const expiresAt = isExpiryKey(setting.name) ? readNotedEnd(plainText(setting) ?? '') : undefined;
    if (expiresAt) return { setting, expiresAt };
  }
  return undefined;
}
