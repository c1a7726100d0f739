import { assumeRole } from './actions/assume-role.ts';
import { assumeRoleWithWebIdentity } from './actions/assume-role-with-web-identity.ts';
import { getCallerIdentity } from './actions/get-caller-identity.ts';
import { getSessionToken } from './actions/get-session-token.ts';
import type { Operation, OperationResult } from './actions/operation.ts';
import type { Caller } from './authenticate.ts';
import { authenticate } from './authenticate.ts';
import { invalidAction, missingAuthentication, notSupported, StsError } from './errors.ts';
import type { ReceivedRequest } from './request.ts';
import type { StsState } from './state.ts';
import { ParameterReader } from './validate.ts';
import type { XmlElement } from './xml.ts';
import { renderXml, stsNamespace } from './xml.ts';

/** An answer, before it is sent. */
export interface StsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly errorCode: string | undefined;
  readonly caller: Caller | undefined;
}

const apiVersion = '2011-06-15';

const operations: ReadonlyMap<string, Operation> = new Map([
  ['AssumeRole', assumeRole],
  ['AssumeRoleWithWebIdentity', assumeRoleWithWebIdentity],
  ['GetCallerIdentity', getCallerIdentity],
  ['GetSessionToken', getSessionToken],
]);

/** Operations of the API that this server lacks. */
const missingOperations: ReadonlySet<string> = new Set([
  'AssumeRoleWithSAML',
  'AssumeRoot',
  'DecodeAuthorizationMessage',
  'GetAccessKeyInfo',
  'GetDelegatedAccessToken',
  'GetFederationToken',
  'GetWebIdentityToken',
]);

const findOperation = (action: string, version: string | undefined): Operation => {
  if (version !== apiVersion) throw invalidAction(action, version);
  if (missingOperations.has(action)) throw notSupported(`the operation ${action}`);
  const operation = operations.get(action);
  if (operation === undefined) throw invalidAction(action, version);
  return operation;
};

/** Writes an error as STS does. */
export const renderError = (error: StsError, requestId: string): string => {
  const message: readonly XmlElement[] = error.text === undefined ? [] : [['Message', error.text]];
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  return renderXml(
    [
      'ErrorResponse',
      [
        ['Error', [['Type', type], ['Code', error.code], ...message]],
        ['RequestId', requestId],
      ],
    ],
    error.namespace,
  );
};

const renderResult = (action: string, result: OperationResult, requestId: string): string =>
  renderXml(
    [
      `${action}Response`,
      [
        [`${action}Result`, result],
        ['ResponseMetadata', [['RequestId', requestId]]],
      ],
    ],
    stsNamespace,
  );

const run = (
  operation: Operation,
  state: StsState,
  parameters: ParameterReader,
  caller: Caller | undefined,
): OperationResult => {
  if (!operation.signed) return operation.run({ state, parameters });
  if (caller === undefined) throw missingAuthentication();
  return operation.run({ state, caller, parameters });
};

const xmlHeaders = { 'content-type': 'text/xml' } as const;

/**
 * Answers a request. One without an action, or with a body that is no form, is sent to the web page, as STS does.
 */
export const handleRequest = async (
  state: StsState,
  request: ReceivedRequest,
  parameters: ReadonlyMap<string, string>,
  requestId: string,
): Promise<StsResponse> => {
  const action = parameters.get('Action');
  if (request.path !== '/') {
    const body = '<UnknownOperationException/>\n';
    return { status: 404, headers: xmlHeaders, body, errorCode: 'UnknownOperation', caller: undefined };
  }
  if (action === undefined || action === '') {
    const headers = { location: 'https://aws.amazon.com/iam' };
    return { status: 302, headers, body: '', errorCode: undefined, caller: undefined };
  }
  let caller: Caller | undefined;
  try {
    const operation = findOperation(action, parameters.get('Version'));
    if (operation.signed) caller = await authenticate(state, request);
    const result = run(operation, state, new ParameterReader(parameters), caller);
    const body = renderResult(action, result, requestId);
    return { status: 200, headers: xmlHeaders, body, errorCode: undefined, caller };
  } catch (error) {
    if (!(error instanceof StsError)) throw error;
    const body = renderError(error, requestId);
    return { status: error.status, headers: xmlHeaders, body, errorCode: error.code, caller };
  }
};
