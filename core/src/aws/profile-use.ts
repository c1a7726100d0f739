import { SecretValue } from '../secret/secret-value.ts';
import { parseAccessKeyId } from './access-key-id.ts';
import { providerOfProfile, type StaticProvider } from './credential-provider.ts';
import type { Profile, ProfilePart } from './profile.ts';
import type { ProfileSetting, ProfileSettings } from './profile-setting.ts';
import type { ToolFamily } from './tool-families.ts';

/** The parts of a static key that a tool would sign with. */
export interface KeyTriple {
  readonly id: ProfileSetting;
  readonly secret: ProfileSetting;
  readonly token: ProfileSetting | undefined;
}

/**
 * What a tool gets a profile's credentials from.
 * - `keys`: its static keys; with `role` it assumes the profile's role with them;
 * - `other`: whatever else the profile names;
 * - `error`: it refuses the profile;
 * - `nothing`: it finds no credentials.
 */
export type ProfileUse =
  | { readonly type: 'keys'; readonly keys: KeyTriple; readonly role: boolean }
  | { readonly type: 'other' }
  | { readonly type: 'error' }
  | { readonly type: 'nothing' };

/** What each family does; left out where it is not known. */
export type ProfileUses = Readonly<Partial<Record<ToolFamily, ProfileUse>>>;

const OTHER: ProfileUse = { type: 'other' };
const ERROR: ProfileUse = { type: 'error' };
const NOTHING: ProfileUse = { type: 'nothing' };

/**
 * What each family of tools makes of a profile that is used directly, or one that names itself as source: its own keys
 * are the source of its role then.
 */
export function usesOf(profile: Profile): ProfileUses {
  const go = useOfGo(profile);
  return { cli: useOfCli(profile), js: useOfJs(profile), ...(go && { go }) };
}

/** Whether a profile names itself as the source of its role, so that its own keys are meant. */
export function isOwnSource({ name, settings }: Profile): boolean {
  return settings.has('role_arn') && settings.get('source_profile')?.value === name;
}

/** Whether a setting has a value: readers disagree about an empty one, but nobody can use it. */
export function isGiven(setting: ProfileSetting | undefined): setting is ProfileSetting {
  if (!setting) return false;
  return setting.value instanceof SecretValue ? !setting.value.isEmpty : setting.value !== '';
}

/** The access key id of a setting. */
export function keyIdOf({ value }: ProfileSetting): ReturnType<typeof parseAccessKeyId> {
  return value instanceof SecretValue ? parseAccessKeyId(value) : undefined;
}

/** `providerOfProfile` tells which provider botocore takes; this tells how it fares. */
function useOfCli(profile: Profile): ProfileUse {
  const provider = providerOfProfile(profile, isOwnSource(profile));
  switch (provider.type) {
    case 'role':
      return provider.source.type === 'none' || provider.source.type === 'conflict' ? ERROR : OTHER;
    case 'web-identity':
      return provider.roleArn ? OTHER : ERROR;
    case 'static':
      return useOfStatic(provider);
    case 'none':
      return NOTHING;
    default:
      return OTHER;
  }
}

function useOfStatic({ accessKeyId: id, secretAccessKey: secret, sessionToken }: StaticProvider): ProfileUse {
  const token = isGiven(sessionToken) ? sessionToken : undefined;
  return secret ? { type: 'keys', keys: { id, secret, token }, role: false } : ERROR;
}

/**
 * The two files are one to the JavaScript SDK, and an empty value is none.
 * Source: `resolveProfileData` of @aws-sdk/credential-provider-ini.
 */
function useOfJs(profile: Profile): ProfileUse {
  const { settings } = profile;
  const has = (name: string): boolean => isGiven(settings.get(name));
  const isRole = has('role_arn') && has('source_profile') !== has('credential_source');
  if (isRole && !isOwnSource(profile)) return OTHER;
  const keys = tripleIn(settings, settings);
  if (keys) return { type: 'keys', keys, role: false };
  return OTHER_KEYS.some((name) => has(name) && (name !== 'web_identity_token_file' || has('role_arn')))
    ? OTHER
    : NOTHING;
}

/** What gives credentials in a profile without keys and without a complete role. */
const OTHER_KEYS = [
  'web_identity_token_file',
  'credential_process',
  'sso_start_url',
  'sso_account_id',
  'sso_session',
  'sso_region',
  'sso_role_name',
  'login_session',
];

/** Of these Go tools allow one. */
const GO_SOURCES = ['source_profile', 'credential_source', 'credential_process', 'web_identity_token_file'];

/** What makes a profile one of IAM Identity Center. */
const GO_SSO = [['sso_session'], ['sso_account_id', 'sso_start_url']];

/**
 * A pair counts where both halves stand in one file, that of the credentials file first; half a pair in the last file
 * that has the profile is an error. `undefined` for `login_session`, whose place among the others is not known.
 * Source: `mergeSections`, `setFromIniSections` and `resolveCredsFromProfile` of aws-sdk-go-v2.
 */
function useOfGo(profile: Profile): ProfileUse | undefined {
  const { settings, config, credentials } = profile;
  if (settings.has('login_session')) return undefined;
  const has = (name: string): boolean => isGiven(settings.get(name));
  const sources = GO_SOURCES.filter(has);
  if (isHalf(credentials ?? config) || sources.length > 1) return ERROR;
  const isOwn = isOwnSource(profile);
  if (has('source_profile') && !isOwn) return OTHER;
  const keys = pairOfGo(profile);
  if (keys) return { type: 'keys', keys, role: has('role_arn') && !isOwn };
  return sources.length > 0 || GO_SSO.some((names) => names.every(has)) ? OTHER : NOTHING;
}

function pairOfGo({ settings, config, credentials }: Profile): KeyTriple | undefined {
  return tripleIn(credentials?.settings, settings) ?? tripleIn(config?.settings, settings);
}

function isHalf(part: ProfilePart | undefined): boolean {
  return part?.settings.has('aws_access_key_id') !== part?.settings.has('aws_secret_access_key');
}

/** Neither SDK reads `aws_security_token`. */
function tripleIn(pair: ProfileSettings | undefined, all: ProfileSettings): KeyTriple | undefined {
  const [id, secret] = [pair?.get('aws_access_key_id'), pair?.get('aws_secret_access_key')];
  const token = all.get('aws_session_token');
  if (!isGiven(id) || !isGiven(secret)) return undefined;
  return { id, secret, token: isGiven(token) ? token : undefined };
}
