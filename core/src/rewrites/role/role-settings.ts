import {
  LONGEST_CHAINED_SESSION,
  LONGEST_SESSION,
  parseCliInteger,
  SHORTEST_SESSION,
  USUAL_SESSION,
} from '../../aws/duration.ts';
import type { ProfileGraph } from '../../aws/profile-graph.ts';
import { meantText } from '../../aws/profile-sso.ts';
import type { RoleChoice } from './role-choice.ts';
import type { SourceCandidate } from './source-candidates.ts';

/** What STS takes for the name of a session. */
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/u;

/** What the settings of a role are worked out from. */
export interface RoleTarget {
  readonly profile: string;
  readonly role: RoleChoice;
  readonly source: SourceCandidate;
  readonly profiles: ProfileGraph;
  /** Longest session that the policy allows, in seconds. */
  readonly maxSessionDuration: number;
}

/**
 * The settings that a profile needs to assume a role, in the order in which they are written. Those that it has already
 * and that do for the purpose are left out, in whichever file they stand.
 */
export function roleSettings(target: RoleTarget): ReadonlyMap<string, string> {
  const { profile, role, source, profiles } = target;
  const own = (key: string): string | undefined => {
    const setting = profiles.profiles.get(profile)?.settings.get(key);
    const meant = meantText(setting);
    // With quotes around it the AWS CLI reads something else.
    return meant === setting?.value ? meant : undefined;
  };
  const wanted = new Map<string, string>();
  if (own('role_arn') !== role.arn) wanted.set('role_arn', role.arn);
  if (own('source_profile') !== source.name) wanted.set('source_profile', source.name);
  if (!SESSION_NAME.test(own('role_session_name') ?? ''))
    wanted.set('role_session_name', sessionName(profile));
  if (!isAllowed(own('duration_seconds'), target)) wanted.set('duration_seconds', usualDuration(target));
  return wanted;
}

/** One hour, which every role grants, also in a chain; less where the policy allows no more. */
function usualDuration({ maxSessionDuration }: RoleTarget): string {
  return String(Math.max(SHORTEST_SESSION, Math.min(USUAL_SESSION, maxSessionDuration)));
}

/** Whether STS may grant a duration to a role that is assumed with this source. */
function isAllowed(duration: string | undefined, { source, profiles }: RoleTarget): boolean {
  const seconds = parseCliInteger(duration ?? '');
  if (seconds === undefined) return false;
  const isChained = !source.created && profiles.yieldsSession(source.name, { asSource: true }) === true;
  return seconds >= SHORTEST_SESSION && seconds <= (isChained ? LONGEST_CHAINED_SESSION : LONGEST_SESSION);
}

/** STS takes 2 to 64 characters of `[\w+=,.@-]`. */
function sessionName(profile: string): string {
  const name = profile.replaceAll(/[^\w+=,.@-]/gu, '-').slice(0, 64);
  return name.length < 2 ? `${name}-session` : name;
}
