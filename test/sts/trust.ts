import type { Caller } from './authenticate.ts';
import type { LocatedRole } from './state.ts';
import { roleArn } from './world.ts';
import type { TrustStatement } from './world-types.ts';

/** What an `AssumeRole` request brings that a trust policy may ask for. */
export interface AssumeRoleContext {
  readonly externalId: string | undefined;
  readonly sessionName: string;
  /** `aws:MultiFactorAuthPresent`: MFA in this request, or in the one that made the signing session. */
  readonly mfaPresent: boolean;
}

/** Matches with IAM's wildcards `*` and `?`. */
export const matchesWildcards = (pattern: string, text: string): boolean => {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's').test(text);
};

const conditionsHold = (statement: TrustStatement, context: AssumeRoleContext): boolean => {
  const { externalId, mfaPresent, sessionName } = statement;
  if (externalId !== undefined && externalId !== context.externalId) return false;
  if (mfaPresent !== undefined && mfaPresent !== context.mfaPresent) return false;
  return sessionName === undefined || matchesWildcards(sessionName, context.sessionName);
};

const namesCaller = (principal: string, caller: Caller): boolean =>
  principal === '*' || principal === caller.principalArn || principal === caller.arn;

const namesAccount = (principal: string, caller: Caller): boolean =>
  principal === caller.account.id ||
  principal === `arn:${caller.account.partition ?? 'aws'}:iam::${caller.account.id}:root`;

/**
 * Whether a caller may assume a role. Within one account a trust policy that names the caller is enough; where it
 * names only the account, or the role is in another account, the caller's own policy must allow it too (IAM user
 * guide, "Cross-account policy evaluation logic").
 */
export const mayAssume = (
  caller: Caller,
  { account, role }: LocatedRole,
  context: AssumeRoleContext,
): boolean => {
  const arn = roleArn(account, role);
  const callerAllows = (caller.mayAssume ?? ['*']).some((pattern) => matchesWildcards(pattern, arn));
  return role.trust
    .filter((statement) => conditionsHold(statement, context))
    .flatMap(({ principals }) => principals)
    .some((principal) => {
      if (namesCaller(principal, caller)) return callerAllows || caller.account.id === account.id;
      return namesAccount(principal, caller) && callerAllows;
    });
};
