import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CredentialsOutcome, StsTarget, WebIdentityRequest } from '../sts-port.ts';
import { readBundle, stsConfig } from './client-config.ts';
import { attempt, sessionOf } from './credentials-outcome.ts';

/** Exchanges an OIDC token for a session. Never rejects. */
export async function assumeRoleWithWebIdentity(
  request: WebIdentityRequest,
  target: StsTarget,
  signal: AbortSignal,
): Promise<CredentialsOutcome> {
  const ca = await readBundle(target);
  if (ca === 'unreadable') return { ok: false, failure: { type: 'network', code: 'CA_BUNDLE', message: '' } };
  const client = new STSClient(stsConfig(undefined, target, ca));
  return attempt(signal, async () => {
    const command = new AssumeRoleWithWebIdentityCommand({
      RoleArn: request.roleArn,
      RoleSessionName: request.roleSessionName,
      WebIdentityToken: request.token.expose(),
    });
    const { Credentials: keys, $metadata } = await client.send(command, { abortSignal: signal });
    return sessionOf(keys, $metadata.httpStatusCode);
  }).finally(() => {
    client.destroy();
  });
}
