import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { IdentityProvider } from './world-types.ts';

/** An OpenID Connect issuer of a test. */
export interface TestIdentityProvider {
  /** For the world of the local STS. */
  readonly provider: IdentityProvider;
  /** Signs a token with these claims; `iss` is the issuer's own unless given. */
  readonly sign: (claims: Readonly<Record<string, unknown>>) => string;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Makes an issuer with a new P-256 key. */
export const createIdentityProvider = (url: string, clientIds: readonly string[]): TestIdentityProvider => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomUUID();
  return {
    provider: { url, clientIds, keys: [{ ...publicKey.export({ format: 'jwk' }), kid }] },
    sign: (claims) => {
      const text = `${encode({ alg: 'ES256', typ: 'JWT', kid })}.${encode({ iss: url, ...claims })}`;
      const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      return `${text}.${signature.toString('base64url')}`;
    },
  };
};
