import type { SafeText } from '@keyless/core';
import type { Mend } from '../mend.ts';
import type { HostKind } from '../sts-port.ts';

/** Whose credentials signed the call. */
export interface Signer {
  readonly kind: 'static' | 'environment' | 'process' | 'sso' | 'login' | 'web-identity' | HostKind | 'role';
  readonly profile: SafeText;
  /** For a sentence: `the keys of profile base in ~/.aws/credentials`. */
  readonly description: SafeText;
  /** The access key id as it may be shown, e.g. `ASIA…7WML`. */
  readonly keyId: SafeText;
  /** `ASIA…`: the key is worth nothing without its session token. */
  readonly temporaryId: boolean;
  readonly hasToken: boolean;
}

/** What was called, and the way to it. */
export interface CalledService {
  readonly region: SafeText;
  /** What was called, for a sentence: `localhost:4566`, `STS in eu-west-1`. */
  readonly host: SafeText;
  /** A proxy is named in the environment. */
  readonly proxy: boolean;
  readonly caBundle: boolean;
}

/** The call that failed. */
export interface FailedCall extends CalledService {
  /** The profile whose role was asked for. */
  readonly profile: SafeText;
  readonly roleArn: SafeText;
  readonly signer: Signer;
  readonly mfa: boolean;
  readonly externalId: boolean;
  /** As sent; absent where STS's default counts. */
  readonly durationSeconds: number | undefined;
}

/** A failure in words: what it means, and what mends it. */
export interface Explanation {
  readonly title: SafeText;
  /** STS's own code and message. */
  readonly said?: SafeText;
  readonly meaning: SafeText;
  readonly action?: SafeText;
  /** What a button could do about it. */
  readonly mend?: Mend;
}

/** What a failure means and what mends it. */
export interface Meaning {
  readonly meaning: SafeText;
  readonly action: SafeText;
}
