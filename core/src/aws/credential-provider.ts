import { plainText } from '../documents/ini/readers/reading.ts';
import type { Profile, ProfilePart } from './profile.ts';
import type { AwsFileName, ProfileSetting } from './profile-setting.ts';

/** What a profile gets its credentials from. */
export type CredentialProvider =
  | StaticProvider
  | RoleProvider
  | {
      readonly type: 'web-identity';
      readonly tokenFile: ProfileSetting;
      /** Without a role botocore gives up with an error. */
      readonly roleArn: ProfileSetting | undefined;
    }
  | {
      readonly type: 'sso';
      /** Missing in the old form, whose token is never refreshed. */
      readonly session: ProfileSetting | undefined;
      readonly accountId: ProfileSetting | undefined;
      readonly roleName: ProfileSetting | undefined;
    }
  | { readonly type: 'login'; readonly session: ProfileSetting }
  | { readonly type: 'process'; readonly command: ProfileSetting }
  | { readonly type: 'none' };

/** Keys that stand in one of the files. */
export interface StaticProvider {
  readonly type: 'static';
  readonly file: AwsFileName;
  readonly accessKeyId: ProfileSetting;
  /** Without it botocore gives up with "Partial credentials found". */
  readonly secretAccessKey: ProfileSetting | undefined;
  /** `aws_security_token` before `aws_session_token`, as botocore takes them. */
  readonly sessionToken: ProfileSetting | undefined;
}

export interface RoleProvider {
  readonly type: 'role';
  readonly roleArn: ProfileSetting;
  readonly source: RoleSource;
}

/** Whose credentials assume a role. */
export type RoleSource =
  | {
      readonly type: 'profile';
      readonly setting: ProfileSetting;
      /** Missing where the setting holds no name but a block or something that looks like a secret. */
      readonly name: string | undefined;
    }
  | {
      readonly type: 'credential-source';
      readonly setting: ProfileSetting;
      readonly name: string | undefined;
    }
  /** botocore refuses a profile that has both. */
  | {
      readonly type: 'conflict';
      readonly sourceProfile: ProfileSetting;
      readonly credentialSource: ProfileSetting;
    }
  | { readonly type: 'none' };

/**
 * The provider that the AWS CLI and boto3 use for a profile: role, web identity, SSO, keys of the credentials file,
 * login, process, keys of the config file. As the source of another profile's role its own keys come before its role.
 * Keys in the environment, which come first for a profile that is not named on the command line, are left out.
 * Source: botocore/credentials.py, `create_credential_resolver` and `AssumeRoleProvider`.
 */
export function providerOfProfile(profile: Profile, asSource = false): CredentialProvider {
  const role = roleProvider(profile);
  return role && !(asSource && hasStaticKeys(profile))
    ? role
    : (profileProvider(profile) ?? { type: 'none' });
}

/** The profile whose credentials a role is assumed with, as the role's profile names it. */
export function sourceNameOf(provider: CredentialProvider): string | undefined {
  return provider.type === 'role' && provider.source.type === 'profile' ? provider.source.name : undefined;
}

/** Whether a profile holds an id or a secret, in whichever file: enough for botocore to prefer it over its own role. */
export function hasStaticKeys({ settings }: Profile): boolean {
  return settings.has('aws_access_key_id') || settings.has('aws_secret_access_key');
}

function roleProvider({ settings }: Profile): RoleProvider | undefined {
  const roleArn = settings.get('role_arn');
  // A token file, even an empty one, leaves the role to the next provider.
  if (!roleArn || settings.has('web_identity_token_file')) return undefined;
  const sourceProfile = settings.get('source_profile');
  const credentialSource = settings.get('credential_source');
  return { type: 'role', roleArn, source: roleSource(sourceProfile, credentialSource) };
}

function roleSource(
  sourceProfile: ProfileSetting | undefined,
  credentialSource: ProfileSetting | undefined,
): RoleSource {
  if (sourceProfile && credentialSource) return { type: 'conflict', sourceProfile, credentialSource };
  if (sourceProfile) return { type: 'profile', setting: sourceProfile, name: plainText(sourceProfile) };
  if (credentialSource)
    return { type: 'credential-source', setting: credentialSource, name: plainText(credentialSource) };
  return { type: 'none' };
}

/** botocore's `ProfileProviderBuilder.providers`, in its order. */
function profileProvider({ settings, config, credentials }: Profile): CredentialProvider | undefined {
  const tokenFile = settings.get('web_identity_token_file');
  if (tokenFile && tokenFile.value !== '')
    return { type: 'web-identity', tokenFile, roleArn: settings.get('role_arn') };
  const [accountId, roleName] = [settings.get('sso_account_id'), settings.get('sso_role_name')];
  if (accountId ?? roleName)
    return { type: 'sso', session: settings.get('sso_session'), accountId, roleName };
  const shared = staticProvider(credentials, 'credentials');
  if (shared) return shared;
  const session = settings.get('login_session');
  if (session) return { type: 'login', session };
  const command = settings.get('credential_process');
  if (command) return { type: 'process', command };
  return staticProvider(config, 'config');
}

/** The id decides: a secret or a token alone counts for nothing. */
function staticProvider(part: ProfilePart | undefined, file: AwsFileName): StaticProvider | undefined {
  const accessKeyId = part?.settings.get('aws_access_key_id');
  if (!part || !accessKeyId) return undefined;
  return {
    type: 'static',
    file,
    accessKeyId,
    secretAccessKey: part.settings.get('aws_secret_access_key'),
    sessionToken: part.settings.get('aws_security_token') ?? part.settings.get('aws_session_token'),
  };
}
