import { describe, expect, it } from 'vitest';
import { isMisspeltSecretName } from './misspelt-secret-names.ts';

describe('isMisspeltSecretName', () => {
  it.each(['aws_secret_acces_key', 'AWS_SECERT_ACCESS_KEY', 'aws-secret-access-kye', 'aws_session_tokn'])(
    'takes %s for one',
    (name) => expect(isMisspeltSecretName(name)).toBe(true),
  );

  it.each(['aws_account_id', 'aws_expiration', 'sso_session', 'aws_credential_scope'])(
    'does not take %s for one',
    (name) => expect(isMisspeltSecretName(name)).toBe(false),
  );
});
