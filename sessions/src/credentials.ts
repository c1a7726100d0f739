import type { SecretValue } from '@keyless/core';

/** Credentials that sign a call. All three parts are opaque: only the signer and the cache writer open them. */
export interface AwsCredentials {
  readonly accessKeyId: SecretValue;
  readonly secretAccessKey: SecretValue;
  /** Present on every temporary session, absent on the long-term keys of a user. */
  readonly sessionToken?: SecretValue | undefined;
}

/** Credentials of a session that STS has given. */
export interface SessionCredentials extends AwsCredentials {
  readonly sessionToken: SecretValue;
}
