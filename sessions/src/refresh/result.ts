import { safe, type SafeText } from '@keyless/core';
import type { AwsCredentials } from '../credentials.ts';
import type { Explanation } from './failed-call.ts';

/**
 * Why a refresh gave no session.
 * - `cancelled`: the person did so, at a prompt or by the signal.
 * - `refused`: the profile cannot be refreshed as it stands, or not by this tool.
 * - `source`: its source gave no usable credentials.
 * - `sts`: STS answered with an error. `network`: STS did not answer.
 * - `disk`: the AWS CLI's cache could not be written.
 */
export type RefreshFailureKind = 'cancelled' | 'refused' | 'sts' | 'network' | 'source' | 'disk';

/** Why a refresh gave no session, in words. */
export interface RefreshFailure extends Explanation {
  readonly ok: false;
  readonly kind: RefreshFailureKind;
}

/** A session that stands in the AWS CLI's cache. */
export interface RefreshSuccess {
  readonly ok: true;
  readonly profile: SafeText;
  /** Who the session is, as STS says. */
  readonly identity: { readonly arn: SafeText; readonly accountId: SafeText };
  readonly expiresAt: Date;
  /** Absolute paths of the entries that were written, in the order of the hops. */
  readonly cacheFiles: readonly string[];
  /** What the owner should know about the folder, such as that it is a link. */
  readonly notes: readonly SafeText[];
}

export type RefreshResult = RefreshSuccess | RefreshFailure;

/** What a source of credentials gave, or why it gave nothing. */
export type FoundCredentials = { readonly ok: true; readonly credentials: AwsCredentials } | RefreshFailure;

/** A failure of a kind. */
export function failure(kind: RefreshFailureKind, explanation: Explanation): RefreshFailure {
  return { ok: false, kind, ...explanation };
}

/** The person has cancelled. */
export function cancelled(): RefreshFailure {
  return failure('cancelled', {
    title: safe`Refresh cancelled`,
    meaning: safe`Nothing more was called or written`,
  });
}
