import { notAuthorized, validationError } from '../errors.ts';
import { verifyMfa } from '../mfa.ts';
import { mayAssume } from '../trust.ts';
import { constraints } from '../validate.ts';
import type { Operation, SignedInput } from './operation.ts';
import { findRoleByArn, issueRoleSession, roleSessionDuration } from './role-session.ts';

/** Parameters that narrow or mark a session; no profile of the AWS CLI can send them. */
const unsupported = [
  'Policy',
  'PolicyArns',
  'Tags',
  'TransitiveTagKeys',
  'SourceIdentity',
  'ProvidedContexts',
] as const;

const readParameters = ({ parameters }: SignedInput) => {
  parameters.refuse(unsupported);
  const read = {
    durationSeconds: parameters.duration(constraints.assumeRoleDuration),
    roleArn: parameters.requiredText('RoleArn', constraints.roleArn),
    sessionName: parameters.requiredText('RoleSessionName', constraints.roleSessionName),
    externalId: parameters.text('ExternalId', constraints.externalId),
    serialNumber: parameters.text('SerialNumber', constraints.serialNumber),
    tokenCode: parameters.text('TokenCode', constraints.tokenCode),
  };
  parameters.check();
  return read;
};

/** `AssumeRole`: parameters, then MFA, then trust (where a missing role looks like a refusal), then duration. */
export const assumeRole: Operation = {
  signed: true,
  run: (input) => {
    const { state, caller } = input;
    const { roleArn, sessionName, externalId, serialNumber, tokenCode, durationSeconds } =
      readParameters(input);
    if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:./.test(roleArn)) throw validationError(`${roleArn} is invalid`);

    const mfa = verifyMfa(state, caller, serialNumber, tokenCode);
    const mfaPresent = mfa || caller.session?.mfa === true;
    const located = findRoleByArn(state, roleArn);
    if (located === undefined || !mayAssume(caller, located, { externalId, sessionName, mfaPresent })) {
      throw notAuthorized(caller.arn, 'AssumeRole', roleArn);
    }
    const seconds = roleSessionDuration(located, durationSeconds, caller.session !== undefined);
    return issueRoleSession(state, { located, sessionName, mfa, durationSeconds: seconds });
  },
};
