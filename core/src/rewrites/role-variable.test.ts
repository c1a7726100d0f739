import { describe, expect, it } from 'vitest';
import { roleVariable } from './role-variable.ts';

describe('roleVariable', () => {
  it('is the usual one for a single identity', () => {
    expect(roleVariable('PROD_KEY', ['PROD_KEY'], 'AWS_ROLE_ARN')).toBe('AWS_ROLE_ARN');
  });

  it.each([
    ['PROD_AWS_ACCESS_KEY_ID', 'PROD_AWS_ROLE_ARN'],
    ['AWS_ACCESS_KEY_ID_PROD', 'AWS_ROLE_ARN_PROD'],
    ['AWS_ACCESS_KEY_ID', 'DEFAULT_AWS_ROLE_ARN'],
    ['PROD_ACCESS_KEY', 'PROD_AWS_ROLE_ARN'],
    ['PROD_KEY', 'PROD_AWS_ROLE_ARN'],
    ['ProdKeyId', 'ProdAWS_ROLE_ARN'],
    ['PROD', 'PROD_AWS_ROLE_ARN'],
  ])('is named after %s beside another one', (secret, expected) => {
    expect(roleVariable(secret, [secret, 'DEV_KEY'], 'AWS_ROLE_ARN')).toBe(expected);
  });

  it('is another one for each', () => {
    const secrets = ['PROD_KEY', 'PROD_KEY_ID', 'PROD_ACCESS_KEY'];
    const names = secrets.map((secret) => roleVariable(secret, secrets, 'ROLE_ARN'));
    expect(names).toEqual(['PROD_KEY_ROLE_ARN', 'PROD_KEY_ID_ROLE_ARN', 'PROD_ACCESS_KEY_ROLE_ARN']);
  });
});
