import { plainText } from '../documents/ini/readers/reading.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { ProfileSetting, ProfileSettings } from './profile.ts';

/** What the AWS CLI's cache says of a role profile's session. */
export type CachedEnd =
  | { readonly state: 'absent' }
  /** `soon`: less than 15 minutes are left, so the AWS CLI assumes the role anew with its next command. */
  | { readonly state: 'live' | 'soon' | 'ended'; readonly expiresAt: Date }
  /** Every command of the AWS CLI with the profile fails until the file is gone. */
  | { readonly state: 'corrupt'; readonly reason: SafeText };

/** What the cache knows, by the profile's name. */
export type CachedEnds = ReadonlyMap<string, CachedEnd>;

/** Keys by which tools that paste sessions into a profile say when the session ends. */
const END_KEYS = ['x_security_token_expires', 'aws_expiration', 'expiration', 'token_expiration'] as const;

/** When the session that is pasted into a profile ends, by a key that says so. */
export function pastedEnd(
  settings: ProfileSettings,
): { readonly setting: ProfileSetting; readonly expiresAt: Date } | undefined {
  for (const key of END_KEYS) {
    const setting = settings.get(key);
    const expiresAt = readEnd(plainText(setting) ?? '');
    if (setting && expiresAt) return { setting, expiresAt };
  }
  return undefined;
}

const ISO_TIME =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?$/iu;

/** A time in ISO 8601 as the tools write it; without a zone it is UTC. `undefined` for anything else. */
export function readEnd(text: string): Date | undefined {
  const [, day, time = '', zone = 'Z'] = ISO_TIME.exec(text.trim()) ?? [];
  if (day === undefined) return undefined;
  const offset = /^(?:Z|UTC)$/iu.test(zone) ? 'Z' : zone.replace(/^(.{3}):?(..)$/u, '$1:$2');
  const end = new Date(`${day}T${time}${offset}`);
  return Number.isNaN(end.getTime()) ? undefined : end;
}
