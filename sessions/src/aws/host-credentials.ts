import { fromHttp } from '@aws-sdk/credential-provider-http';
import { fromInstanceMetadata } from '@smithy/credential-provider-imds';
import type { CredentialsOutcome, HostKind } from '../sts-port.ts';
import { attempt, sessionOf } from './credentials-outcome.ts';

/** Milliseconds, and repetitions: a machine that is no instance has nobody who would answer. */
const INSTANCE = { timeout: 1_000, maxRetries: 1 } as const;

/**
 * Gets the session of the role that a container or an instance runs with. Where a container asks stands in its
 * environment (`AWS_CONTAINER_CREDENTIALS_…`). Never rejects.
 */
export async function hostCredentials(kind: HostKind, signal: AbortSignal): Promise<CredentialsOutcome> {
  return attempt(signal, async () => {
    const provide = kind === 'container' ? fromHttp() : fromInstanceMetadata(INSTANCE);
    const { accessKeyId, secretAccessKey, sessionToken } = await provide();
    return sessionOf(
      { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken },
      undefined,
    );
  });
}
