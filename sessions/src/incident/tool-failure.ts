/**
 * What a failure of an AWS tool truly is, whichever tool said it in whatever words.
 * Source of the meanings: AWS's common errors, https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html, and
 * what the tools print when they are run into each of them.
 */
export type FailureKind =
  /** The session that signed the call is past its end. */
  | 'expired-session'
  /** The OIDC token that asks for a role is past its end. */
  | 'expired-web-token'
  /** A key that AWS does not know, or a key and a token that do not belong together. */
  | 'unaccepted-key'
  | 'wrong-secret'
  | 'wrong-clock'
  | 'region-disabled'
  /** `sts:AssumeRole` and its like are not allowed, or there is no such role. */
  | 'role-denied'
  /** IAM's OIDC provider does not take the token. */
  | 'oidc-refused'
  | 'chained-duration'
  | 'long-duration'
  | 'duration-out-of-range'
  | 'no-credentials'
  | 'partial-credentials'
  | 'other-account'
  /** An entry of the AWS CLI's cache that it cannot read. */
  | 'corrupt-entry'
  | 'unknown-profile'
  | 'unknown-source-profile'
  | 'invalid-credential-source'
  | 'source-without-credentials'
  | 'profile-cycle'
  | 'unreadable-file'
  | 'incomplete-sso'
  | 'unknown-sso-session'
  | 'inconsistent-sso'
  | 'sso-login'
  | 'console-login'
  | 'failed-process'
  | 'mfa-needed'
  | 'action-without-credentials';

/** A failure that was recognised in the output of a tool. Its texts are the tool's own and not safe to show. */
export interface ToolFailure {
  readonly kind: FailureKind;
  /** AWS's code, such as `ExpiredToken`. */
  readonly code?: string | undefined;
  /** The operation of the API, such as `AssumeRole`. */
  readonly operation?: string | undefined;
  readonly message?: string | undefined;
  /** What the failure is about, by its kind: a profile, a session, a file, a key, the name of a cache entry. */
  readonly subject?: string | undefined;
}
