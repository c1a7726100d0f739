import { timeLeft } from '@keyless/core';
import { isRoleProfile, type SessionProfile } from '@keyless/sessions';

/** `keyless.autoRefresh`. */
export type AutoRefresh = 'off' | 'notify' | 'on';

/** What is due for a session before it is used no more. */
export interface Due {
  readonly what: 'refresh' | 'mfa' | 'sign-in' | 'pasted';
  readonly profile: SessionProfile;
  /** The same for all profiles that share the session or the sign-in, and another one for the next session. */
  readonly key: string;
  /** From when on it is due, and from when on it is too late, in milliseconds since 1970. */
  readonly from: number;
  readonly until: number;
}

const MINUTE = 60_000;

/** The AWS CLI uses a cached session no more once this much is left of it. */
const CLI_LIMIT = 15 * MINUTE;

/** How long before that something is due. */
export const LEAD = 5 * MINUTE;

/**
 * What is due for the sessions that last at the moment: notices where a person is needed, refreshes where nobody is
 * and the setting is `on`. What only another tool can do, and what has no session now, is nobody's matter here.
 */
export function duesOf(profiles: readonly SessionProfile[], mode: AutoRefresh, now: number): readonly Due[] {
  if (mode === 'off') return [];
  const dues = new Map<string, Due>();
  for (const profile of profiles) {
    const due = dueOf(profile, now);
    if (due && (due.what !== 'refresh' || mode === 'on') && !dues.has(due.key)) dues.set(due.key, due);
  }
  return [...dues.values()];
}

function dueOf(profile: SessionProfile, now: number): Due | undefined {
  const { end, name, kind } = profile;
  if (!end || !('expiresAt' in end) || end.expiresAt.getTime() <= now) return undefined;
  const what = isRoleProfile(profile) ? roleDue(profile) : otherDue(profile);
  if (what === undefined) return undefined;
  const until = end.expiresAt.getTime() - (kind === 'role' ? CLI_LIMIT : 0);
  if (until <= now) return undefined;
  return { what, profile, key: `${end.file ?? name} ${end.expiresAt.getTime()}`, from: until - LEAD, until };
}

function roleDue({ needThen }: SessionProfile): Due['what'] | undefined {
  if (needThen === 'elsewhere') return undefined;
  return needThen === 'nobody' ? 'refresh' : needThen;
}

/** A bridge ends with the profile behind it, and a web identity is renewed by whoever gives the token. */
function otherDue({ kind, end, signIn }: SessionProfile): Due['what'] | undefined {
  if (kind === 'static') return 'pasted';
  const isSignIn = end && 'expiresAt' in end && end.signIn === true && end.renews !== true;
  return isSignIn && signIn !== undefined ? 'sign-in' : undefined;
}

/** One notice for all that is due now. `undefined` where nothing is. */
export function noticeOf(dues: readonly Due[], now: number): string | undefined {
  const sentences = (['mfa', 'sign-in', 'pasted'] as const).flatMap((what) => {
    const found = dues.filter((due) => due.what === what);
    const [first] = found;
    if (!first) return [];
    const names = listed(found.map(({ profile }) => profile.label));
    const soonest = Math.min(...found.map(({ until }) => until));
    return [TELL[what](names, found.length === 1, timeLeft(soonest - now))];
  });
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

const TELL: Readonly<
  Record<Exclude<Due['what'], 'refresh'>, (names: string, one: boolean, left: string) => string>
> = {
  mfa: (names, one, left) =>
    `In ${left} the AWS CLI will ask for an MFA code again for ${names}. Refresh ${one ? 'it' : 'them'} now, and commands go on without a question.`,
  'sign-in': (names, _one, left) =>
    `In ${left} ${names} will need a new sign-in. Sign in now, and commands go on.`,
  pasted: (names, one, left) =>
    `The session that is pasted into ${names} ends in ${left}. Nothing renews ${one ? 'it' : 'them'}: a role with source_profile would renew itself.`,
};

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
