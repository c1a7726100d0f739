import { validationError } from '../errors.ts';
import type { LocatedRole, StsState } from '../state.ts';
import { findRoleWhere } from '../state.ts';
import { roleArn } from '../world.ts';
import type { XmlElement } from '../xml.ts';
import type { OperationResult } from './operation.ts';
import { credentialsElement } from './operation.ts';

const defaultDuration = 3600;
const chainedMaximum = 3600;

/** Finds a role by its full ARN, path included. */
export const findRoleByArn = (state: StsState, arn: string): LocatedRole | undefined =>
  findRoleWhere(state.world, ({ account, role }) => roleArn(account, role) === arn);

/**
 * How long a role's session is to last. The role's own maximum is told before the one of role chaining.
 * @returns Seconds.
 * @throws StsError `ValidationError`
 */
export const roleSessionDuration = (
  located: LocatedRole,
  requested: number | undefined,
  chained: boolean,
): number => {
  const duration = requested ?? defaultDuration;
  if (duration > (located.role.maxSessionDuration ?? defaultDuration)) {
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  }
  if (chained && duration > chainedMaximum) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  return duration;
};

/** What a new session of a role is to be. */
export interface RoleSessionRequest {
  readonly located: LocatedRole;
  readonly sessionName: string;
  readonly mfa: boolean;
  readonly durationSeconds: number;
}

/** Issues a role's session. @returns The two elements that every kind of `AssumeRole…` answers. */
export const issueRoleSession = (
  state: StsState,
  { located, sessionName, mfa, durationSeconds }: RoleSessionRequest,
): OperationResult => {
  const { account, role } = located;
  const session = state.sessions.issue({
    accountId: account.id,
    owner: { kind: 'role', roleId: role.roleId, sessionName },
    mfa,
    durationSeconds,
  });
  const partition = account.partition ?? 'aws';
  const user: XmlElement = [
    'AssumedRoleUser',
    [
      ['AssumedRoleId', `${role.roleId}:${sessionName}`],
      ['Arn', `arn:${partition}:sts::${account.id}:assumed-role/${role.name}/${sessionName}`],
    ],
  ];
  return [user, credentialsElement(session)];
};
