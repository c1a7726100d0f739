/** The three things that make a static credential. */
export type CredentialPart = 'access-key-id' | 'secret-access-key' | 'session-token';

/** Keys of config and credentials files. `aws_security_token` is botocore's legacy alias, read before the token. */
const PROFILE_KEYS: ReadonlyMap<string, CredentialPart> = new Map([
  ['aws_access_key_id', 'access-key-id'],
  ['aws_secret_access_key', 'secret-access-key'],
  ['aws_session_token', 'session-token'],
  ['aws_security_token', 'session-token'],
]);

/** Environment variables. `AWS_ACCESS_KEY` and `AWS_SECRET_KEY` are aliases that the Go SDK reads. */
const VARIABLES: ReadonlyMap<string, CredentialPart> = new Map([
  ['AWS_ACCESS_KEY_ID', 'access-key-id'],
  ['AWS_ACCESS_KEY', 'access-key-id'],
  ['AWS_SECRET_ACCESS_KEY', 'secret-access-key'],
  ['AWS_SECRET_KEY', 'secret-access-key'],
  ['AWS_SESSION_TOKEN', 'session-token'],
  ['AWS_SECURITY_TOKEN', 'session-token'],
]);

/** What a key of a profile means; the name is lower-cased, as the AWS CLI does. */
export function partOfProfileKey(key: string): CredentialPart | undefined {
  return PROFILE_KEYS.get(key.toLowerCase());
}

/** What an environment variable means. Names are case-sensitive, as the tools read them. */
export function partOfVariable(name: string): CredentialPart | undefined {
  return VARIABLES.get(name);
}
