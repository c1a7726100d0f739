import { GetRoleCredentialsCommand, SSOClient } from '@aws-sdk/client-sso';
import type { CredentialsOutcome, RoleCredentialsRequest, StsTarget } from '../sts-port.ts';
import { portalConfig, readBundle } from './client-config.ts';
import { attempt, sessionOf } from './credentials-outcome.ts';

/**
 * Gets the session of a permission set from IAM Identity Center. Never rejects.
 * https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
 */
export async function roleCredentials(
  request: RoleCredentialsRequest,
  target: StsTarget,
  signal: AbortSignal,
): Promise<CredentialsOutcome> {
  const ca = await readBundle(target);
  if (ca === 'unreadable') return { ok: false, failure: { type: 'network', code: 'CA_BUNDLE', message: '' } };
  const client = new SSOClient(portalConfig(target, ca));
  return attempt(signal, async () => {
    const command = new GetRoleCredentialsCommand({
      accountId: request.accountId,
      roleName: request.roleName,
      accessToken: request.accessToken.expose(),
    });
    const { roleCredentials: keys, $metadata } = await client.send(command, { abortSignal: signal });
    return sessionOf(
      {
        AccessKeyId: keys?.accessKeyId,
        SecretAccessKey: keys?.secretAccessKey,
        SessionToken: keys?.sessionToken,
      },
      $metadata.httpStatusCode,
    );
  }).finally(() => {
    client.destroy();
  });
}
