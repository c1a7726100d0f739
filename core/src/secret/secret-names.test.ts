import { describe, expect, it } from 'vitest';
import { isSecretName, looksSecret } from './secret-names.ts';

describe('isSecretName', () => {
  it.each([
    'aws_access_key_id',
    'aws_secret_access_key',
    'aws_session_token',
    'aws_security_token',
    'AWS_ACCESS_KEY',
    'AWS_SECRET_KEY',
    'AWS_SESSION_TOKEN',
    's3.aws_secret_access_key',
    'GITHUB_TOKEN',
    'DB_PASSWORD',
    'DB_PASS',
    'STRIPE_API_KEY',
    'CLIENT_SECRET',
  ])('takes %s for one', (name) => expect(isSecretName(name)).toBe(true));

  it.each([
    'region',
    'role_arn',
    'source_profile',
    'credential_source',
    'credential_process',
    'web_identity_token_file',
    'token_expiration',
    'x_security_token_expires',
    'sso_registration_scopes',
    'external_id',
    'mfa_serial',
    'tok',
    'compass',
  ])('does not take %s for one', (name) => expect(isSecretName(name)).toBe(false));
});

describe('looksSecret', () => {
  it.each([
    'ASIAQNZGKIQY56JQ7WML',
    'helper --key AKIAQNZGKIQY56JQ7WML',
    'IQoJb3JpZ2luX2VjEJr',
    'FwoGZXIvYXdzEJr',
    'us-east-1\naws_secret_access_key = x',
    '{"SecretAccessKey": "x"}',
  ])('sees that %j is one', (text) => expect(looksSecret(text)).toBe(true));

  it.each([
    'us-east-1',
    'arn:aws:iam::123456789012:role/Demo',
    'asia-pacific-something-long',
    'ASIA',
    'aws-vault export --format=json base',
    '',
  ])('lets %j pass', (text) => expect(looksSecret(text)).toBe(false));
});
