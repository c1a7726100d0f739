import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readExpiration, SecretValue } from '@keyless/core';
import type { SessionCredentials } from '../credentials.ts';
import { objectIn, readTokenFile } from './token-file.ts';

/** The credentials of a console login, as `aws login` leaves them. They last 15 minutes; the AWS CLI renews them. */
export type LoginCredentials =
  | { readonly state: 'live'; readonly credentials: SessionCredentials; readonly expiresAt: Date }
  | { readonly state: 'ended'; readonly expiresAt: Date }
  /** Nobody has logged in yet, or what is there cannot be read. */
  | { readonly state: 'absent' };

/** Where `aws login` keeps what it got for a `login_session`. */
export function loginFile(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
  loginSession: string,
): string {
  const named = env['AWS_LOGIN_CACHE_DIRECTORY'];
  const folder = named === undefined || named === '' ? join(home, '.aws', 'login', 'cache') : named;
  return join(folder, `${createHash('sha256').update(loginSession).digest('hex')}.json`);
}

/** Reads the credentials of a console login. They are never written here: renewing them needs the login's own key. */
export async function readLogin(file: string, now: Date): Promise<LoginCredentials> {
  const content = await readTokenFile(file);
  const token = content && objectIn(content, 'accessToken');
  const expiration = readExpiration(token?.['expiresAt']);
  const { accessKeyId: id, secretAccessKey: secret, sessionToken } = token ?? {};
  if (typeof id !== 'string' || typeof secret !== 'string' || typeof sessionToken !== 'string')
    return { state: 'absent' };
  if (!('at' in expiration)) return { state: 'absent' };
  const expiresAt = expiration.at;
  if (expiresAt.getTime() <= now.getTime()) return { state: 'ended', expiresAt };
  const credentials = {
    accessKeyId: new SecretValue(id),
    secretAccessKey: new SecretValue(secret),
    sessionToken: new SecretValue(sessionToken),
  };
  return { state: 'live', credentials, expiresAt };
}
