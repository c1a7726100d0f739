import { describe, expect, it } from 'vitest';
import { isForeignEndpoint, isForeignVariable, namesEmulator, scriptHasForeignEndpoint } from './endpoint.ts';

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
  ])('%s=%s: %s', (name, value, expected) => expect(isForeignVariable(name, value)).toBe(expected));
});

describe('scriptHasForeignEndpoint', () => {
  it.each([
    ['aws --endpoint-url http://localhost:4566 s3 ls', true],
    ['aws s3 ls --endpoint-url="https://x.r2.cloudflarestorage.com"', true],
    ['terraform init -backend-config="endpoint=https://fra1.digitaloceanspaces.com"', true],
    ['aws --endpoint-url https://s3.us-east-1.amazonaws.com s3 ls', false],
    ['aws s3 ls', false],
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
