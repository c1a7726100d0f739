import { endText } from '@keyless/core';
import type { RoleProfile } from '@keyless/sessions';

/** A role profile as the pick shows it. */
export interface ProfileChoice {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly profile: RoleProfile;
}

/** The profile that AWS tools use in this environment. The CLI reads `AWS_PROFILE` before `AWS_DEFAULT_PROFILE`. */
export function profileInUse(env: Readonly<Record<string, string | undefined>>): string {
  return env['AWS_PROFILE'] ?? env['AWS_DEFAULT_PROFILE'] ?? 'default';
}

/** The choices in the given order, except that the profile in use comes first. */
export function profileChoices(
  profiles: readonly RoleProfile[],
  { inUse, now }: { readonly inUse: string; readonly now: Date },
): readonly ProfileChoice[] {
  const first = profiles.filter(({ name }) => name === inUse);
  const others = profiles.filter(({ name }) => name !== inUse);
  return [...first, ...others].map((profile) => describe(profile, { inUse, now }));
}

function describe(profile: RoleProfile, { inUse, now }: { inUse: string; now: Date }): ProfileChoice {
  const { accountId, roleName, roleArn, sourceDescription } = profile;
  const role = roleName !== undefined && accountId !== undefined ? `${roleName} in ${accountId}` : roleArn;
  const facts = [
    sessionState(profile, now),
    sourceDescription,
    ...(profile.needsMfa ? ['asks for an MFA code'] : []),
  ];
  return {
    label: profile.label,
    description: profile.name === inUse ? `${role} (in use)` : role,
    detail: facts.join(' · '),
    profile,
  };
}

/** A role without an entry in the AWS CLI's cache has no session. */
function sessionState({ end = { state: 'absent' } }: RoleProfile, now: Date): string {
  const text = endText(end, now);
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
