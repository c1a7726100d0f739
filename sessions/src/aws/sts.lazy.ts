import { AssumeRoleCommand, STSClient, type AssumeRoleCommandOutput } from '@aws-sdk/client-sts';
import { SecretValue } from '@keyless/core';
import type { AwsCredentials } from '../credentials.ts';
import type {
  AssumeRoleAnswer,
  AssumeRoleRequest,
  StsFailure,
  StsOutcome,
  StsPort,
  StsTarget,
} from '../sts-port.ts';
import { readBundle, stsConfig } from './client-config.ts';
import { hostCredentials } from './host-credentials.ts';
import { roleCredentials } from './portal.ts';
import { notSts, readFailure } from './read-failure.ts';
import { assumeRoleWithWebIdentity } from './web-identity.ts';

/**
 * STS, and what else a refresh asks of AWS, as the AWS SDK speaks it. This file is the only door to the SDK, and it is
 * bundled on its own, so that nobody pays for loading it before the first refresh. The SDK's clients get no logger and
 * read no file and no variable: all they need is in the target.
 */
export const sts: StsPort = { assumeRole, assumeRoleWithWebIdentity, roleCredentials, hostCredentials };

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
    client = new STSClient(stsConfig(credentials, target, ca));
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

function failed(failure: StsFailure): StsOutcome {
  return { ok: false, failure };
}
