import { safe, type SafeText } from '../secret/safe-text.ts';
import { ALL_READERS, BOTOCORE, CLI, type KeyType, type Setting, type SettingExtra } from './keys/setting.ts';
import { findProfileKey } from './profile-keys.ts';

/** An environment variable that some AWS tool reads. */
export interface AwsVariable extends Setting {
  /** The key of a profile that it overrides. */
  readonly key: string | undefined;
}

function variable(name: string, type: KeyType, summary: SafeText, more: SettingExtra = {}): AwsVariable {
  return { name, key: undefined, type, readers: ALL_READERS, summary, ...more };
}

/** A variable that means what a key of a profile means. */
function overrides(key: string, name = `AWS_${key.toUpperCase()}`, more: SettingExtra = {}): AwsVariable {
  const setting = findProfileKey(key);
  if (!setting) throw new TypeError(`There is no key ${key}`);
  const { type, readers, values, limits, unit, usual, summary } = setting;
  return {
    name,
    key,
    type,
    readers,
    summary,
    ...(values && { values }),
    ...(limits && { limits }),
    ...(unit && { unit }),
    ...(usual && { usual }),
    ...more,
  };
}

const CHOOSING: readonly AwsVariable[] = [
  variable('AWS_PROFILE', 'profile', safe`Profile to use`, {
    usual: safe`default`,
    details: safe`Keys in the environment come before it, except in the JavaScript SDK.`,
  }),
  variable('AWS_DEFAULT_PROFILE', 'profile', safe`Profile to use`, {
    readers: [...BOTOCORE, 'go'],
    details: safe`boto3 and version 1 of the AWS CLI look at it before AWS_PROFILE, all others after it.`,
    replacedBy: 'AWS_PROFILE',
  }),
  overrides('region', 'AWS_REGION', {
    readers: ['cli-v2', 'js', 'go'],
    details: safe`boto3 and version 1 of the AWS CLI read AWS_DEFAULT_REGION alone.`,
  }),
  overrides('region', 'AWS_DEFAULT_REGION', {
    readers: [...BOTOCORE, 'go'],
    details: safe`Where both are set, AWS_REGION wins in version 2 of the AWS CLI and in the Go SDK.`,
  }),
  variable('AWS_CONFIG_FILE', 'path', safe`Where the config file is`, {
    usual: safe`~/.aws/config`,
    details: safe`The caches of the AWS CLI do not move with it.`,
  }),
  variable('AWS_SHARED_CREDENTIALS_FILE', 'path', safe`Where the credentials file is`, {
    usual: safe`~/.aws/credentials`,
  }),
];

