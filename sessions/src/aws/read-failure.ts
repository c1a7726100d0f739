import type { StsFailure } from '../sts-port.ts';

/** What an error of a client of the SDK says: the service's own answer, or why there was none. */
export function readFailure(error: unknown): StsFailure {
  const { name, message, code, Code, $fault, $metadata } = fieldsOf(error);
  const httpStatus = readStatus($metadata);
  // Only an answer in STS's own form has a code. A proxy's page has a status without one.
  if (typeof Code === 'string' && Code !== '') {
    return { type: 'sts', code: Code, message: textOf(message), httpStatus };
  }
  // The portal's errors are known to the SDK by their names.
  if (isPortalError(name) && $fault !== undefined) {
    return { type: 'sts', code: name, message: textOf(message), httpStatus };
  }
  if (httpStatus !== undefined) return notSts(httpStatus);
  const kind = typeof code === 'string' && code !== '' ? code : textOf(name);
  return { type: 'network', code: kind, message: textOf(message) };
}

/** Something else answered than the service that was called. */
export function notSts(httpStatus: number | undefined): StsFailure {
  return { type: 'network', code: 'NOT_STS', message: httpStatus === undefined ? '' : `HTTP ${httpStatus}` };
}

const PORTAL_ERRORS =
  /^(?:Unauthorized|Forbidden|InvalidRequest|ResourceNotFound|TooManyRequests)Exception$/u;

function isPortalError(name: unknown): name is string {
  return typeof name === 'string' && PORTAL_ERRORS.test(name);
}

interface ErrorFields {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly Code?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: unknown;
}

/** Fields of the SDK's errors and, for a failed attempt over several addresses, those of the first one. */
function fieldsOf(error: unknown): ErrorFields {
  if (typeof error !== 'object' || error === null) return {};
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return typeof first === 'object' && first !== null && !('code' in error) ? first : error;
}

function readStatus(metadata: unknown): number | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
