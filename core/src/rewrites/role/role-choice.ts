import {
  parseRoleArn,
  parseSessionArn,
  partitionOfRegion,
  roleArnOfSession,
  type SessionArn,
} from '../../aws/arn.ts';
import { accessKeyIdOf } from '../../aws/credential-kind.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import type { ProfileGraph } from '../../aws/profile-graph.ts';
import { meantText } from '../../aws/profile-sso.ts';
import { knownSessionOf } from '../../facts/known-session.ts';
import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import type { RewriteContext } from '../rewrite.ts';

/** The role that takes the place of keys. */
export interface RoleChoice {
  readonly arn: string;
  /** For the title; says what is uncertain about it. */
  readonly shown: SafeText;
  /** The part of the ARN that the person has to replace. */
  readonly placeholder: string | undefined;
}

/** Stands where the role's name is not known; selected for typing. */
const ROLE_NAME = 'ROLE_NAME';
const ACCOUNT_ID = 'ACCOUNT_ID';

/** Roles of IAM Identity Center: nobody but it may assume them. */
const SSO_ROLE = 'AWSReservedSSO_';

/**
 * The role for a profile: its own; else that of the session which its `role_arn` names by mistake or which was pasted, if
 * the AWS CLI's cache knows it; else one in the account that the key belongs to, whose name only the person knows.
 */
export function chooseRole(profile: string, set: CredentialSet, context: RewriteContext): RoleChoice {
  const settings = context.profiles.profiles.get(profile)?.settings;
  const own = meantText(settings?.get('role_arn'));
  if (own !== undefined && parseRoleArn(own) && !isStandIn(own))
    return { arn: own, shown: safeName(own), placeholder: undefined };
  const session = (own === undefined ? undefined : parseSessionArn(own)) ?? cachedSession(set, context);
  if (session && !session.roleName.startsWith(SSO_ROLE)) return roleOfSession(session, context.profiles);
  return unnamedRole(set, meantText(settings?.get('region')));
}

/** A role of the account that the key belongs to; if that is not told either, its account is typed first. */
function unnamedRole(set: CredentialSet, region: string | undefined): RoleChoice {
  const account = set.sites.map((site) => accessKeyIdOf(site)?.accountId).find((id) => id !== undefined);
  const arn = `arn:${partitionOfRegion(region ?? '')}:iam::${account ?? ACCOUNT_ID}:role/${ROLE_NAME}`;
  const shown = account === undefined ? safe`a role` : safe`a role of account ${safeName(account)}`;
  return { arn, shown, placeholder: account === undefined ? ACCOUNT_ID : ROLE_NAME };
}

/** What an earlier rewrite has left is no choice of the person. */
function isStandIn(arn: string): boolean {
  return parseRoleArn(arn)?.name === ROLE_NAME;
}

function cachedSession({ sites }: CredentialSet, { facts }: RewriteContext): SessionArn | undefined {
  return sites
    .filter(({ part }) => part === 'access-key-id')
    .map(({ value }) => knownSessionOf(value, facts.sessions)?.session)
    .find((session) => session !== undefined);
}

function roleOfSession(session: SessionArn, profiles: ProfileGraph): RoleChoice {
  const known = arnInProfiles(session, profiles);
  const arn = known ?? roleArnOfSession(session);
  const shown =
    known === undefined
      ? safe`${safeName(arn)} (a session does not tell the path of its role)`
      : safeName(known);
  return { arn, shown, placeholder: undefined };
}

/** The ARN with its path, where a profile has the role and no other role has its name. */
function arnInProfiles(session: SessionArn, { profiles }: ProfileGraph): string | undefined {
  const found = new Set<string>();
  for (const { settings } of profiles.values()) {
    const arn = meantText(settings.get('role_arn'));
    const role = arn === undefined ? undefined : parseRoleArn(arn);
    const isSame =
      role?.accountId === session.accountId &&
      role.partition === session.partition &&
      role.name === session.roleName;
    if (isSame && arn !== undefined) found.add(arn);
  }
  const [only, ...others] = found;
  return others.length === 0 ? only : undefined;
}
