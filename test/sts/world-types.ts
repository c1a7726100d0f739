import type { JsonWebKey } from 'node:crypto';

/** A long-term key of a user. */
export interface UserKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly status: 'Active' | 'Inactive';
}

/**
 * Which one-time codes a device accepts: a list, `any` (every six digits), or a function. Whatever it accepts, a
 * code works once per device, as with AWS.
 */
type MfaCodes = readonly string[] | 'any' | ((code: string, at: Date) => boolean);

/** An MFA device that is assigned to a user. */
export interface MfaDevice {
  /** The ARN of a virtual device, or the serial number of a hardware one. */
  readonly serialNumber: string;
  readonly codes: MfaCodes;
}

/** An IAM user. */
export interface WorldUser {
  readonly name: string;
  /** The unique id, `AIDA…`. */
  readonly userId: string;
  /** Starts and ends with `/`; `/` by default. */
  readonly path?: string;
  readonly keys: readonly UserKey[];
  readonly mfaDevices?: readonly MfaDevice[];
  /** Role ARNs (`*` and `?` are wildcards) that the identity policy lets it assume; every role by default. */
  readonly mayAssume?: readonly string[];
}

/** One statement of a role's trust policy, for `sts:AssumeRole`. All given conditions must hold. */
export interface TrustStatement {
  /** ARNs of users, roles or role sessions; an account as its id or `arn:…:iam::ID:root`; or `*`. */
  readonly principals: readonly string[];
  /** Demands this `ExternalId`. */
  readonly externalId?: string;
  /** Demands `aws:MultiFactorAuthPresent` to be this. */
  readonly mfaPresent?: boolean;
  /** Demands a session name that matches (`*` and `?` are wildcards). */
  readonly sessionName?: string;
}

/** One statement of a role's trust policy, for `sts:AssumeRoleWithWebIdentity`. */
interface WebIdentityTrust {
  /** The URL of the account's identity provider. */
  readonly provider: string;
  readonly audiences: readonly string[];
  /** Allowed `sub` claims (`*` and `?` are wildcards). */
  readonly subjects: readonly string[];
}

/** An IAM role. */
export interface WorldRole {
  readonly name: string;
  /** The unique id, `AROA…`: a role that is deleted and made anew has another one. */
  readonly roleId: string;
  /** Starts and ends with `/`; `/` by default. */
  readonly path?: string;
  /** Seconds, 3600 to 43200; 3600 by default. */
  readonly maxSessionDuration?: number;
  readonly trust: readonly TrustStatement[];
  readonly webIdentityTrust?: readonly WebIdentityTrust[];
  /** As with users: which roles its sessions may assume. */
  readonly mayAssume?: readonly string[];
}

/** An OpenID Connect provider that an account knows. */
export interface IdentityProvider {
  /** The issuer, `https://…`, without a final slash. */
  readonly url: string;
  readonly clientIds: readonly string[];
  /** The issuer's public keys (RSA or P-256), each with its `kid`. */
  readonly keys: readonly (JsonWebKey & { readonly kid: string })[];
}

/** An AWS account. */
export interface WorldAccount {
  /** 12 digits. */
  readonly id: string;
  /** `aws` by default. */
  readonly partition?: string;
  readonly users?: readonly WorldUser[];
  readonly roles?: readonly WorldRole[];
  readonly identityProviders?: readonly IdentityProvider[];
}

/** Everything the local STS knows of IAM. Plain data: a test changes it by giving the server another one. */
export interface World {
  readonly accounts: readonly WorldAccount[];
}
