import { safe, type SafeText } from '../secret/safe-text.ts';

/** Where a key stands: in a profile, in another section of the config file, or in a profile's block `s3 =`. */
export type KeyPlace = 'profile' | 'sso-session' | 'services' | 's3';

/** What the value of a key is. */
export type KeyType =
  | 'access-key-id'
  | 'secret'
  | 'account-id'
  | 'role-arn'
  | 'mfa-serial'
  | 'session-name'
  | 'external-id'
  | 'identity-arn'
  | 'profile'
  | 'sso-session'
  | 'services'
  | 'region'
  | 'command'
  | 'path'
  | 'url'
  | 'integer'
  | 'boolean'
  | 'choice'
  | 'block'
  | 'text';

/** A key that some AWS tool reads. */
export interface ProfileKey {
  readonly name: string;
  readonly place: KeyPlace;
  readonly type: KeyType;
  /** Whether it takes part in how credentials are found. */
  readonly credential: boolean;
  /** For type `choice`: all values, in the case in which the tools want them. */
  readonly values?: readonly string[];
  /** For type `integer`, in the unit of the key. */
  readonly limits?: readonly [least: number, most: number];
  /** One sentence without final stop. */
  readonly summary: SafeText;
}

/** The credential sources of `credential_source`. botocore compares them with their case. */
export const CREDENTIAL_SOURCES = ['Environment', 'Ec2InstanceMetadata', 'EcsContainer'] as const;

type Extra = Partial<Pick<ProfileKey, 'values' | 'limits'>>;

function credential(name: string, type: KeyType, summary: SafeText, extra: Extra = {}): ProfileKey {
  return { name, place: 'profile', type, credential: true, summary, ...extra };
}

function setting(name: string, type: KeyType, summary: SafeText, extra: Extra = {}): ProfileKey {
  return { name, place: 'profile', type, credential: false, summary, ...extra };
}

function choice(name: string, values: readonly string[], summary: SafeText): ProfileKey {
  return setting(name, 'choice', summary, { values });
}

function sso(name: string, type: KeyType, summary: SafeText): ProfileKey {
  return { name, place: 'sso-session', type, credential: true, summary };
}

function s3(name: string, type: KeyType, summary: SafeText, extra: Extra = {}): ProfileKey {
  return { name, place: 's3', type, credential: false, summary, ...extra };
}

/**
 * All keys that an AWS tool reads in config and credentials files.
 * Sources: botocore's configprovider.py, the AWS CLI's config-vars and s3-config topics, the Go and JS SDKs' readers.
 */
