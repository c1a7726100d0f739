import { providerOfProfile, type CredentialProvider } from './credential-provider.ts';
import type { Profile, ProfilePart } from './profile.ts';
import { isSet, SSO_KEYS } from './profile-sso.ts';

/**
 * What a tool gets a profile's credentials from. `role-of-own-keys`: the role is assumed with keys of the profile
 * itself; `role-of-provider`: with what another setting of the profile gives; `role-of-others`: with whatever the tool
 * finds elsewhere; `refusal`: the tool gives up with an error; `nothing`: it finds none in the profile and looks on
 * elsewhere.
 */
export type ToolChoice =
  | 'role'
  | 'role-of-own-keys'
  | 'role-of-provider'
  | 'role-of-others'
  | 'web-identity'
  | 'sso'
  | 'login'
  | 'process'
  | 'static'
  | 'nothing'
  | 'refusal';

/** What the AWS CLI and boto3, the JavaScript SDK and the Go SDK take for a profile that is used by itself. */
export interface ToolChoices {
  readonly botocore: ToolChoice;
  readonly js: ToolChoice;
  readonly go: ToolChoice;
}

/** How each tool would get the credentials of a profile. */
export function toolChoices(profile: Profile): ToolChoices {
  return {
    botocore: botocoreChoice(providerOfProfile(profile)),
    js: jsChoice(profile),
    go: goChoice(profile),
  };
}

function botocoreChoice(provider: CredentialProvider): ToolChoice {
  switch (provider.type) {
    case 'role':
      return provider.source.type === 'none' || provider.source.type === 'conflict' ? 'refusal' : 'role';
    case 'web-identity':
      return provider.roleArn ? 'web-identity' : 'refusal';
    case 'static':
      return provider.secretAccessKey ? 'static' : 'refusal';
    case 'none':
      return 'nothing';
    default:
      return provider.type;
  }
}

/** Source: resolveProfileData.js of `@aws-sdk/credential-provider-ini`. Empty settings are none for it. */
function jsChoice({ settings }: Profile): ToolChoice {
  const has = (key: string): boolean => isSet(settings, key);
  if (has('role_arn') && has('source_profile') !== has('credential_source')) return 'role';
  if (has('aws_access_key_id') && has('aws_secret_access_key')) return 'static';
  if (has('role_arn') && has('web_identity_token_file')) return 'web-identity';
  if (has('credential_process')) return 'process';
  if (SSO_KEYS.some(has)) return 'sso';
  return has('login_session') ? 'login' : 'nothing';
}

const EXCLUSIVE = ['source_profile', 'credential_source', 'credential_process', 'web_identity_token_file'];

/** Source: shared_config.go and resolve_credentials.go of the Go SDK. A pair of keys counts within one file. */
function goChoice(profile: Profile): ToolChoice {
  const has = (key: string): boolean => isSet(profile.settings, key);
  if (EXCLUSIVE.filter(has).length > 1) return 'refusal';
  const role = has('role_arn');
  if (role && has('source_profile')) return 'role';
  if ([profile.credentials, profile.config].some(isPair)) return role ? 'role-of-own-keys' : 'static';
  if (role && has('credential_source')) return 'role';
  if (has('web_identity_token_file')) return role ? 'web-identity' : 'refusal';
  const other = otherGoChoice(has);
  if (!role) return other;
  return other === 'nothing' ? 'role-of-others' : 'role-of-provider';
}

function otherGoChoice(has: (key: string) => boolean): ToolChoice {
  if (has('sso_account_id') || has('sso_role_name')) return 'sso';
  if (has('credential_process')) return 'process';
  return has('login_session') ? 'login' : 'nothing';
}

function isPair(part: ProfilePart | undefined): boolean {
  return (
    part !== undefined &&
    isSet(part.settings, 'aws_access_key_id') &&
    isSet(part.settings, 'aws_secret_access_key')
  );
}
