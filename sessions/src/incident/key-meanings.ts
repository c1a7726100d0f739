import { safe, safeName } from '@keyless/core';
import { inConfig, subjectOf, whose, type Teller, type Tellers } from './teller.ts';

const unacceptedKey: Teller = (failure, used) => ({
  title: safe`AWS does not accept the key`,
  meaning: safe`The access key and the session token do not belong together or the token is missing, or AWS does not know the key any more: it was deleted or deactivated, or the role behind the session was deleted or made again.${whose(used)}`,
  ...(used?.provider === 'role' && failure.operation !== 'AssumeRole' && used.profile !== undefined
    ? {
        action: safe`Refresh profile ${safeName(used.profile)}: that helps if its source still works`,
        mend: { type: 'refresh', profile: used.profile },
      }
    : {
        action: safe`Take key, secret and token together from one session, or use a profile that holds none of them`,
      }),
});

/** Keys that are wrong, incomplete or missing. */
export const KEY_MEANINGS: Tellers<
  | 'unaccepted-key'
  | 'wrong-secret'
  | 'wrong-clock'
  | 'no-credentials'
  | 'partial-credentials'
  | 'other-account'
  | 'failed-process'
  | 'action-without-credentials'
> = {
  'unaccepted-key': unacceptedKey,
  'wrong-secret': (_failure, used) => ({
    title: safe`The secret key does not belong to the key id`,
    meaning: safe`AWS knows the key, but the signature was made with another secret, or with one that has a space, a quote or a comment in it.${whose(used)}`,
    action: safe`Put the secret key there that was given out with this id`,
  }),
  'wrong-clock': () => ({
    title: safe`The clock of this machine is wrong, or the session has ended`,
    meaning: safe`AWS refuses requests whose date is more than 15 minutes away from its own; EC2 says the same of an ended session`,
    action: safe`Compare the output of date with the true time; if it is right, get a new session`,
  }),
  'no-credentials': (_failure, used) => ({
    title: safe`The tool found no credentials`,
    meaning: safe`Neither the environment nor the profile gives any. A profile without aws_access_key_id counts as empty even if it has a secret or a token.${whose(used)}`,
    action: safe`Name a profile that can get credentials with --profile or AWS_PROFILE`,
  }),
  'partial-credentials': (failure, used) =>
    inConfig(
      safe`A part of the credentials is missing`,
      safe`The tool has found the key id but not ${subjectOf(failure, safe`the rest`)}; all parts must stand in the same file.${whose(used)}`,
      safe`Put the parts together, or give the profile role_arn and source_profile instead`,
    ),
  'other-account': (failure) => ({
    title: safe`The credentials are for another account`,
    meaning: safe`The command wants account ${subjectOf(failure, safe`that it was given`)}, and the credentials belong to a different one`,
    action: safe`Use the profile of that account`,
  }),
  'failed-process': (_failure, used) => ({
    title: safe`The credential_process gave no credentials`,
    meaning: safe`It failed, or it printed something else than valid credentials that have not ended. The AWS CLI runs it without a shell: pipes, variables and ~ do not work in it.${whose(used)}`,
    action: safe`Run the command of credential_process by hand and look at what it prints`,
  }),
  'action-without-credentials': () => ({
    title: safe`The action found no credentials`,
    meaning: safe`The job has no permission id-token: write, so it got no OIDC token, or the keys that it was given are empty`,
    action: safe`Grant id-token: write to the job and give the action role-to-assume and aws-region`,
  }),
};
