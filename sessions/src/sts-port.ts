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

/** The part of STS that a refresh needs. The real one is in a bundle of its own, loaded with the first refresh. */
export interface StsPort {
  /** Calls AssumeRole. Never rejects: whatever goes wrong is an outcome. */
  assumeRole(
    request: AssumeRoleRequest,
    credentials: AwsCredentials,
    target: StsTarget,
    signal: AbortSignal,
  ): Promise<StsOutcome>;
}
