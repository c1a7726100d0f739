import { safe } from '../../secret/safe-text.ts';
import { keysOf, type ProfileKey } from './profile-key.ts';
import { BOTOCORE, CLI, type Reader } from './setting.ts';

const key = keysOf('profile', false);

/** botocore as it is released, without the copy in version 2 of the AWS CLI. */
const OWN_BOTOCORE: readonly Reader[] = ['cli-v1', 'boto3'];

const REQUEST_KEYS: readonly ProfileKey[] = [
  key('region', 'region', safe`Region that requests go to`),
  key('output', 'choice', safe`How the AWS CLI prints results`, {
    readers: CLI,
    values: ['json', 'text', 'table', 'yaml', 'yaml-stream', 'off'],
    usual: safe`json`,
    details: safe`Version 1 knows json, text and table.`,
  }),
  key('endpoint_url', 'url', safe`Address that all requests go to instead of AWS`),
  key('services', 'services', safe`Section with an address for single services`),
  key('ignore_configured_endpoint_urls', 'boolean', safe`Whether configured addresses are left out`, {
    usual: safe`false`,
  }),
  key('ca_bundle', 'path', safe`File with the certificates to trust`, { readers: [...BOTOCORE, 'go'] }),
  key('data_path', 'path', safe`Folder with more models of services`, { readers: BOTOCORE }),
  key('use_fips_endpoint', 'boolean', safe`Whether requests go to FIPS endpoints`, { usual: safe`false` }),
  key('use_dualstack_endpoint', 'boolean', safe`Whether requests go to endpoints with IPv6`, {
    usual: safe`false`,
  }),
  key('sts_regional_endpoints', 'choice', safe`Which endpoints of STS are used`, {
    readers: OWN_BOTOCORE,
    values: ['legacy', 'regional'],
    usual: safe`regional`,
  }),
  key('retry_mode', 'choice', safe`How failed requests are repeated`, {
    values: ['legacy', 'standard', 'adaptive'],
    usual: safe`legacy in boto3 and version 1 of the AWS CLI, else standard`,
    details: safe`Only boto3 and version 1 of the AWS CLI know legacy.`,
  }),
  key('max_attempts', 'integer', safe`How often a request is tried`, {
    usual: safe`5 in mode legacy, else 3`,
  }),
  key('defaults_mode', 'choice', safe`Set of defaults for clients`, {
    readers: [...OWN_BOTOCORE, 'js', 'go'],
    values: ['legacy', 'standard', 'in-region', 'cross-region', 'mobile', 'auto'],
    usual: safe`legacy`,
  }),
  key('api_versions', 'block', safe`Versions of services' APIs`, { readers: OWN_BOTOCORE }),
  key('parameter_validation', 'boolean', safe`Whether parameters are checked before a request`, {
    readers: BOTOCORE,
    usual: safe`true`,
  }),
  key('endpoint_discovery_enabled', 'choice', safe`Whether endpoints are looked up`, {
    values: ['true', 'false', 'auto'],
    usual: safe`auto`,
  }),
  key('sdk_ua_app_id', 'text', safe`Name of the application, sent with each request`),
  key('disable_request_compression', 'boolean', safe`Whether requests are never compressed`, {
    usual: safe`false`,
  }),
  key(
    'request_min_compression_size_bytes',
    'integer',
    safe`Size from which requests are compressed, in bytes`,
    { limits: [0, 10_485_760], unit: 'bytes', usual: safe`10240` },
  ),
  key('request_checksum_calculation', 'choice', safe`When checksums are sent`, {
    values: ['when_supported', 'when_required'],
    usual: safe`when_supported`,
  }),
  key('response_checksum_validation', 'choice', safe`When checksums are checked`, {
    values: ['when_supported', 'when_required'],
    usual: safe`when_supported`,
  }),
  key('account_id_endpoint_mode', 'choice', safe`Whether the account is part of endpoints`, {
    values: ['preferred', 'disabled', 'required'],
    usual: safe`preferred`,
  }),
  key('sigv4a_signing_region_set', 'text', safe`Regions that a signature is valid for`, {
    readers: [...BOTOCORE, 'js'],
  }),
  key('auth_scheme_preference', 'text', safe`Ways to sign requests, the preferred first`),
  key('disable_host_prefix_injection', 'boolean', safe`Whether hosts are used without their prefix`, {
    readers: BOTOCORE,
    usual: safe`false`,
  }),
  key('tcp_keepalive', 'boolean', safe`Whether idle connections are kept open`, {
    readers: BOTOCORE,
    usual: safe`false`,
  }),
  key('disable_clock_skew_correction', 'boolean', safe`Whether a wrong clock is left uncorrected`, {
    readers: ['js'],
    usual: safe`false`,
  }),
];

const METADATA_KEYS: readonly ProfileKey[] = [
  key('metadata_service_timeout', 'integer', safe`How long the metadata service may take, in seconds`, {
    readers: BOTOCORE,
    unit: 'seconds',
    usual: safe`1`,
  }),
  key('metadata_service_num_attempts', 'integer', safe`How often the metadata service is asked`, {
    readers: BOTOCORE,
    usual: safe`1`,
  }),
  key('ec2_metadata_service_endpoint', 'url', safe`Address of the metadata service`),
  key('ec2_metadata_service_endpoint_mode', 'choice', safe`Protocol of the metadata service's address`, {
    values: ['IPv4', 'IPv6'],
    usual: safe`IPv4`,
  }),
  key('ec2_metadata_v1_disabled', 'boolean', safe`Whether the old metadata service is left out`, {
    usual: safe`false`,
  }),
  key('imds_use_ipv6', 'boolean', safe`Old form of ec2_metadata_service_endpoint_mode`, {
    readers: BOTOCORE,
    usual: safe`false`,
    replacedBy: 'ec2_metadata_service_endpoint_mode',
  }),
];

const S3_AND_MONITOR_KEYS: readonly ProfileKey[] = [
  key('s3', 'block', safe`Settings of Amazon S3`, { readers: BOTOCORE }),
  key('s3_use_arn_region', 'boolean', safe`Whether the region of an ARN is used for Amazon S3`),
  key('s3_us_east_1_regional_endpoint', 'choice', safe`Which endpoint of Amazon S3 is used in us-east-1`, {
    readers: OWN_BOTOCORE,
    values: ['legacy', 'regional'],
    usual: safe`legacy`,
  }),
  key(
    's3_disable_multiregion_access_points',
    'boolean',
    safe`Whether multi-region access points are refused`,
    { readers: ['js', 'go'], usual: safe`false` },
  ),
  key('s3_disable_express_session_auth', 'boolean', safe`Whether S3 Express is used without sessions`, {
    usual: safe`false`,
  }),
  key('csm_enabled', 'boolean', safe`Whether calls are reported to a local monitor`, {
    readers: BOTOCORE,
    usual: safe`false`,
  }),
  key('csm_host', 'text', safe`Host of the local monitor`, { readers: BOTOCORE, usual: safe`127.0.0.1` }),
  key('csm_port', 'integer', safe`Port of the local monitor`, { readers: BOTOCORE, usual: safe`31000` }),
  key('csm_client_id', 'text', safe`Name in the reports to the local monitor`, { readers: BOTOCORE }),
];

/** Keys of a profile that say how requests are made. */
export const CLIENT_KEYS: readonly ProfileKey[] = [...REQUEST_KEYS, ...METADATA_KEYS, ...S3_AND_MONITOR_KEYS];
