import { safe } from '../../secret/safe-text.ts';
import { keysOf, type ProfileKey } from './profile-key.ts';
import { BOTOCORE, CLI, type Reader } from './setting.ts';

const sso = keysOf('sso-session', true);
const services = keysOf('services', false);
/** What only the AWS CLI's commands `aws s3 …` read. */
const transfer = keysOf('s3', false, CLI);
const s3 = keysOf('s3', false, BOTOCORE);

const CLI_V2: readonly Reader[] = ['cli-v2'];

/** Keys of `[sso-session NAME]`. */
export const SSO_SESSION_KEYS: readonly ProfileKey[] = [
  sso('sso_start_url', 'url', safe`Address of IAM Identity Center`),
  sso('sso_region', 'region', safe`Region of IAM Identity Center`),
  sso('sso_registration_scopes', 'text', safe`Scopes to ask for at sign-in, with commas between them`, {
    readers: BOTOCORE,
    usual: safe`sso:account:access`,
  }),
];

/** Keys of a service's block in `[services NAME]`. */
export const SERVICES_KEYS: readonly ProfileKey[] = [
  services('endpoint_url', 'url', safe`Address of the service`),
];

/** Keys of a profile's block `s3 =`. */
export const S3_KEYS: readonly ProfileKey[] = [
  transfer('max_concurrent_requests', 'integer', safe`How many requests run at once`, { usual: safe`10` }),
  transfer('max_queue_size', 'integer', safe`How many tasks wait`, { usual: safe`1000` }),
  transfer('multipart_threshold', 'text', safe`Size from which files are sent in parts`, {
    usual: safe`8MB`,
  }),
  transfer('multipart_chunksize', 'text', safe`Size of a part`, { usual: safe`8MB` }),
  transfer('max_bandwidth', 'text', safe`Most bytes in a second`, {
    usual: safe`no limit`,
    details: safe`A number with a unit, such as 50MB/s.`,
  }),
  transfer('io_chunksize', 'text', safe`Size of a piece that is written to disk`, { readers: CLI_V2 }),
  s3('use_accelerate_endpoint', 'boolean', safe`Whether transfers are accelerated`, { usual: safe`false` }),
  s3('use_dualstack_endpoint', 'boolean', safe`Whether requests go to endpoints with IPv6`, {
    usual: safe`false`,
  }),
  s3('addressing_style', 'choice', safe`Where the bucket's name stands in an address`, {
    values: ['auto', 'virtual', 'path'],
    usual: safe`auto`,
  }),
  s3('payload_signing_enabled', 'boolean', safe`Whether the content is signed`, { usual: safe`false` }),
  transfer('preferred_transfer_client', 'choice', safe`Which client transfers files`, {
    values: ['auto', 'classic', 'crt'],
  }),
  transfer('target_bandwidth', 'text', safe`Bytes in a second to aim at`, { readers: CLI_V2 }),
  transfer('should_stream', 'boolean', safe`Whether files are streamed`, { readers: CLI_V2 }),
  transfer('disk_throughput', 'text', safe`Bytes in a second that the disk takes`, { readers: CLI_V2 }),
  transfer('direct_io', 'boolean', safe`Whether the file cache is left out`, { readers: CLI_V2 }),
  s3('use_arn_region', 'boolean', safe`Whether the region of an ARN is used`),
  s3('us_east_1_regional_endpoint', 'choice', safe`Which endpoint is used in us-east-1`, {
    readers: ['cli-v1', 'boto3'],
    values: ['legacy', 'regional'],
    usual: safe`legacy`,
  }),
];
