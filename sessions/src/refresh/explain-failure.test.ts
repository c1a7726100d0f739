import { describe, expect, it } from 'vitest';
import { safe } from '@keyless/core';
import type { StsFailure } from '../sts-port.ts';
import { explainFailure } from './explain-failure.ts';
import type { FailedCall, Signer } from './failed-call.ts';

const signer: Signer = {
  kind: 'static',
  profile: safe`base`,
  description: safe`the keys of profile base in the credentials file`,
  keyId: safe`AKIA…7WML`,
  temporaryId: false,
  hasToken: false,
};

const call: FailedCall = {
  profile: safe`dev`,
  roleArn: safe`arn:aws:iam::123456789012:role/Demo`,
  signer,
  mfa: false,
  externalId: false,
  durationSeconds: undefined,
  region: safe`eu-west-1`,
  host: safe`STS in eu-west-1`,
  proxy: false,
  caBundle: false,
};

const session: Signer = { ...signer, keyId: safe`ASIA…7WML`, temporaryId: true, hasToken: true };

function sts(code: string, message = '', httpStatus = 403): Extract<StsFailure, { type: 'sts' }> {
  return { type: 'sts', code, message, httpStatus };
}

function explain(
  failure: Exclude<StsFailure, { type: 'cancelled' }>,
  more: Partial<FailedCall> = {},
): string {
  const { title, said, meaning, action } = explainFailure(failure, { ...call, ...more });
  return [title, said, meaning, action].join(' | ');
}

describe('what STS said', () => {
  it('comes with its code', () => {
    const explained = explainFailure(sts('AccessDenied', 'User: x is not authorized'), call);
    expect(explained.said).toBe('AccessDenied: User: x is not authorized');
    expect(explained.title).toBe('STS refused the role of profile dev');
  });

  it.each(['ExpiredToken', 'ExpiredTokenException'])('%s: the session of the source is over', (code) => {
    const text = explain(sts(code, 'The security token included in the request is expired'), {
      signer: session,
    });
    expect(text).toContain(
      'the keys of profile base in the credentials file (ASIA…7WML), and that session is over',
    );
    expect(text).toContain('Put a new session there');
  });

  it.each([
    ['environment', /Set new AWS variables/],
    ['process', /Run the credential process by hand/],
    ['role', /Refresh profile base first/],
  ] as const)('ExpiredToken from %s has its own way out', (kind, action) => {
    expect(explain(sts('ExpiredToken'), { signer: { ...session, kind } })).toMatch(action);
  });

  it.each([
    [{ ...signer }, /deleted or deactivated, or it belongs to another partition/],
    [{ ...session, hasToken: false }, /temporary key ASIA…7WML without its session token/],
    [session, /its session token belongs to another key, the role behind it was deleted/],
  ])('InvalidClientTokenId depends on the key (%#)', (by, meaning) => {
    expect(explain(sts('InvalidClientTokenId'), { signer: by })).toMatch(meaning);
  });

  it('SignatureDoesNotMatch: wrong secret, or the clock', () => {
    expect(
      explain(sts('SignatureDoesNotMatch', 'The request signature we calculated does not match')),
    ).toMatch(/does not belong to AKIA…7WML/);
    const late =
      'Signature expired: 20261123T120000Z is now earlier than 20261123T121500Z (20261123T123000Z - 15 min.)';
    expect(explain(sts('SignatureDoesNotMatch', late))).toMatch(/clock of this machine/);
    expect(explain(sts('RequestExpired', 'Request has expired.', 400))).toMatch(/clock of this machine/);
  });

  it('IncompleteSignature: odd characters in the key id', () => {
    expect(
      explain(sts('IncompleteSignature', "must contain a valid (slash-separated) 'Credential'", 400)),
    ).toMatch(/characters that no key id has/);
  });

  it('AccessDenied names both policies and the missing role', () => {
    const message =
      'User: arn:aws:iam::111122223333:user/dev is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/Demo';
    const text = explain(sts('AccessDenied', message));
    expect(text).toMatch(/trust policy.*own policies.*no such role/);
    expect(text).toContain('arn:aws:iam::111122223333:user/dev');
    expect(text).toContain('mfa_serial');
    expect(explain(sts('AccessDenied', message), { mfa: true })).not.toContain('mfa_serial');
    expect(
      explain(sts('AccessDenied', `${message} with an explicit deny in an identity-based policy`)),
    ).toContain('A policy denies it explicitly');
    expect(explain(sts('AccessDenied', 'Roles may not be assumed by root accounts.'))).toContain('root user');
  });

  it.each([
    [
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
      /wrong, too old, or was used before/,
    ],
    [
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user. ',
      /cannot match the MFA device/,
    ],
    [
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code. ',
      /refused the MFA code or wants one/,
    ],
  ])('AccessDenied by MFA (%#)', (message, meaning) => {
    expect(explain(sts('AccessDenied', message), { mfa: true })).toMatch(meaning);
  });

  it.each([
    [
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      /allows shorter sessions only/,
    ],
    [
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      /role chaining/,
    ],
    [
      "1 validation error detected: Value '43201' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200",
      /900 to 43200/,
    ],
    [
      "1 validation error detected: Value 'abc' at 'tokenCode' failed to satisfy constraint: Member must have length",
      /six digits/,
    ],
    [
      "1 validation error detected: Value 'a b' at 'externalId' failed to satisfy constraint",
      /does not accept the external_id/,
    ],
    ['Request ARN is invalid', /does not accept a value/],
  ])('ValidationError: %s', (message, meaning) => {
    expect(explain(sts('ValidationError', message, 400), { durationSeconds: 7200 })).toMatch(meaning);
  });

  it.each([
    ['RegionDisabledException', 403, /switched off for this account in region eu-west-1/],
    ['Throttling', 400, /Too many calls/],
    ['ServiceUnavailable', 503, /trouble of its own/],
    ['SomethingNew', 500, /trouble of its own/],
    ['SomethingNew', 400, /Act on what STS said/],
    ['InvalidAction', 400, /does not offer AssumeRole/],
  ])('%s (%i)', (code, status, meaning) => {
    expect(explain(sts(code, 'text', status))).toMatch(meaning);
  });
});

describe('when STS did not answer', () => {
  it.each([
    ['ENOTFOUND', /could not be looked up/],
    ['EAI_AGAIN', /could not be looked up/],
    ['ECONNREFUSED', /nothing accepts connections/],
    ['ECONNRESET', /was cut/],
    ['ETIMEDOUT', /did not answer in time/],
    ['TimeoutError', /did not answer in time/],
    ['ENETUNREACH', /no way to/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /not trusted.*AWS_CA_BUNDLE/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /not trusted/],
    ['EPROTO', /not trusted/],
    ['CA_BUNDLE', /CA bundle cannot be read/],
    ['NOT_STS', /Something else than STS answered/],
    ['ESTRANGE', /failed before an answer came \(ESTRANGE\)/],
  ])('%s', (code, meaning) => {
    expect(explain({ type: 'network', code, message: 'HTTP 502' })).toMatch(meaning);
  });

  it('points at a proxy that is set in the environment only', () => {
    const failure: StsFailure = { type: 'network', code: 'ENOTFOUND', message: '' };
    expect(explain(failure)).not.toContain('HTTPS_PROXY');
    expect(explain(failure, { proxy: true })).toContain('http.proxy');
  });

  it('checks the CA bundle that is configured', () => {
    expect(explain({ type: 'network', code: 'CERT_HAS_EXPIRED', message: '' }, { caBundle: true })).toMatch(
      /configured CA bundle/,
    );
  });
});