const CREDENTIALS: readonly AwsVariable[] = [
  overrides('aws_access_key_id', 'AWS_ACCESS_KEY_ID', {
    details: safe`Goes with AWS_SECRET_ACCESS_KEY, and for an ASIA id with AWS_SESSION_TOKEN.`,
  }),
  overrides('aws_secret_access_key', 'AWS_SECRET_ACCESS_KEY'),
  overrides('aws_session_token', 'AWS_SESSION_TOKEN'),
  overrides('aws_security_token', 'AWS_SECURITY_TOKEN', { replacedBy: 'AWS_SESSION_TOKEN' }),
  overrides('aws_access_key_id', 'AWS_ACCESS_KEY', { readers: ['go'], replacedBy: 'AWS_ACCESS_KEY_ID' }),
  overrides('aws_secret_access_key', 'AWS_SECRET_KEY', {
    readers: ['go'],
    replacedBy: 'AWS_SECRET_ACCESS_KEY',
  }),
  variable('AWS_CREDENTIAL_EXPIRATION', 'text', safe`When the session in the environment ends`, {
    readers: [...BOTOCORE, 'js'],
    details: safe`A time in ISO 8601; without a zone it is UTC.`,
  }),
  overrides('aws_account_id', 'AWS_ACCOUNT_ID', { readers: [...BOTOCORE, 'js'] }),
  overrides('aws_credential_scope', 'AWS_CREDENTIAL_SCOPE'),
  overrides('web_identity_token_file', 'AWS_WEB_IDENTITY_TOKEN_FILE'),
  variable('AWS_ROLE_ARN', 'role-arn', safe`Role to assume with AWS_WEB_IDENTITY_TOKEN_FILE`, {
    details: safe`Profiles with a role_arn do not look at it.`,
  }),
  variable(
    'AWS_ROLE_SESSION_NAME',
    'session-name',
    safe`Name of that role's session, as it appears in logs`,
    {
      usual: safe`a name that the tool makes up`,
    },
  ),
  variable('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 'text', safe`Path of a container's credentials`, {
    details: safe`Set by Amazon ECS.`,
  }),
  variable('AWS_CONTAINER_CREDENTIALS_FULL_URI', 'url', safe`Address of a container's credentials`),
  variable(
    'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    'secret',
    safe`Token to ask for a container's credentials with`,
  ),
  variable(
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
    'path',
    safe`File with the token to ask for a container's credentials with`,
  ),
  variable('AWS_LOGIN_CACHE_DIRECTORY', 'path', safe`Where sessions of aws login are kept`, {
    readers: [...BOTOCORE, 'js'],
    usual: safe`~/.aws/login/cache`,
  }),
];

const REQUESTS: readonly AwsVariable[] = [
  overrides('endpoint_url', 'AWS_ENDPOINT_URL', {
    details: safe`AWS_ENDPOINT_URL_S3 and the like do so for a single service.`,
  }),
  overrides('ignore_configured_endpoint_urls'),
  overrides('ca_bundle'),
  overrides('use_fips_endpoint'),
  overrides('use_dualstack_endpoint'),
  overrides('sts_regional_endpoints'),
  overrides('retry_mode'),
  overrides('max_attempts'),
  overrides('defaults_mode'),
  overrides('endpoint_discovery_enabled', 'AWS_ENDPOINT_DISCOVERY_ENABLED', { readers: [...BOTOCORE, 'js'] }),
  overrides('endpoint_discovery_enabled', 'AWS_ENABLE_ENDPOINT_DISCOVERY', { readers: ['js', 'go'] }),
  overrides('sdk_ua_app_id'),
  overrides('disable_request_compression'),
  overrides('request_min_compression_size_bytes'),
  overrides('request_checksum_calculation'),
  overrides('response_checksum_validation'),
  overrides('account_id_endpoint_mode'),
  overrides('sigv4a_signing_region_set'),
  overrides('auth_scheme_preference'),
  overrides('disable_host_prefix_injection'),
  overrides('disable_clock_skew_correction'),
  overrides('s3_use_arn_region'),
  overrides('s3_us_east_1_regional_endpoint'),
  overrides('s3_disable_multiregion_access_points', undefined, { readers: ['cli-v1', 'boto3', 'js', 'go'] }),
  overrides('s3_disable_express_session_auth'),
];

const METADATA: readonly AwsVariable[] = [
  variable('AWS_EC2_METADATA_DISABLED', 'boolean', safe`Whether the metadata service is never asked`, {
    usual: safe`false`,
  }),
  overrides('ec2_metadata_service_endpoint'),
  overrides('ec2_metadata_service_endpoint_mode'),
  overrides('ec2_metadata_v1_disabled'),
  overrides('imds_use_ipv6', undefined, { replacedBy: 'AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE' }),
  overrides('metadata_service_timeout'),
  overrides('metadata_service_num_attempts'),
];

const TOOLS: readonly AwsVariable[] = [
  overrides('output', 'AWS_DEFAULT_OUTPUT'),
  overrides('cli_pager', 'AWS_PAGER', { details: safe`An empty value turns it off.` }),
  overrides('cli_auto_prompt'),
  variable('AWS_CLI_FILE_ENCODING', 'text', safe`Encoding of the files that the AWS CLI reads`, {
    readers: CLI,
  }),
  overrides('data_path'),
  overrides('csm_enabled'),
  overrides('csm_host'),
  overrides('csm_port'),
  overrides('csm_client_id'),
];

/**
 * All environment variables that an AWS tool reads.
 * Sources: botocore's configprovider.py and credentials.py, the AWS CLI's config-vars topic, env_config.go of the Go
 * SDK, the JavaScript SDK's selectors.
 */
export const AWS_VARIABLES: readonly AwsVariable[] = [
  ...CHOOSING,
  ...CREDENTIALS,
  ...REQUESTS,
  ...METADATA,
  ...TOOLS,
];

const BY_NAME: ReadonlyMap<string, AwsVariable> = new Map(AWS_VARIABLES.map((one) => [one.name, one]));

/** One service's address, such as `AWS_ENDPOINT_URL_S3`. */
const SERVICE_ADDRESS = /^AWS_ENDPOINT_URL_[A-Z0-9_]+$/u;

/** Finds a variable by its name, with its case. */
export function findAwsVariable(name: string): AwsVariable | undefined {
  const known = BY_NAME.get(name);
  if (known || !SERVICE_ADDRESS.test(name)) return known;
  return variable(name, 'url', safe`Address that the requests of one service go to instead of AWS`);
}
