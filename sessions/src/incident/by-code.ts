import type { FailureKind, ToolFailure } from './tool-failure.ts';

/** What a service said. */
export interface ServiceError {
  readonly code: string;
  readonly operation?: string | undefined;
  readonly message: string;
}

const KINDS: Readonly<Record<string, FailureKind>> = {
  ExpiredToken: 'expired-session',
  ExpiredTokenException: 'expired-session',
  InvalidClientTokenId: 'unaccepted-key',
  UnrecognizedClientException: 'unaccepted-key',
  InvalidAccessKeyId: 'unaccepted-key',
  AuthFailure: 'unaccepted-key',
  InvalidToken: 'unaccepted-key',
  SignatureDoesNotMatch: 'wrong-secret',
  InvalidSignatureException: 'wrong-secret',
  RequestExpired: 'wrong-clock',
  RequestTimeTooSkewed: 'wrong-clock',
  RegionDisabledException: 'region-disabled',
  InvalidIdentityToken: 'oidc-refused',
  IDPCommunicationError: 'oidc-refused',
  IDPRejectedClaim: 'oidc-refused',
  NoCredentials: 'no-credentials',
};

const CLOCK = /signature (?:expired|not yet current)|not yet valid|too skewed/iu;

const DURATIONS: readonly (readonly [FailureKind, RegExp])[] = [
  ['chained-duration', /exceeds the 1 hour session limit for roles assumed by role chaining/u],
  ['long-duration', /exceeds the MaxSessionDuration set for this role/u],
  [
    'duration-out-of-range',
    /at 'durationSeconds' failed to satisfy constraint|for parameter DurationSeconds, value: -?\d+, valid min value/u,
  ],
];

const MESSAGES: readonly (readonly [FailureKind, RegExp])[] = [
  [
    'expired-session',
    /^The security token included in the request is expired|^The provided token has expired/u,
  ],
  ['unaccepted-key', /^The security token included in the request is invalid/u],
  ['unaccepted-key', /^The AWS Access Key Id you provided does not exist in our records/u],
  ['wrong-secret', /^The request signature we calculated does not match/u],
  ['oidc-refused', /^(?:No OpenIDConnect provider found|Incorrect token audience)[^\n]*/u],
  ...DURATIONS,
];

/**
 * What a service's error means for credentials; `undefined` for one that has nothing to do with them. The code depends
 * on the protocol of the service, not on the tool: STS says `ExpiredToken` where DynamoDB says `ExpiredTokenException`.
 */
export function failureByCode(error: ServiceError): ToolFailure | undefined {
  const kind = kindOf(error);
  return kind && { kind, ...error };
}

/** By how a message begins, for tools that leave the code out. */
export function failureByMessage(message: string): ToolFailure | undefined {
  for (const [kind, pattern] of MESSAGES) {
    const said = pattern.exec(message)?.[0];
    if (said !== undefined) return { kind, message: said };
  }
  return undefined;
}

function kindOf({ code, operation, message }: ServiceError): FailureKind | undefined {
  if (operation === 'AssumeRoleWithWebIdentity' && code.startsWith('ExpiredToken'))
    return 'expired-web-token';
  if (/^(?:SignatureDoesNotMatch|InvalidSignatureException)$/u.test(code) && CLOCK.test(message))
    return 'wrong-clock';
  if (/^AccessDenied(?:Exception)?$/u.test(code)) return deniedKind(operation, message);
  if (/^(?:ValidationError|ValidationException|ParamValidation)$/u.test(code)) {
    return DURATIONS.find(([, pattern]) => pattern.test(message))?.[0];
  }
  return Object.hasOwn(KINDS, code) ? KINDS[code] : undefined;
}

/** What a role may not do is no matter of its session. */
function deniedKind(operation: string | undefined, message: string): FailureKind | undefined {
  return (operation ?? '').startsWith('AssumeRole') ||
    /not authorized to perform: sts:AssumeRole/iu.test(message)
    ? 'role-denied'
    : undefined;
}