export const PROFILE_KEYS: readonly ProfileKey[] = [
  credential('aws_access_key_id', 'access-key-id', safe`Id of a static access key`),
  credential('aws_secret_access_key', 'secret', safe`Secret of a static access key`),
  credential('aws_session_token', 'secret', safe`Token of a temporary session; ends with it`),
  credential(
    'aws_security_token',
    'secret',
    safe`Old name of aws_session_token, which botocore reads before it`,
  ),
  credential('aws_account_id', 'account-id', safe`Account that the credentials belong to`),
  credential('aws_credential_scope', 'text', safe`Region that credentials are scoped to; JS SDK only`),
  credential('role_arn', 'role-arn', safe`Role to assume`),
  credential('source_profile', 'profile', safe`Profile whose credentials assume the role`),
  credential(
    'credential_source',
    'choice',
    safe`Where the credentials that assume the role come from, instead of a profile`,
    {
      values: CREDENTIAL_SOURCES,
    },
  ),
  credential('external_id', 'external-id', safe`External id that the role's trust policy asks for`),
  credential('mfa_serial', 'mfa-serial', safe`MFA device to ask a code of when the role is assumed`),
  credential('role_session_name', 'session-name', safe`Name of the session, as it appears in logs`),
  credential('duration_seconds', 'integer', safe`How long a session of the role lasts, in seconds`, {
    limits: [900, 43_200],
  }),
  credential('web_identity_token_file', 'path', safe`File with an OIDC token to assume the role with`),
  credential('credential_process', 'command', safe`Command that prints credentials as JSON`),
  credential('sso_session', 'sso-session', safe`Section with the sign-in to IAM Identity Center`),
  credential('sso_account_id', 'account-id', safe`Account to get credentials for from IAM Identity Center`),
  credential('sso_role_name', 'text', safe`Permission set to get credentials for from IAM Identity Center`),
  credential(
    'sso_start_url',
    'url',
    safe`Address of IAM Identity Center; belongs into an sso-session section`,
  ),
  credential(
    'sso_region',
    'region',
    safe`Region of IAM Identity Center; belongs into an sso-session section`,
  ),
  credential(
    'sso_registration_scopes',
    'text',
    safe`Scopes to ask for at sign-in; belongs into an sso-session section`,
  ),
  credential('login_session', 'identity-arn', safe`Console identity of aws login, which writes it`),

  setting('region', 'region', safe`Region that requests go to`),
  choice(
    'output',
    ['json', 'text', 'table', 'yaml', 'yaml-stream', 'off'],
    safe`How the AWS CLI prints results`,
  ),
  setting('endpoint_url', 'url', safe`Address that all requests go to instead of AWS`),
  setting('services', 'services', safe`Section with an address for single services`),
  setting('ignore_configured_endpoint_urls', 'boolean', safe`Whether configured addresses are left out`),
  setting('ca_bundle', 'path', safe`File with the certificates to trust`),
  setting('data_path', 'path', safe`Folder with more models of services`),
  setting('use_fips_endpoint', 'boolean', safe`Whether requests go to FIPS endpoints`),
  setting('use_dualstack_endpoint', 'boolean', safe`Whether requests go to endpoints with IPv6`),
  choice('sts_regional_endpoints', ['legacy', 'regional'], safe`Which endpoints of STS are used`),
  choice('retry_mode', ['legacy', 'standard', 'adaptive'], safe`How failed requests are repeated`),
  setting('max_attempts', 'integer', safe`How often a request is tried`),
  choice(
    'defaults_mode',
    ['legacy', 'standard', 'in-region', 'cross-region', 'mobile', 'auto'],
    safe`Set of defaults for clients`,
  ),
  setting('api_versions', 'block', safe`Versions of services' APIs`),
  setting('parameter_validation', 'boolean', safe`Whether parameters are checked before a request`),
  choice('endpoint_discovery_enabled', ['true', 'false', 'auto'], safe`Whether endpoints are looked up`),
  setting('metadata_service_timeout', 'integer', safe`How long the metadata service may take, in seconds`),
  setting('metadata_service_num_attempts', 'integer', safe`How often the metadata service is asked`),
  setting('ec2_metadata_service_endpoint', 'url', safe`Address of the metadata service`),
  choice(
    'ec2_metadata_service_endpoint_mode',
    ['IPv4', 'IPv6'],
    safe`Protocol of the metadata service's address`,
  ),
  setting('ec2_metadata_v1_disabled', 'boolean', safe`Whether the old metadata service is left out`),
  setting('imds_use_ipv6', 'boolean', safe`Old form of ec2_metadata_service_endpoint_mode`),
  setting('sdk_ua_app_id', 'text', safe`Name of the application, sent with each request`),
  setting('disable_request_compression', 'boolean', safe`Whether requests are never compressed`),
  setting(
    'request_min_compression_size_bytes',
    'integer',
    safe`Size from which requests are compressed, in bytes`,
    {
      limits: [0, 10_485_760],
    },
  ),
  choice('request_checksum_calculation', ['when_supported', 'when_required'], safe`When checksums are sent`),
  choice(
    'response_checksum_validation',
    ['when_supported', 'when_required'],
    safe`When checksums are checked`,
  ),
  choice(
    'account_id_endpoint_mode',
    ['preferred', 'disabled', 'required'],
    safe`Whether the account is part of endpoints`,
  ),
  setting('sigv4a_signing_region_set', 'text', safe`Regions that a signature is valid for`),
  setting('auth_scheme_preference', 'text', safe`Ways to sign requests, the preferred first`),
  setting('disable_host_prefix_injection', 'boolean', safe`Whether hosts are used without their prefix`),
  setting('tcp_keepalive', 'boolean', safe`Whether idle connections are kept open`),
  setting(
    'disable_clock_skew_correction',
    'boolean',
    safe`Whether a wrong clock is left uncorrected; JS SDK only`,
  ),
  setting('s3', 'block', safe`Settings of Amazon S3`),
  setting('s3_use_arn_region', 'boolean', safe`Whether the region of an ARN is used for Amazon S3`),
  choice(
    's3_us_east_1_regional_endpoint',
    ['legacy', 'regional'],
    safe`Which endpoint of Amazon S3 is used in us-east-1`,
  ),
  setting(
    's3_disable_multiregion_access_points',
    'boolean',
    safe`Whether multi-region access points are refused`,
  ),
  setting('s3_disable_express_session_auth', 'boolean', safe`Whether S3 Express is used without sessions`),
  setting('csm_enabled', 'boolean', safe`Whether calls are reported to a local monitor`),
  setting('csm_host', 'text', safe`Host of the local monitor`),
  setting('csm_port', 'integer', safe`Port of the local monitor`),
  setting('csm_client_id', 'text', safe`Name in the reports to the local monitor`),
  setting('cli_pager', 'command', safe`Program that the AWS CLI shows results with`),
  choice('cli_timestamp_format', ['wire', 'iso8601', 'none'], safe`How the AWS CLI prints times`),
  choice('cli_binary_format', ['base64', 'raw-in-base64-out'], safe`How the AWS CLI reads binary parameters`),
  choice(
    'cli_auto_prompt',
    ['on', 'on-partial', 'off'],
    safe`Whether the AWS CLI asks for missing parameters`,
  ),
  choice('cli_history', ['enabled', 'disabled'], safe`Whether the AWS CLI records its commands`),
  setting('cli_help_output', 'text', safe`How the AWS CLI shows help`),
  choice(
    'cli_error_format',
    ['enhanced', 'legacy', 'json', 'yaml', 'text', 'table'],
    safe`How the AWS CLI prints errors`,
  ),
  setting(
    'cli_follow_urlparam',
    'boolean',
    safe`Whether the AWS CLI v1 fetches parameters that are addresses`,
  ),

  sso('sso_start_url', 'url', safe`Address of IAM Identity Center`),
  sso('sso_region', 'region', safe`Region of IAM Identity Center`),
  sso('sso_registration_scopes', 'text', safe`Scopes to ask for at sign-in, with commas between them`),

  {
    name: 'endpoint_url',
    place: 'services',
    type: 'url',
    credential: false,
    summary: safe`Address of the service`,
  },

  s3('max_concurrent_requests', 'integer', safe`How many requests run at once`),
  s3('max_queue_size', 'integer', safe`How many tasks wait`),
  s3('multipart_threshold', 'text', safe`Size from which files are sent in parts`),
  s3('multipart_chunksize', 'text', safe`Size of a part`),
  s3('max_bandwidth', 'text', safe`Most bytes in a second`),
  s3('io_chunksize', 'text', safe`Size of a piece that is written to disk`),
  s3('use_accelerate_endpoint', 'boolean', safe`Whether transfers are accelerated`),
  s3('use_dualstack_endpoint', 'boolean', safe`Whether requests go to endpoints with IPv6`),
  s3('addressing_style', 'choice', safe`Where the bucket's name stands in an address`, {
    values: ['auto', 'virtual', 'path'],
  }),
  s3('payload_signing_enabled', 'boolean', safe`Whether the content is signed`),
  s3('preferred_transfer_client', 'choice', safe`Which client transfers files`, {
    values: ['auto', 'classic', 'crt'],
  }),
  s3('target_bandwidth', 'text', safe`Bytes in a second to aim at`),
  s3('should_stream', 'boolean', safe`Whether files are streamed`),
  s3('disk_throughput', 'text', safe`Bytes in a second that the disk takes`),
  s3('direct_io', 'boolean', safe`Whether the file cache is left out`),
  s3('use_arn_region', 'boolean', safe`Whether the region of an ARN is used`),
  s3('us_east_1_regional_endpoint', 'choice', safe`Which endpoint is used in us-east-1`, {
    values: ['legacy', 'regional'],
  }),
];

const BY_PLACE_AND_NAME: ReadonlyMap<string, ProfileKey> = new Map(
  PROFILE_KEYS.map((key) => [`${key.place} ${key.name}`, key]),
);

/** Finds a key by its lower-cased name. */
export function findProfileKey(name: string, place: KeyPlace = 'profile'): ProfileKey | undefined {
  return BY_PLACE_AND_NAME.get(`${place} ${name}`);
}

/** Whether the value of a key is a secret by its nature. */
export function isSecretKey({ type }: ProfileKey): boolean {
  return type === 'secret' || type === 'access-key-id';
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
