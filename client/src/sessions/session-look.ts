import { endText } from '@keyless/core';
import type { ProfileExpiry, SessionProfile } from '@keyless/sessions';

/** How a session is doing, for an icon. */
export type SessionLook = 'live' | 'soon' | 'ended' | 'corrupt' | 'absent' | 'unknown';

/** How a session does at a moment: the state on the disk may be of an earlier one. */
export function lookOf(end: ProfileExpiry | undefined, now: number): SessionLook {
  if (!end) return 'unknown';
  if (!('expiresAt' in end)) return end.state;
  const left = end.expiresAt.getTime() - now;
  if (left <= 0) return end.renews === true ? 'live' : 'ended';
  // What the AWS CLI renews by itself is always short.
  return left < SOON && end.renews !== true ? 'soon' : 'live';
}

/** From here on the AWS CLI assumes a role anew, in milliseconds before the end. */
const SOON = 15 * 60_000;

/** The end of a profile's session in a few words; a role without an entry in the cache has no session yet. */
export function endOf({ end, kind }: SessionProfile, now: number): string {
  return endText(end ?? (kind === 'role' ? { state: 'absent' } : undefined), new Date(now));
}

/** Who a profile is: `ReadOnly in 123456789012`, or in other words what it is. */
export function whoIs({ roleName, accountId, detail }: SessionProfile): string {
  return roleName !== undefined && accountId !== undefined ? `${roleName} in ${accountId}` : detail;
}
