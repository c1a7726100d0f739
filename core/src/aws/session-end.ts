import { plainText } from '../documents/ini/readers/reading.ts';
import { safe, type SafeText } from '../secret/safe-text.ts';
import { readNotedEnd } from './expiration.ts';
import type { ProfileSetting, ProfileSettings } from './profile-setting.ts';
import { isExpiryKey } from './session-notes.ts';
import { timeLeft } from './time-left.ts';

/** What is known of the end of a profile's session, or of the sign-in that its sessions are had with. */
export type SessionEnd =
  | { readonly state: 'absent'; readonly signIn?: boolean }
  /** `soon`: less than 15 minutes are left, so the AWS CLI assumes a role anew with its next command. */
  | {
      readonly state: 'live' | 'soon' | 'ended';
      readonly expiresAt: Date;
      /** It is a sign-in that ends: sessions can be had until then. */
      readonly signIn?: boolean;
      /** The AWS CLI renews it by itself, with its next command. */
      readonly renews?: boolean;
    }
  /** Every command of the AWS CLI with the profile fails until the file is gone. */
  | { readonly state: 'corrupt'; readonly reason: SafeText };

/** What is known, by the profile's name. */
export type KnownEnds = ReadonlyMap<string, SessionEnd>;

/** An end in a few words: `42 min left`, `signed in, 7 h left`, `session ended`, `no session yet`. */
export function endText(end: SessionEnd | undefined, now: Date): SafeText {
  if (!end) return safe`end not known`;
  switch (end.state) {
    case 'absent':
      return end.signIn === true ? safe`not signed in` : safe`no session yet`;
    case 'corrupt':
      return safe`cached session is broken`;
    default:
      return momentText(end, now);
  }
}

function momentText(
  { expiresAt, signIn, renews }: Extract<SessionEnd, { readonly expiresAt: Date }>,
  now: Date,
): SafeText {
  const left = expiresAt.getTime() - now.getTime();
  if (left > 0) return safe`${signIn === true ? safe`signed in, ` : safe``}${timeLeft(left)} left`;
  if (renews === true) return safe`the AWS CLI renews it`;
  return signIn === true ? safe`sign-in ended` : safe`session ended`;
}

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
