import type { SecretValue } from '@keyless/core';
import type { AwsCredentials, SessionCredentials } from './credentials.ts';

/** The input of STS's AssumeRole, in its own terms. */
export interface AssumeRoleRequest {
  readonly roleArn: string;
  readonly roleSessionName: string;
  readonly externalId?: string | undefined;
  readonly serialNumber?: string | undefined;
  /** The six digits of the MFA device named by `serialNumber`. */
  readonly tokenCode?: string | undefined;
  /** Seconds. STS gives one hour where it is left out. */
  readonly durationSeconds?: number | undefined;
}

/** Where STS is, as the profile and the environment say. */
export interface StsTarget {
  /** The region that signs, e.g. `eu-west-1`. */
  readonly region: string;
  /** A configured endpoint URL; without one, AWS's own endpoint of the region. */
  readonly endpoint?: string | undefined;
  /** `sts_regional_endpoints = legacy`: older regions go to `sts.amazonaws.com`. */
  readonly globalEndpoint: boolean;
  readonly fips: boolean;
  readonly dualStack: boolean;
  /** Absolute path of a PEM file whose certificates take the place of the well-known ones. */
  readonly caBundle?: string | undefined;
}

/** What STS answered. It holds a live session: it is written to the cache and never shown or logged. */
export interface AssumeRoleAnswer {
  readonly credentials: SessionCredentials;
  readonly expiresAt: Date;
  readonly assumedRoleUser: { readonly arn: string; readonly assumedRoleId: string };
  readonly metadata: {
    readonly requestId: string;
    readonly httpStatus: number;
    readonly headers: Readonly<Record<string, string>>;
    /** How often the call was repeated. */
    readonly retries: number;
  };
}

/**
 * Why there is no session. `sts`: the service answered with an error. `network`: no answer came; the code is the
 * system's (`ENOTFOUND`) or the HTTP client's (`TimeoutError`). Messages are as they came: mask before showing.
 */
export type StsFailure =
  | {
      readonly type: 'sts';
      readonly code: string;
      readonly message: string;
      readonly httpStatus: number | undefined;
    }
  | { readonly type: 'network'; readonly code: string; readonly message: string }
  | { readonly type: 'cancelled' };

export type StsOutcome =
  | { readonly ok: true; readonly answer: AssumeRoleAnswer }
  | { readonly ok: false; readonly failure: StsFailure };

/** The input of AssumeRoleWithWebIdentity, which nothing signs. */
export interface WebIdentityRequest {
  readonly roleArn: string;
  readonly roleSessionName: string;
  /** The OIDC token. */
  readonly token: SecretValue;
}

/** The input of GetRoleCredentials of IAM Identity Center. */
export interface RoleCredentialsRequest {
  readonly accountId: string;
  readonly roleName: string;
  /** The token of a sign-in. */
  readonly accessToken: SecretValue;
}

/** What gives a machine credentials of its own. */
export type HostKind = 'container' | 'instance';

/** A session that only signs the next call; it is written nowhere. */
export type CredentialsOutcome =
  | { readonly ok: true; readonly credentials: SessionCredentials }
  | { readonly ok: false; readonly failure: StsFailure };

/**
 * STS, and the services that sources of credentials need. The real one is in a bundle of its own, loaded with the
 * first refresh. Nothing here rejects: whatever goes wrong is an outcome.
 */
export interface StsPort {
  assumeRole(
    request: AssumeRoleRequest,
    credentials: AwsCredentials,
    target: StsTarget,
    signal: AbortSignal,
  ): Promise<StsOutcome>;
  assumeRoleWithWebIdentity(
    request: WebIdentityRequest,
    target: StsTarget,
    signal: AbortSignal,
  ): Promise<CredentialsOutcome>;
  /** @param target Where IAM Identity Center's portal is. */
  roleCredentials(
    request: RoleCredentialsRequest,
    target: StsTarget,
    signal: AbortSignal,
  ): Promise<CredentialsOutcome>;
  hostCredentials(kind: HostKind, signal: AbortSignal): Promise<CredentialsOutcome>;
}
