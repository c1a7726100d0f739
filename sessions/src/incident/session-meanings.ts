import { safe, safeName, type SafeText } from '@keyless/core';
import type { CredentialsInUse } from './credentials-in-use.ts';
import { signIn, subjectOf, whose, type Teller, type Told, type Tellers } from './teller.ts';

const expired: Teller = ({ operation }, used) => {
  const isBehind = operation === 'AssumeRole';
  return {
    title: isBehind ? safe`The session behind the role has ended` : safe`The session has ended`,
    meaning: safe`Nothing makes an ended session valid again.${whose(used)}`,
    ...renewal(used, isBehind),
  };
};

/** How to come to a new session: that depends on where the old one came from. */
function renewal(used: CredentialsInUse | undefined, behind: boolean): Pick<Told, 'action' | 'mend'> {
  const profile = used?.profile;
  if (!used || profile === undefined) {
    return {
      action: used
        ? safe`Unset AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN and set AWS_PROFILE to a profile with role_arn and source_profile: it renews itself`
        : safe`Use a profile with role_arn and source_profile, which renews itself; in CI, let the job assume a role through OIDC`,
    };
  }
  switch (used.provider) {
    case 'role':
      return behind
        ? {
            action: safe`Renew the source, profile ${safeName(used.sourceProfile ?? profile)}: keep no pasted session there`,
          }
        : {
            action: safe`Refresh profile ${safeName(profile)} and run the command again`,
            mend: { type: 'refresh', profile },
          };
    case 'sso':
      return signIn(safe`sso login`, profile);
    case 'login':
      return signIn(safe`login`, profile);
    case 'process':
      return {
        action: safe`Run the credential_process of profile ${safeName(profile)} by hand: it hands out a session that has ended`,
      };
    default:
      return {
        action: safe`Let profile ${safeName(profile)} assume a role with role_arn and source_profile instead of holding a pasted session`,
        mend: { type: 'open-file', file: 'config' },
      };
  }
}

const ssoLogin: Teller = (failure, used) => {
  const profile = used?.provider === 'sso' ? used.profile : used?.sourceProfile;
  const signed = profile === undefined ? undefined : signIn(safe`sso login`, profile);
  const command = safe`aws sso login`;
  return {
    title: safe`The sign-in to IAM Identity Center has ended`,
    meaning: safe`There is no valid token of ${subjectOf(failure, safe`the SSO session`)} any more, so no session can be had with it.${whose(used)}`,
    action: safe`Run ${command} with the profile, then the command again`,
    mend: { type: 'run', command },
    ...signed,
  };
};

const consoleLogin: Teller = (_failure, used) => {
  const command = safe`aws login`;
  const signed =
    used?.provider === 'login' && used.profile !== undefined ? signIn(safe`login`, used.profile) : undefined;
  return {
    title: safe`The console login has ended`,
    meaning: safe`The session of aws login cannot be renewed any more.${whose(used)}`,
    action: safe`Run ${command}, then the command again`,
    mend: { type: 'run', command },
    ...signed,
  };
};

const corruptEntry: Teller = ({ subject }) => {
  const name = subject !== undefined && /^[0-9a-f]{40}$/u.test(subject) ? subject : undefined;
  return {
    title: safe`An entry of the AWS CLI's cache is broken`,
    meaning: safe`The AWS CLI cannot read the file that it keeps the session in, and fails with every command of the profile until the file is gone`,
    action:
      name === undefined
        ? safe`Remove the broken file in ~/.aws/cli/cache, and no other: sessions of other profiles are there too`
        : safe`Remove ~/.aws/cli/cache/${name as SafeText}.json and run the command again`,
    mend: { type: 'remove-entry', name },
  };
};

/** Sessions and sign-ins that have ended, and the AWS CLI's cache of them. */
export const SESSION_MEANINGS: Tellers<
  'expired-session' | 'expired-web-token' | 'sso-login' | 'console-login' | 'mfa-needed' | 'corrupt-entry'
> = {
  'expired-session': expired,
  'expired-web-token': () => ({
    title: safe`The OIDC token has ended`,
    meaning: safe`It is the token of the identity provider that is too old, not a session of AWS`,
    action: safe`Get a new token: in CI, assume the role nearer to the step that needs it, or in a shorter job`,
  }),
  'sso-login': ssoLogin,
  'console-login': consoleLogin,
  'mfa-needed': (_failure, used) => ({
    title: safe`The session cannot be renewed without an MFA code`,
    meaning: safe`A program that runs for long has no person to ask for the code.${whose(used)}`,
    ...(used?.provider === 'role' && used.profile !== undefined
      ? {
          action: safe`Refresh profile ${safeName(used.profile)} and start the program again`,
          mend: { type: 'refresh', profile: used.profile },
        }
      : { action: safe`Start the program again with a new session` }),
  }),
  'corrupt-entry': corruptEntry,
};
