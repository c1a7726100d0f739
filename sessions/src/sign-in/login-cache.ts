import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readExpiration, SecretValue } from '@keyless/core';
import type { SessionCredentials } from '../credentials.ts';
import { objectIn, readTokenFile } from './token-file.ts';

/** The credentials of a console login, as `aws login` leaves them. They last 15 minutes; the AWS CLI renews them. */
export type LoginCredentials =
  | {
      readonly state: 'live';
      readonly credentials: SessionCredentials;
      readonly expiresAt: Date;
      readonly renews: boolean;
    }
  /** `renews`: the AWS CLI gets new ones by itself, with its refresh token. How long that lasts, the file does not tell. */
  | { readonly state: 'ended'; readonly expiresAt: Date; readonly renews: boolean }
  /** Nobody has logged in yet, or what is there cannot be read. */
  | { readonly state: 'absent' };

/** The folder in which `aws login` keeps what it got. */
export function loginFolder(home: string, env: Readonly<Record<string, string | undefined>>): string {
  const named = env['AWS_LOGIN_CACHE_DIRECTORY'];
  return named === undefined || named === '' ? join(home, '.aws', 'login', 'cache') : named;
}

/** Where `aws login` keeps what it got for a `login_session`. */
export function loginFile(
  home: string,
  env: Readonly<Record<string, string | undefined>>,
  loginSession: string,
): string {
  return join(loginFolder(home, env), `${createHash('sha256').update(loginSession).digest('hex')}.json`);
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
  const renews = typeof content?.['refreshToken'] === 'string';
  if (expiresAt.getTime() <= now.getTime()) return { state: 'ended', expiresAt, renews };
  const credentials = {
    accessKeyId: new SecretValue(id),
    secretAccessKey: new SecretValue(secret),
    sessionToken: new SecretValue(sessionToken),
  };
  return { state: 'live', credentials, expiresAt, renews };
}
