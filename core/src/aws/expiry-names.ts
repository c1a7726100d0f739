/** Keys of a profile by which tools note when a pasted session ends; they end with it. */
export const EXPIRY_KEYS: ReadonlySet<string> = new Set([
  'x_security_token_expires',
  'aws_expiration',
  'expiration',
  'token_expiration',
]);

/** Variables by which tools note when a session ends; they end with it. */
export const EXPIRY_VARIABLES: ReadonlySet<string> = new Set([
  'AWS_CREDENTIAL_EXPIRATION',
  'AWS_SESSION_EXPIRATION',
]);
