import { describe, expect, it } from 'vitest';
import {
  isForeignEndpoint,
  isForeignVariable,
  namesEmulator,
  namesOtherStore,
  scriptHasForeignEndpoint,
} from './endpoint.ts';

describe('isForeignEndpoint', () => {
  it.each([
    ['https://s3.eu-west-1.amazonaws.com', false],
    ['https://vpce-1-2.s3.us-east-1.vpce.amazonaws.com/', false],
    ['s3.cn-north-1.amazonaws.com.cn', false],
    ['https://s3.us-east-1.api.aws', false],
    ['http://localhost:4566', true],
    ['https://x.r2.cloudflarestorage.com', true],
    ['https://amazonaws.com.evil.example', true],
    ['https://s3.amazonaws.com@evil.example/', true],
    ['minio:9000', true],
    ['${{ secrets.R2_ENDPOINT }}', true],
    ['$ENDPOINT', true],
    [' ', false],
  ])('%s: %s', (text, expected) => expect(isForeignEndpoint(text)).toBe(expected));
});

describe('isForeignVariable', () => {
  it.each([
    ['AWS_ENDPOINT_URL', 'http://x', true],
    ['AWS_ENDPOINT_URL_S3', 'http://x', true],
    ['S3_ENDPOINT', 'http://x', true],
    ['MY_MINIO_ENDPOINT_URL', 'http://x', true],
    ['AWS_ENDPOINT_URL', 'https://sts.amazonaws.com', false],
    ['AWS_ENDPOINT_URL', '', false],
    ['API_ENDPOINT', 'http://x', false],
    ['SCCACHE_ENDPOINT', 'https://x.r2.cloudflarestorage.com', true],
    ['RESTIC_REPOSITORY', 's3:https://s3.eu-central-003.backblazeb2.com/backup', true],
    ['RESTIC_REPOSITORY', 's3:s3.amazonaws.com/backup', false],
    ['RESTIC_REPOSITORY', '/srv/backup', false],
    ['AWS_REGION', 'auto', true],
    ['AWS_DEFAULT_REGION', 'fra1', true],
    ['AWS_DEFAULT_REGION', 'us-west-004', true],
    ['AWS_REGION', 'fr-par', true],
    ['AWS_REGION', 'eu-west-1', false],
    ['AWS_REGION', 'us-iso-east-1', false],
  ])('%s=%s: %s', (name, value, expected) => expect(isForeignVariable(name, value)).toBe(expected));
});

describe('scriptHasForeignEndpoint', () => {
  it.each([
    ['aws --endpoint-url http://localhost:4566 s3 ls', true],
    ['aws s3 ls --endpoint-url="https://x.r2.cloudflarestorage.com"', true],
    ['terraform init -backend-config="endpoint=https://fra1.digitaloceanspaces.com"', true],
    ['aws --endpoint-url https://s3.us-east-1.amazonaws.com s3 ls', false],
    ['aws s3 ls', false],
    ['s3cmd --no-check-certificate --host=fra1.digitaloceanspaces.com ls', true],
    ['s3cmd --host=s3.amazonaws.com ls', false],
    ['mc alias set store https://minio.example.com $ID $KEY', true],
    ['rclone sync dist s3:bucket --s3-provider Cloudflare', true],
    ['rclone sync dist s3:bucket --s3-provider AWS', false],
    ["pulumi login 's3://state?region=auto&endpoint=x.r2.cloudflarestorage.com'", true],
    ['export AWS_ENDPOINT_URL=https://s3.wasabisys.com', true],
    ['restic --option s3.endpoint=x backup', false],
  ])('%s: %s', (script, expected) => expect(scriptHasForeignEndpoint(script)).toBe(expected));
});

describe('namesEmulator', () => {
  it.each([
    ['localstack/localstack:3', true],
    ['quay.io/minio/minio', true],
    ['amazon/dynamodb-local', true],
    ['postgres:16', false],
    ['aluminio', false],
  ])('%s: %s', (text, expected) => expect(namesEmulator(text)).toBe(expected));
});

describe('namesOtherStore', () => {
  it.each([
    ['${{ secrets.R2_ACCESS_KEY_ID }}', true],
    ['${{ secrets.DO_SPACES_SECRET }}', true],
    ['$MINIO_ROOT_USER', true],
    ['${{ secrets.SCW_ACCESS_KEY }}', true],
    ['${{ vars.B2_KEY_ID }}', true],
    ['${{ secrets.AWS_ACCESS_KEY_ID }}', false],
    ['${{ secrets.PROD_AWS_KEY }}', false],
    ['${{ secrets.DR2D2_KEY }}', false],
    ['${{ secrets.CLOUDFRONT_KEY }}', false],
  ])('%s: %s', (reference, expected) => expect(namesOtherStore(reference)).toBe(expected));
});
