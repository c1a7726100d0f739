/**
 * Keys by which tools that paste a session into a profile note when it ends: saml2aws and gimme-aws-creds
 * (`x_security_token_expires`), aws-mfa and awsume (`expiration`), and others. No AWS tool reads them.
 */
const EXPIRY_KEYS: ReadonlySet<string> = new Set([
  'x_security_token_expires',
  'aws_expiration',
  'expiration',
  'token_expiration',
]);

/** Environment variables for the same; `AWS_CREDENTIAL_EXPIRATION` is read by botocore and the JavaScript SDK. */
const EXPIRY_VARIABLES: ReadonlySet<string> = new Set([
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_SESSION_EXPIRATION',
]);

/** Whether a key of a profile notes when its session ends; the name is lower-cased, as the AWS CLI does. */
export function isExpiryKey(key: string): boolean {
  return EXPIRY_KEYS.has(key.toLowerCase());
}

/** Whether an environment variable notes when its session ends. */
export function isExpiryVariable(name: string): boolean {
  return EXPIRY_VARIABLES.has(name);
}
