import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readExpiration, SecretValue } from '@keyless/core';
import { readTokenFile } from './token-file.ts';

/** The token of a sign-in to IAM Identity Center, as `aws sso login` leaves it. */
export type SsoToken =
  | {
      readonly state: 'live';
      readonly accessToken: SecretValue;
      readonly expiresAt: Date;
      readonly renews: boolean;
    }
  /** `renews`: the AWS tools get a new token by themselves, with what else stands in the file. */
  | { readonly state: 'ended'; readonly expiresAt: Date; readonly renews: boolean }
  /** Nobody has signed in yet, or what is there cannot be read. */
  | { readonly state: 'absent' };

/** The folder that the AWS tools share the tokens of sign-ins in. */
export function ssoCacheFolder(home: string): string {
  return join(home, '.aws', 'sso', 'cache');
}

/** The file that the AWS tools share a token in: named after the sso-session, in the old form after the start URL. */
export function ssoTokenFile(home: string, sessionOrStartUrl: string): string {
  const name = createHash('sha1').update(sessionOrStartUrl).digest('hex');
  return join(ssoCacheFolder(home), `${name}.json`);
}

/** Reads the token of a sign-in. It is never written here: renewing it is the matter of the tool that signed in. */
export async function readSsoToken(home: string, sessionOrStartUrl: string, now: Date): Promise<SsoToken> {
  const content = await readTokenFile(ssoTokenFile(home, sessionOrStartUrl));
  const accessToken = content?.['accessToken'];
  const expiration = readExpiration(content?.['expiresAt']);
  if (typeof accessToken !== 'string' || accessToken === '' || !('at' in expiration))
    return { state: 'absent' };
  const expiresAt = expiration.at;
  const renews = canRenew(content ?? {}, now);
  return expiresAt.getTime() > now.getTime()
    ? { state: 'live', accessToken: new SecretValue(accessToken), expiresAt, renews }
    : { state: 'ended', expiresAt, renews };
}

/** Whether the tools can renew a token (botocore, `SSOTokenProvider._attempt_create_token`). */
function canRenew(content: Readonly<Record<string, unknown>>, now: Date): boolean {
  const parts = ['refreshToken', 'clientId', 'clientSecret'];
  if (!parts.every((key) => typeof content[key] === 'string')) return false;
  const registration = readExpiration(content['registrationExpiresAt']);
  return 'at' in registration && registration.at.getTime() > now.getTime();
}
