import type { SessionArn } from '../aws/arn.ts';
import type { SecretValue } from '../secret/secret-value.ts';

/** A session that the AWS CLI keeps in its cache, as far as it matters to one that was pasted from there. */
export interface KnownSession {
  /** Only ever compared. */
  readonly accessKeyId: SecretValue;
  readonly end: Date;
  /** Whose session it is; `undefined` where the cache does not tell, as for those of IAM Identity Center. */
  readonly session: SessionArn | undefined;
}

/** The known session of an access key id. */
export function knownSessionOf(
  accessKeyId: SecretValue,
  sessions: readonly KnownSession[] | undefined,
): KnownSession | undefined {
  const plain = accessKeyId.derive((text) => text.trim());
  return sessions?.find((one) => one.accessKeyId.derive((text) => text === plain));
}
