import { readFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import {
  AssumeRoleCommand,
  STSClient,
  type AssumeRoleCommandOutput,
  type STSClientConfig,
} from '@aws-sdk/client-sts';
import { SecretValue } from '@keyless/core';
import type { AwsCredentials } from './credentials.ts';
import type {
  AssumeRoleAnswer,
  AssumeRoleRequest,
  StsFailure,
  StsOutcome,
  StsPort,
  StsTarget,
} from './sts-port.ts';

/** The first call and two repetitions: whoever waits for a prompt wants an answer soon. */
const MAX_ATTEMPTS = 3;

/** Milliseconds. */
const CONNECTION_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 15_000;

/**
 * STS as the AWS SDK speaks it. This file is the only one that imports the SDK, and it is bundled on its own, so that
 * nobody pays for loading it before the first refresh. The SDK gets no logger and reads no file and no variable: all
 * it needs is in the target.
 */
export const sts: StsPort = { assumeRole };

async function assumeRole(
  request: AssumeRoleRequest,
  credentials: AwsCredentials,
  target: StsTarget,
  signal: AbortSignal,
): Promise<StsOutcome> {
  let client: STSClient | undefined;
  try {
    const ca = await readBundle(target);
    if (ca === 'unreadable') return failed({ type: 'network', code: 'CA_BUNDLE', message: '' });
    client = new STSClient(clientConfig(credentials, target, ca));
    const headers = keepHeaders(client);
    const output = await client.send(new AssumeRoleCommand(commandInput(request)), { abortSignal: signal });
    const answer = readAnswer(output, headers.of());
    return answer ? { ok: true, answer } : failed(notSts(output.$metadata.httpStatusCode));
  } catch (error) {
    return failed(signal.aborted ? { type: 'cancelled' } : readFailure(error));
  } finally {
    client?.destroy();
  }
}

async function readBundle({ caBundle }: StsTarget): Promise<Buffer | undefined | 'unreadable'> {
  return caBundle === undefined ? undefined : readFile(caBundle).catch(() => 'unreadable' as const);
}

function clientConfig(
  credentials: AwsCredentials,
  target: StsTarget,
  ca: Buffer | undefined,
): STSClientConfig {
  return {
    region: target.region,
    ...(target.endpoint === undefined ? {} : { endpoint: target.endpoint }),
    useGlobalEndpoint: target.globalEndpoint,
    useFipsEndpoint: target.fips,
    useDualstackEndpoint: target.dualStack,
    credentials: {
      accessKeyId: credentials.accessKeyId.expose(),
      secretAccessKey: credentials.secretAccessKey.expose(),
      ...(credentials.sessionToken ? { sessionToken: credentials.sessionToken.expose() } : {}),
    },
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    defaultsMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT,
      requestTimeout: REQUEST_TIMEOUT,
      throwOnRequestTimeout: true,
      ...(ca ? { httpsAgent: new Agent({ ca }) } : {}),
    },
    // What is left out here, the SDK would look up in ~/.aws and in the environment.
    ignoreConfiguredEndpointUrls: true,
    authSchemePreference: [],
    sigv4aSigningRegionSet: () => Promise.resolve(undefined),
    userAgentAppId: () => Promise.resolve(undefined),
    customUserAgent: 'keyless',
  };
}

function commandInput(request: AssumeRoleRequest): ConstructorParameters<typeof AssumeRoleCommand>[0] {
  return {
    RoleArn: request.roleArn,
    RoleSessionName: request.roleSessionName,
    ExternalId: request.externalId,
    SerialNumber: request.serialNumber,
    TokenCode: request.tokenCode,
    DurationSeconds: request.durationSeconds,
  };
}

/** Keeps the headers of the last answer, which the AWS CLI writes into its cache too. */
function keepHeaders(client: STSClient): { of(): Readonly<Record<string, string>> } {
  let headers: Readonly<Record<string, string>> = {};
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (hasHeaders(response)) headers = response.headers;
      return result;
    },
    { step: 'deserialize', name: 'keepHeaders', priority: 'low' },
  );
  return { of: () => headers };
}

function hasHeaders(response: unknown): response is { readonly headers: Record<string, string> } {
  return typeof response === 'object' && response !== null && 'headers' in response;
}

/** The session, unless a part of it is missing: then it was not STS that answered. */
function readAnswer(
  output: AssumeRoleCommandOutput,
  headers: Readonly<Record<string, string>>,
): AssumeRoleAnswer | undefined {
  const session = readSession(output);
  const user = output.AssumedRoleUser;
  if (!session || !user?.Arn) return undefined;
  const { requestId, httpStatusCode, attempts } = output.$metadata;
  return {
    ...session,
    assumedRoleUser: { arn: user.Arn, assumedRoleId: user.AssumedRoleId ?? '' },
    metadata: {
      requestId: requestId ?? headers['x-amzn-requestid'] ?? '',
      httpStatus: httpStatusCode ?? 200,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      retries: Math.max(0, (attempts ?? 1) - 1),
    },
  };
}

function readSession({
  Credentials: keys,
}: AssumeRoleCommandOutput): Pick<AssumeRoleAnswer, 'credentials' | 'expiresAt'> | undefined {
  if (!keys?.AccessKeyId || !keys.SecretAccessKey || !keys.SessionToken || !keys.Expiration) return undefined;
  if (Number.isNaN(keys.Expiration.getTime())) return undefined;
  return {
    credentials: {
      accessKeyId: new SecretValue(keys.AccessKeyId),
      secretAccessKey: new SecretValue(keys.SecretAccessKey),
      sessionToken: new SecretValue(keys.SessionToken),
    },
    expiresAt: keys.Expiration,
  };
}

function readFailure(error: unknown): StsFailure {
  const { name, message, code, Code, $metadata } = fieldsOf(error);
  const httpStatus = readStatus($metadata);
  // Only an answer in STS's own form has a code. A proxy's page has a status without one.
  if (typeof Code === 'string' && Code !== '') {
    return { type: 'sts', code: Code, message: textOf(message), httpStatus };
  }
  if (httpStatus !== undefined) return notSts(httpStatus);
  const kind = typeof code === 'string' && code !== '' ? code : textOf(name);
  return { type: 'network', code: kind, message: textOf(message) };
}

function notSts(httpStatus: number | undefined): StsFailure {
  return { type: 'network', code: 'NOT_STS', message: httpStatus === undefined ? '' : `HTTP ${httpStatus}` };
}

interface ErrorFields {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly Code?: unknown;
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

function failed(failure: StsFailure): StsOutcome {
  return { ok: false, failure };
}
