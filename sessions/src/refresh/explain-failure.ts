import { safe, type SafeText } from '@keyless/core';
import type { StsFailure } from '../sts-port.ts';
import { explainNetwork } from './explain-network.ts';
import type { Explanation, FailedCall, Meaning, Signer } from './failed-call.ts';
import { safeSaid } from './safe-said.ts';

type Explainer = (call: FailedCall, message: string) => Meaning;

/** Explains why a call of AssumeRole gave no session. */
export function explainFailure(
  failure: Exclude<StsFailure, { type: 'cancelled' }>,
  call: FailedCall,
): Explanation {
  if (failure.type === 'network') {
    return { title: safe`STS did not answer for profile ${call.profile}`, ...explainNetwork(failure, call) };
  }
  const explain = explainers.get(failure.code) ?? explainByStatus(failure.httpStatus);
  return {
    title: safe`STS refused the role of profile ${call.profile}`,
    said: safe`${safeSaid(failure.code)}: ${safeSaid(failure.message)}`,
    ...explain(call, failure.message),
  };
}

const expired: Explainer = ({ signer }) => ({
  meaning: safe`The call was signed with ${signer.description} (${signer.keyId}), and that session is over`,
  action: renewal(signer),
});

function renewal(signer: Signer): SafeText {
  switch (signer.kind) {
    case 'static':
      return safe`Put a new session there, or let the profile get its credentials from a source that renews itself`;
    case 'environment':
      return safe`Set new AWS variables and start the editor again from there`;
    case 'process':
      return safe`Run the credential process by hand: it hands out a session that has ended`;
    case 'role':
      return safe`Refresh profile ${signer.profile} first: its cached session was ended before its time`;
    case 'sso':
    case 'login':
      return safe`Sign in to profile ${signer.profile} again`;
    case 'web-identity':
    case 'container':
    case 'instance':
      return safe`Try again: the next session comes from the same source`;
  }
}

const unknownKey: Explainer = ({ signer, region }) => {
  if (signer.temporaryId && !signer.hasToken) {
    return {
      meaning: safe`${signer.description} hold the temporary key ${signer.keyId} without its session token`,
      action: safe`Add the aws_session_token that belongs to this key`,
    };
  }
  if (signer.hasToken) {
    return {
      meaning: safe`STS does not accept ${signer.keyId} of ${signer.description}: its session token belongs to another key, the role behind it was deleted or made again, or the session is very old`,
      action: safe`Take key, secret and token together from one new session`,
    };
  }
  return {
    meaning: safe`STS does not know ${signer.keyId} of ${signer.description}: the key was deleted or deactivated, or it belongs to another partition than region ${region}`,
    action: safe`Look at the key in the IAM console of its user, or put a valid one there`,
  };
};

const CLOCK = /Signature (?:expired|not yet current)|not yet valid|Request has expired|too skewed/iu;

const wrongClock: Explainer = () => ({
  meaning: safe`The clock of this machine differs from that of AWS by more than 15 minutes`,
  action: safe`Set the clock (date, time and time zone) and try again`,
});

const wrongSignature: Explainer = (call, message) =>
  CLOCK.test(message)
    ? wrongClock(call, message)
    : {
        meaning: safe`The secret key of ${call.signer.description} does not belong to ${call.signer.keyId}`,
        action: safe`Put the secret key there that was given out with this id, without spaces or quotes around it`,
      };

const malformedSignature: Explainer = (call, message) =>
  CLOCK.test(message)
    ? wrongClock(call, message)
    : {
        meaning: safe`STS cannot read the signature: the key id of ${call.signer.description} has characters that no key id has`,
        action: safe`Look for spaces, quotes or a comment in the key's line`,
      };

const denied: Explainer = (call, message) => {
  if (message.includes('MultiFactorAuthentication')) return deniedByMfa(message);
  if (/root accounts?/iu.test(message)) {
    return {
      meaning: safe`The call was signed with keys of the account's root user, who may assume no role`,
      action: safe`Use the keys of an IAM user or another role as the source, and delete the root user's keys`,
    };
  }
  const explicit = /explicit deny/iu.test(message) ? safe`. A policy denies it explicitly` : safe``;
  return {
    meaning: safe`Either the role's trust policy does not name the caller or wants something that the call lacks, or the caller's own policies do not allow sts:AssumeRole on it, or there is no such role: STS does not tell which${explicit}`,
    action: safe`Check role_arn ${call.roleArn}, its trust policy, and the caller's policies. ${conditions(call)}`,
  };
};

/** What a trust policy often asks for besides the right caller. */
function conditions({ mfa, externalId }: FailedCall): SafeText {
  if (mfa && externalId) return safe`The external_id must be the one that the trust policy asks for`;
  if (mfa) return safe`The trust policy may ask for an external_id, which the profile does not have`;
  if (externalId) return safe`The trust policy may ask for MFA (mfa_serial) or for another external_id`;
  return safe`The trust policy may ask for MFA (mfa_serial) or an external_id, which the profile does not have`;
}

