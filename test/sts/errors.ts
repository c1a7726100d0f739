import { faultNamespace, stsNamespace } from './xml.ts';

interface StsErrorShape {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  readonly namespace?: string;
}

/** An answer that is an error, with STS's HTTP status, code and exact message. Holds no secret. */
export class StsError extends Error {
  override readonly name = 'StsError';
  readonly status: number;
  readonly code: string;
  /** Without it the answer has no `Message` element at all. */
  readonly text: string | undefined;
  readonly namespace: string;

  constructor(shape: StsErrorShape) {
    super(shape.message ?? shape.code);
    this.status = shape.status;
    this.code = shape.code;
    this.text = shape.message;
    this.namespace = shape.namespace ?? stsNamespace;
  }
}

/** 403 `AccessDenied` with STS's text. */
export const accessDenied = (message: string): StsError =>
  new StsError({ status: 403, code: 'AccessDenied', message });

/** The text for a trust or identity policy that says no, and for a role that does not exist. */
export const notAuthorized = (callerArn: string, action: string, resource: string): StsError =>
  accessDenied(`User: ${callerArn} is not authorized to perform: sts:${action} on resource: ${resource}`);

/** 400 `ValidationError`. */
export const validationError = (message: string): StsError =>
  new StsError({ status: 400, code: 'ValidationError', message });

/** 400 `MalformedInput`, for a number that is none; mostly without a message. */
export const malformedInput = (message?: string): StsError =>
  new StsError({ status: 400, code: 'MalformedInput', ...(message === undefined ? {} : { message }) });

/** Unknown or inactive key, missing or foreign token, or a session whose role is gone. */
export const invalidClientToken = (): StsError =>
  new StsError({
    status: 403,
    code: 'InvalidClientTokenId',
    message: 'The security token included in the request is invalid.',
  });

/** The signing session is past its expiry. STS's text ends without a full stop. */
export const expiredToken = (): StsError =>
  new StsError({
    status: 403,
    code: 'ExpiredToken',
    message: 'The security token included in the request is expired',
  });

const mismatchText =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access ' +
  'Key and signing method. Consult the service documentation for details.';

/** Wrong secret or altered request; also, with its own text, a wrong scope or clock. */
export const signatureMismatch = (message: string = mismatchText): StsError =>
  new StsError({ status: 403, code: 'SignatureDoesNotMatch', message });

/** The `Authorization` header lacks a part. */
export const incompleteSignature = (message: string): StsError =>
  new StsError({ status: 400, code: 'IncompleteSignature', message });

/** A request that needs a signature has none. */
export const missingAuthentication = (): StsError =>
  new StsError({
    status: 403,
    code: 'MissingAuthenticationToken',
    message: 'Request is missing Authentication Token',
  });

/** No such operation, or not in that version of the API; AWS's front end says this, not STS. */
export const invalidAction = (action: string, version: string | undefined): StsError =>
  new StsError({
    status: 400,
    code: 'InvalidAction',
    message: `Could not find operation ${action} for version ${version ?? 'NO_VERSION_SPECIFIED'}`,
    namespace: faultNamespace,
  });

/** Something that STS can do and this server cannot; said plainly rather than ignored. */
export const notSupported = (what: string): StsError =>
  new StsError({
    status: 400,
    code: 'UnsupportedOperation',
    message: `The local STS does not support ${what}.`,
  });
