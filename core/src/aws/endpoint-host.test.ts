import { describe, expect, it } from 'vitest';
import { foreignHost } from './endpoint-host.ts';

describe('foreignHost', () => {
  it.each([
    ['https://sts.example.com', 'sts.example.com'],
    ['http://user:secret@STS.example.com:8080/x?y', 'sts.example.com'],
    ['https://sts.amazonaws.com@example.com/', 'example.com'],
    ['https://amazonaws.com.example.com.', 'amazonaws.com.example.com'],
    ['https://localhost.example.com', 'localhost.example.com'],
    ['http://gateway:4566', 'gateway'],
    ['http://[2001:db8::1]:4566', '[2001:db8::1]'],
  ])('%s leads to %s', (address, host) => {
    expect(foreignHost(address)).toBe(host);
  });

  it.each([
    'https://sts.eu-west-1.amazonaws.com',
    'https://sts.amazonaws.com.',
    'https://sts.cn-north-1.amazonaws.com.cn/',
    'https://vpce-1.sts.eu-west-1.vpce.amazonaws.com',
    'http://localhost:4566',
    'http://127.0.0.1:5000',
    'http://[::1]:4566',
    'https://localhost.localstack.cloud:4566',
    'sts.example.com',
    'https://${HOST}/',
    '',
  ])('%s leads to AWS, to this machine or nowhere', (address) => {
    expect(foreignHost(address)).toBeUndefined();
  });
});