function deniedByMfa(message: string): Meaning {
  if (/invalid MFA one time pass code/iu.test(message)) {
    return {
      meaning: safe`The MFA code is wrong, too old, or was used before`,
      action: safe`Wait for the next code of the device and try again`,
    };
  }
  if (/unable to validate/iu.test(message)) {
    return {
      meaning: safe`STS cannot match the MFA device to the caller`,
      action: safe`Set mfa_serial to the device of the user whose keys sign the call, as IAM shows it there`,
    };
  }
  return {
    meaning: safe`STS refused the MFA code or wants one`,
    action: safe`Set mfa_serial in the profile and try again with the next code of the device`,
  };
}

const invalid: Explainer = (call, message) => {
  const seconds = call.durationSeconds === undefined ? safe`` : safe` of ${call.durationSeconds}`;
  if (/1 hour session limit for roles assumed by role chaining/iu.test(message)) {
    return {
      meaning: safe`The call was signed with a temporary session, so the new one may last one hour at most (role chaining); the profile asks for more`,
      action: safe`Remove duration_seconds from profile ${call.profile}, or set it to 3600 or less`,
    };
  }
  if (/exceeds the MaxSessionDuration/iu.test(message)) {
    return {
      meaning: safe`The role allows shorter sessions only than the duration_seconds${seconds} of profile ${call.profile}; the usual limit is 3600`,
      action: safe`Lower duration_seconds, or raise the role's maximum session duration in IAM (up to 43200)`,
    };
  }
  const field = /at '(\w+)' failed to satisfy/u.exec(message)?.[1];
  return fieldMeanings.get(field ?? '')?.(call) ?? otherInvalid(call);
};

const fieldMeanings: ReadonlyMap<string, (call: FailedCall) => Meaning> = new Map([
  [
    'durationSeconds',
    (call: FailedCall) => ({
      meaning: safe`STS gives sessions of 900 to 43200 seconds only`,
      action: safe`Set duration_seconds of profile ${call.profile} to a number in that range, or remove it`,
    }),
  ],
  [
    'tokenCode',
    () => ({
      meaning: safe`An MFA code has six digits`,
      action: safe`Try again with the code that the device shows`,
    }),
  ],
  ['serialNumber', (call: FailedCall) => wrongKey(call, safe`mfa_serial`)],
  ['externalId', (call: FailedCall) => wrongKey(call, safe`external_id`)],
  ['roleSessionName', (call: FailedCall) => wrongKey(call, safe`role_session_name`)],
  ['roleArn', (call: FailedCall) => wrongKey(call, safe`role_arn`)],
]);

function wrongKey(call: FailedCall, key: SafeText): Meaning {
  return {
    meaning: safe`STS does not accept the ${key} of profile ${call.profile}: too short, too long, or with characters that are not allowed`,
    action: safe`Correct ${key}; a comment behind a value counts as part of it`,
  };
}

function otherInvalid(call: FailedCall): Meaning {
  return {
    meaning: safe`STS does not accept a value of profile ${call.profile}`,
    action: safe`Check role_arn, role_session_name, external_id and mfa_serial; a comment behind a value counts as part of it`,
  };
}

const regionDisabled: Explainer = ({ region }) => ({
  meaning: safe`STS is switched off for this account in region ${region}`,
  action: safe`Use another region (AWS_REGION or the profile's region), or activate STS there in the IAM console`,
});

const throttled: Explainer = () => ({
  meaning: safe`Too many calls were made for this account in a short time`,
  action: safe`Wait a minute and try again`,
});

const unavailable: Explainer = ({ host }) => ({
  meaning: safe`The service behind ${host} had trouble of its own`,
  action: safe`Try again in a moment`,
});

const notForSts: Explainer = ({ host }) => ({
  meaning: safe`${host} answers, but it does not offer AssumeRole`,
  action: safe`Check endpoint_url and AWS_ENDPOINT_URL: they must lead to STS`,
});

const other: Explainer = ({ signer }) => ({
  meaning: safe`STS refused the call, which was signed with ${signer.description} (${signer.keyId})`,
  action: safe`Act on what STS said`,
});

function explainByStatus(status: number | undefined): Explainer {
  return status !== undefined && status >= 500 ? unavailable : other;
}

/** By the codes of STS; see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
const explainers: ReadonlyMap<string, Explainer> = new Map([
  ['ExpiredToken', expired],
  ['ExpiredTokenException', expired],
  ['InvalidClientTokenId', unknownKey],
  ['UnrecognizedClientException', unknownKey],
  ['SignatureDoesNotMatch', wrongSignature],
  ['InvalidSignatureException', wrongSignature],
  ['IncompleteSignature', malformedSignature],
  ['RequestExpired', wrongClock],
  ['RequestTimeTooSkewed', wrongClock],
  ['AccessDenied', denied],
  ['AccessDeniedException', denied],
  ['ValidationError', invalid],
  ['ValidationException', invalid],
  ['MalformedInput', invalid],
  ['RegionDisabledException', regionDisabled],
  ['Throttling', throttled],
  ['ThrottlingException', throttled],
  ['RequestLimitExceeded', throttled],
  ['TooManyRequestsException', throttled],
  ['ServiceUnavailable', unavailable],
  ['InternalFailure', unavailable],
  ['InvalidAction', notForSts],
]);
