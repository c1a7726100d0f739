import { createPublicKey, verify } from 'node:crypto';
import { StsError } from './errors.ts';
import type { IdentityProvider } from './world-types.ts';

/** The claims of a token that STS looks at. */
export interface WebIdentityClaims {
  readonly issuer: string;
  readonly subject: string;
  readonly audiences: readonly string[];
  /** Seconds since 1970. */
  readonly expiry: number;
}

/** A token taken apart; its claims are not yet believed. */
export interface WebIdentityToken {
  readonly keyId: string | undefined;
  readonly algorithm: string;
  readonly signedText: string;
  readonly signature: Uint8Array;
  readonly claims: WebIdentityClaims;
}

/** 400 `InvalidIdentityToken` with STS's text. */
export const invalidIdentityToken = (message: string): StsError =>
  new StsError({ status: 400, code: 'InvalidIdentityToken', message });

const notAToken = (): StsError =>
  invalidIdentityToken(
    'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
  );

const decodeObject = (part: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // Not JSON: told below, like everything else that is no token.
  }
  throw notAToken();
};

const readClaims = (body: Record<string, unknown>): WebIdentityClaims => {
  const { iss, sub, aud, exp } = body;
  if (typeof iss !== 'string' || typeof sub !== 'string' || typeof exp !== 'number') throw notAToken();
  const audiences = (Array.isArray(aud) ? aud : [aud]).filter((value) => typeof value === 'string');
  return { issuer: iss, subject: sub, audiences, expiry: exp };
};

/** Takes a JSON web token apart. @throws StsError `InvalidIdentityToken`; the token stands in no message. */
export const parseWebIdentityToken = (token: string): WebIdentityToken => {
  const parts = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(token);
  const [, head = '', body = '', signature = ''] = parts ?? [];
  if (parts === null) throw notAToken();
  const { alg, kid } = decodeObject(head);
  return {
    keyId: typeof kid === 'string' ? kid : undefined,
    algorithm: typeof alg === 'string' ? alg : '',
    signedText: `${head}.${body}`,
    signature: Buffer.from(signature, 'base64url'),
    claims: readClaims(decodeObject(body)),
  };
};

/** Whether the provider signed the token; only RS256 and ES256 count. */
export const isSignedBy = (token: WebIdentityToken, provider: IdentityProvider): boolean => {
  const jwk = provider.keys.find(({ kid }) => kid === token.keyId);
  const keyType = new Map([
    ['RS256', 'RSA'],
    ['ES256', 'EC'],
  ]).get(token.algorithm);
  if (jwk === undefined || keyType === undefined || jwk.kty !== keyType) return false;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const text = Buffer.from(token.signedText);
  return verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, token.signature);
};
