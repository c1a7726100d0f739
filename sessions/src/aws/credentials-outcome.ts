import { SecretValue } from '@keyless/core';
import type { CredentialsOutcome } from '../sts-port.ts';
import { notSts, readFailure } from './read-failure.ts';

/** A session as AWS's answers hold it. */
interface SessionKeys {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}

/** Makes a call whose errors, and whose end by the signal, are outcomes. */
export async function attempt(
  signal: AbortSignal,
  call: () => Promise<CredentialsOutcome>,
): Promise<CredentialsOutcome> {
  try {
    return await call();
  } catch (error) {
    return { ok: false, failure: signal.aborted ? { type: 'cancelled' } : readFailure(error) };
  }
}

/** The session in an answer; where a part of it is missing, it was not AWS that answered. */
export function sessionOf(keys: SessionKeys | undefined, httpStatus: number | undefined): CredentialsOutcome {
  if (!keys?.AccessKeyId || !keys.SecretAccessKey || !keys.SessionToken) {
    return { ok: false, failure: notSts(httpStatus) };
  }
  return {
    ok: true,
    credentials: {
      accessKeyId: new SecretValue(keys.AccessKeyId),
      secretAccessKey: new SecretValue(keys.SecretAccessKey),
      sessionToken: new SecretValue(keys.SessionToken),
    },
  };
}
