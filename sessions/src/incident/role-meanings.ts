import { safe } from '@keyless/core';
import { inConfig, whose, type Tellers } from './teller.ts';

/** What STS and IAM refuse of a role. */
export const ROLE_MEANINGS: Tellers<
  | 'role-denied'
  | 'oidc-refused'
  | 'region-disabled'
  | 'chained-duration'
  | 'long-duration'
  | 'duration-out-of-range'
> = {
  'role-denied': (_failure, used) => ({
    title: safe`The role may not be assumed`,
    meaning: safe`Its trust policy does not name the caller or asks for more (an external id, MFA, another OIDC subject), the caller's policies do not allow it, or there is no such role: STS does not tell which.${whose(used)}`,
    action: safe`Check role_arn, the role's trust policy and the caller's policies`,
  }),
  'oidc-refused': () => ({
    title: safe`IAM does not take the OIDC token`,
    meaning: safe`The account has no OIDC provider for its issuer, or the audience or a claim differs from what the role asks for`,
    action: safe`Check the OIDC provider in IAM, its audience (sts.amazonaws.com), and the conditions of the role's trust policy`,
  }),
  'region-disabled': () => ({
    title: safe`STS is switched off in that region`,
    meaning: safe`The account does not take requests to STS there`,
    action: safe`Use another region, or activate STS for it in the IAM console`,
  }),
  'chained-duration': (_failure, used) => ({
    ...inConfig(
      safe`A chained role lasts one hour at most`,
      safe`The role is assumed with credentials that are a session themselves, and then STS grants 3600 seconds and no more.${whose(used)}`,
      safe`Set duration_seconds to 3600 or less`,
    ),
  }),
  'long-duration': () =>
    inConfig(
      safe`The role allows shorter sessions only`,
      safe`The session that is asked for is longer than the role's MaxSessionDuration, which is 3600 seconds if nobody has raised it`,
      safe`Lower duration_seconds, or raise MaxSessionDuration in IAM`,
    ),
  'duration-out-of-range': () =>
    inConfig(
      safe`No role session has that length`,
      safe`STS gives sessions of 900 to 43200 seconds`,
      safe`Set duration_seconds to a number in that range`,
    ),
};
