import type { StsResponse } from './handler.ts';
import type { ReceivedRequest } from './request.ts';

/** What is kept of one request. Never a secret, a token, a code or a signature. */
export interface StsCall {
  /** When it came, by the server's clock. */
  readonly at: Date;
  readonly action: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly region: string | undefined;
  readonly callerArn: string | undefined;
  readonly roleArn: string | undefined;
  readonly roleSessionName: string | undefined;
  /** As sent. */
  readonly durationSeconds: string | undefined;
  readonly externalId: string | undefined;
  readonly serialNumber: string | undefined;
  /** Whether a one-time code was sent; which one is not kept. */
  readonly hasTokenCode: boolean;
  readonly userAgent: string | undefined;
  /** The HTTP status of the answer; nothing when there was no answer. */
  readonly status: number | undefined;
  readonly errorCode: string | undefined;
}

/** Describes one request and what it got; an answer without a status is none. */
export const describeCall = (
  at: Date,
  request: ReceivedRequest,
  parameters: ReadonlyMap<string, string>,
  answer: Partial<StsResponse>,
): StsCall => {
  const credential = /Credential=([A-Za-z0-9]+)\/\d*\/([\w-]*)\//.exec(
    request.headers.get('authorization') ?? '',
  );
  return {
    at,
    action: parameters.get('Action'),
    accessKeyId: credential?.[1],
    region: credential?.[2],
    callerArn: answer.caller?.arn,
    roleArn: parameters.get('RoleArn'),
    roleSessionName: parameters.get('RoleSessionName'),
    durationSeconds: parameters.get('DurationSeconds'),
    externalId: parameters.get('ExternalId'),
    serialNumber: parameters.get('SerialNumber'),
    hasTokenCode: parameters.has('TokenCode'),
    userAgent: request.headers.get('user-agent'),
    status: answer.status,
    errorCode: answer.errorCode,
  };
};
