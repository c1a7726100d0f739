import { CLI_KEYS } from './keys/cli-keys.ts';
import { CLIENT_KEYS } from './keys/client-keys.ts';
import { CREDENTIAL_KEYS } from './keys/credential-keys.ts';
import type { KeyPlace, ProfileKey } from './keys/profile-key.ts';
import { S3_KEYS, SERVICES_KEYS, SSO_SESSION_KEYS } from './keys/section-keys.ts';

export { CREDENTIAL_SOURCES } from './keys/credential-keys.ts';
export type { KeyPlace, ProfileKey } from './keys/profile-key.ts';
export type { KeyType } from './keys/setting.ts';

/**
 * All keys that an AWS tool reads in config and credentials files: what completion, hovers, rules and the docs know.
 * Sources: botocore's configprovider.py, the AWS CLI's config-vars and s3-config topics, the Go and JS SDKs' readers.
 */
export const PROFILE_KEYS: readonly ProfileKey[] = [
  ...CREDENTIAL_KEYS,
  ...CLIENT_KEYS,
  ...CLI_KEYS,
  ...SSO_SESSION_KEYS,
  ...SERVICES_KEYS,
  ...S3_KEYS,
];

const OF_PROFILES = keysAt('profile');

const ELSEWHERE: Readonly<Record<Exclude<KeyPlace, 'profile'>, ReadonlyMap<string, ProfileKey>>> = {
  'sso-session': keysAt('sso-session'),
  services: keysAt('services'),
  s3: keysAt('s3'),
};

function keysAt(place: KeyPlace): ReadonlyMap<string, ProfileKey> {
  return new Map(PROFILE_KEYS.filter((key) => key.place === place).map((key) => [key.name, key]));
}

/** Finds a key by its lower-cased name. */
export function findProfileKey(name: string, place: KeyPlace = 'profile'): ProfileKey | undefined {
  // Nearly all are asked for there.
  return (place === 'profile' ? OF_PROFILES : ELSEWHERE[place]).get(name);
}

/**
 * Keys that other tools read or write in the same files: aws-vault, tools for sign-in with SAML, granted. Nobody has
 * mistyped them.
 */
export function isThirdPartyKey(name: string): boolean {
  return (
    THIRD_PARTY_KEYS.has(name) ||
    name.startsWith('granted_') ||
    name.startsWith('x_') ||
    name.startsWith('proxy_')
  );
}

const THIRD_PARTY_KEYS: ReadonlySet<string> = new Set([
  'include_profile',
  'parent_profile',
  'mfa_process',
  'session_tags',
  'transitive_session_tags',
  'source_identity',
  'web_identity_token_process',
  'chain_mfa',
  'aws_expiration',
  'expiration',
  'token_expiration',
]);
