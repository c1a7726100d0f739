import { safe } from '../../secret/safe-text.ts';
import { LONGEST_SESSION, SHORTEST_SESSION } from '../duration.ts';
import { keysOf, type ProfileKey } from './profile-key.ts';
import { BOTOCORE } from './setting.ts';

/** The credential sources of `credential_source`. botocore compares them with their case. */
export const CREDENTIAL_SOURCES = ['Environment', 'Ec2InstanceMetadata', 'EcsContainer'] as const;

const key = keysOf('profile', true);

const STATIC_KEYS: readonly ProfileKey[] = [
  key('aws_access_key_id', 'access-key-id', safe`Id of a static access key`, {
    details: safe`The AWS CLI, boto3 and the Go SDK want its secret in the same file.`,
  }),
  key('aws_secret_access_key', 'secret', safe`Secret of a static access key`),
  key('aws_session_token', 'secret', safe`Token of a temporary session; ends with it`, {
    details: safe`A role with a source_profile gets new sessions by itself.`,
  }),
  key('aws_security_token', 'secret', safe`Old name of aws_session_token, which botocore reads before it`, {
    readers: BOTOCORE,
    replacedBy: 'aws_session_token',
  }),
  key('aws_account_id', 'account-id', safe`Account that the credentials belong to`),
  key('aws_credential_scope', 'text', safe`Region that credentials are scoped to`, {
    readers: ['js'],
  }),
];

const ROLE_KEYS: readonly ProfileKey[] = [
  key('role_arn', 'role-arn', safe`Role to assume`, {
    details: safe`Goes with exactly one of source_profile, credential_source and web_identity_token_file.`,
  }),
  key('source_profile', 'profile', safe`Profile whose credentials assume the role`, {
    details: safe`Keys in that profile come before its own role. A source that is a session itself limits this role to one hour.`,
  }),
  key(
    'credential_source',
    'choice',
    safe`Where the credentials that assume the role come from, instead of a profile`,
    {
      values: CREDENTIAL_SOURCES,
      details: safe`The AWS CLI compares it with its case.`,
    },
  ),
  key('external_id', 'external-id', safe`External id that the role's trust policy asks for`),
  key('mfa_serial', 'mfa-serial', safe`MFA device to ask a code of when the role is assumed`, {
    details: safe`The AWS CLI and boto3 prompt for the code; a program with another SDK has to bring a prompt of its own.`,
  }),
  key('role_session_name', 'session-name', safe`Name of the session, as it appears in logs`, {
    usual: safe`a name that the tool makes up`,
  }),
  key('duration_seconds', 'integer', safe`How long a session of the role lasts, in seconds`, {
    limits: [SHORTEST_SESSION, LONGEST_SESSION],
    unit: 'seconds',
    usual: safe`3600, and 900 in the Go SDK`,
    details: safe`The role's own MaxSessionDuration limits it too, and a role that is assumed with another session gets one hour at most. The AWS CLI takes a cached session only while 15 minutes are left of it.`,
  }),
  key('web_identity_token_file', 'path', safe`File with an OIDC token to assume the role with`, {
    details: safe`Such a profile ignores duration_seconds.`,
  }),
];

const PROVIDER_KEYS: readonly ProfileKey[] = [
  key('credential_process', 'command', safe`Command that prints credentials as JSON`, {
    details: safe`The AWS CLI and boto3 run it without a shell, so that pipes, variables and ~ do not work; the JavaScript SDK runs it in one.`,
  }),
  key('sso_session', 'sso-session', safe`Section with the sign-in to IAM Identity Center`),
  key('sso_account_id', 'account-id', safe`Account to get credentials for from IAM Identity Center`),
  key('sso_role_name', 'text', safe`Permission set to get credentials for from IAM Identity Center`),
  key('sso_start_url', 'url', safe`Address of IAM Identity Center; belongs into an sso-session section`, {
    details: safe`Without a section of its own the sign-in cannot be refreshed.`,
    replacedBy: 'sso_session',
  }),
  key('sso_region', 'region', safe`Region of IAM Identity Center; belongs into an sso-session section`, {
    replacedBy: 'sso_session',
  }),
  key(
    'sso_registration_scopes',
    'text',
    safe`Scopes to ask for at sign-in; belongs into an sso-session section`,
    { readers: BOTOCORE, replacedBy: 'sso_session' },
  ),
  key('login_session', 'identity-arn', safe`Console identity of aws login, which writes it`, {
    readers: [...BOTOCORE, 'js'],
    details: safe`Needs version 2.32 of the AWS CLI, and botocore with its CRT extra.`,
  }),
];

/** Keys of a profile that take part in how credentials are found. */
export const CREDENTIAL_KEYS: readonly ProfileKey[] = [...STATIC_KEYS, ...ROLE_KEYS, ...PROVIDER_KEYS];
