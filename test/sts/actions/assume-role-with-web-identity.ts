import { accessDenied, StsError, validationError } from '../errors.ts';
import type { LocatedRole, StsState } from '../state.ts';
import { matchesWildcards } from '../trust.ts';
import { constraints } from '../validate.ts';
import type { WebIdentityClaims } from '../web-identity-token.ts';
import { invalidIdentityToken, isSignedBy, parseWebIdentityToken } from '../web-identity-token.ts';
import type { Operation } from './operation.ts';
import { findRoleByArn, issueRoleSession, roleSessionDuration } from './role-session.ts';

const unsupported = ['Policy', 'PolicyArns', 'ProviderId'] as const;

/** Believes a token's claims once the account's provider vouches for them. @throws StsError */
const verifyToken = (state: StsState, accountId: string, token: string): WebIdentityClaims => {
  const parsed = parseWebIdentityToken(token);
  const { claims } = parsed;
  const account = state.world.accounts.find(({ id }) => id === accountId);
  const provider = account?.identityProviders?.find(({ url }) => url === claims.issuer);
  if (provider === undefined) {
    throw invalidIdentityToken(`No OpenIDConnect provider found in your account for ${claims.issuer}`);
  }
  if (!claims.audiences.some((audience) => provider.clientIds.includes(audience))) {
    throw invalidIdentityToken('Incorrect token audience');
  }
  if (!isSignedBy(parsed, provider)) {
    // STS fetches the issuer's keys; a token that none of them signed looks to it like a key it cannot get.
    throw invalidIdentityToken(
      "Couldn't retrieve verification key from your identity provider,  please reference " +
        'AssumeRoleWithWebIdentity documentation for requirements',
    );
  }
  const now = Math.floor(state.clock.now().getTime() / 1000);
  if (claims.expiry <= now) {
    const message = `Token expired: current date/time ${now} must be before the expiration date/time ${claims.expiry}`;
    throw new StsError({ status: 400, code: 'ExpiredTokenException', message });
  }
  return claims;
};

const isTrusted = (located: LocatedRole | undefined, claims: WebIdentityClaims): located is LocatedRole =>
  located?.role.webIdentityTrust?.some(
    ({ provider, audiences, subjects }) =>
      provider === claims.issuer &&
      claims.audiences.some((audience) => audiences.includes(audience)) &&
      subjects.some((pattern) => matchesWildcards(pattern, claims.subject)),
  ) === true;

/** `AssumeRoleWithWebIdentity`: unsigned; the token of an identity provider stands for the caller. */
export const assumeRoleWithWebIdentity: Operation = {
  signed: false,
  run: ({ state, parameters }) => {
    parameters.refuse(unsupported);
    const requested = parameters.duration(constraints.assumeRoleDuration);
    const roleArn = parameters.requiredText('RoleArn', constraints.roleArn);
    const sessionName = parameters.requiredText('RoleSessionName', constraints.roleSessionName);
    const token = parameters.requiredText('WebIdentityToken', constraints.webIdentityToken);
    parameters.check();
    const accountId = /^arn:[^:]+:iam::(\d{12}):role\/./.exec(roleArn)?.[1];
    if (accountId === undefined) throw validationError('Request ARN is invalid');

    const claims = verifyToken(state, accountId, token);
    const located = findRoleByArn(state, roleArn);
    if (!isTrusted(located, claims))
      throw accessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity');
    const durationSeconds = roleSessionDuration(located, requested, false);
    const issued = issueRoleSession(state, { located, sessionName, mfa: false, durationSeconds });
    const provider = `arn:${located.account.partition ?? 'aws'}:iam::${accountId}:oidc-provider/`;
    return [
      ['Audience', claims.audiences[0] ?? ''],
      ...issued,
      ['Provider', provider + claims.issuer.replace(/^https:\/\//, '')],
      ['SubjectFromWebIdentityToken', claims.subject],
    ];
  },
};
