import type { AccessKeyId } from './access-key-id.ts';

/** The parts of a static key that stand in one place; what is empty is not among them. */
export interface KeyParts<Part> {
  readonly id: Part | undefined;
  readonly secret: Part | undefined;
  readonly token: Part | undefined;
  /** The token stands under the old name only, which the AWS CLI and boto3 alone read. */
  readonly oldTokenOnly: boolean;
  /** What is known of the id where it stands there literally. */
  readonly key: AccessKeyId | undefined;
}

/** What is missing from a static key, or too much. `at` is the part to tell it at, `other` explains it. */
export interface KeyGap<Part> {
  readonly type: KeyGapType;
  readonly at: Part;
  readonly other?: Part | undefined;
  readonly key: AccessKeyId | undefined;
}

/**
 * - `no-secret`, `no-id`: half a pair;
 * - `token-alone`: a session token without either;
 * - `split`: the halves stand in different files;
 * - `no-token`, `token-away`: a temporary key without its token, or with the token in the other file;
 * - `old-token`: its token stands under the old name only;
 * - `needless-token`: a long-term key with a token.
 */
export type KeyGapType =
  | 'no-secret'
  | 'no-id'
  | 'token-alone'
  | 'split'
  | 'no-token'
  | 'token-away'
  | 'old-token'
  | 'needless-token';

/** What is wrong with the parts of one place, taken by themselves. */
export function gapIn<Part>(parts: KeyParts<Part>): KeyGap<Part> | undefined {
  const { id, secret, token, key } = parts;
  if (id && secret) return tokenGap(parts, id);
  const [at, type]: readonly [Part | undefined, KeyGapType] = id
    ? [id, 'no-secret']
    : secret
      ? [secret, 'no-id']
      : [token, 'token-alone'];
  return at && { type, at, key };
}

/** STS gives each temporary key a token; a user's key has none. */
function tokenGap<Part>({ token, oldTokenOnly, key }: KeyParts<Part>, id: Part): KeyGap<Part> | undefined {
  if (!key) return undefined;
  if (key.kind === 'AKIA') return token && { type: 'needless-token', at: token, other: id, key };
  if (!token) return { type: 'no-token', at: id, key };
  return oldTokenOnly ? { type: 'old-token', at: token, other: id, key } : undefined;
}
