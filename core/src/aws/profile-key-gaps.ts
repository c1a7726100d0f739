import { isMisspeltSecretName } from '../secret/misspelt-secret-names.ts';
import { partOfProfileKey } from './credential-names.ts';
import { gapIn, type KeyGap, type KeyParts } from './key-gap.ts';
import type { Profile, ProfilePart } from './profile.ts';
import { namesKeys, type ProfileSetting } from './profile-setting.ts';
import { isGiven, isOwnSource, keyIdOf, type KeyTriple } from './profile-use.ts';

type Gap = KeyGap<ProfileSetting>;

const NONE: readonly never[] = [];

/** Keys by which a profile gets its credentials in another way than by keys of its own. */
const OTHER_SOURCES = [
  'role_arn',
  'web_identity_token_file',
  'credential_process',
  'sso_account_id',
  'sso_role_name',
  'login_session',
] as const;

/** The settings by which a profile gets its credentials elsewhere, in the order in which botocore asks for them. */
export function otherSourcesOf(profile: Profile): readonly ProfileSetting[] {
  if (isOwnSource(profile)) return [];
  return OTHER_SOURCES.map((name) => profile.settings.get(name)).filter(isGiven);
}

/**
 * What is incomplete about the keys of a profile, over both files. None for a profile whose key has a slip in its
 * name: that is told as such.
 */
export function profileKeyGaps(profile: Profile): readonly Gap[] {
  if (!namesKeys(profile.settings)) return NONE;
  const parts = [profile.credentials, profile.config].filter((part) => part !== undefined);
  if (parts.some(hasMisspeltKey)) return [];
  const [first, second] = parts.map(keyPartsOf);
  if (!first) return [];
  if (!second) return [gapIn(first)].filter((gap) => gap !== undefined);
  const [pair, rest] = isPair(first) ? [first, second] : [second, first];
  if (isPair(pair)) {
    const stray =
      isPair(rest) || !(rest.id ?? rest.secret) ? undefined : gapIn({ ...rest, token: undefined });
    return [gapBeside(pair, rest), stray].filter((gap) => gap !== undefined);
  }
  return [gapAcross(first, second)].filter((gap) => gap !== undefined);
}

/** Why AWS refuses what a tool sends: the signature is not the key's, or the token is missing, or another key's. */
export type RefusedFor = 'signature' | 'token';

/**
 * Whether AWS refuses a tool that signs with these parts, as far as they tell. Halves of two files belong together
 * unless one of the files has both.
 */
export function refusalOf({ id, secret, token }: KeyTriple, profile: Profile): RefusedFor | undefined {
  if (!isGiven(secret)) return 'signature';
  const hasPair = [profile.config, profile.credentials].some((part) => part && isPair(keyPartsOf(part)));
  if (id.file !== secret.file && hasPair) return 'signature';
  const kind = keyIdOf(id)?.kind;
  return (kind === 'ASIA' && !token) || (kind === 'AKIA' && token) ? 'token' : undefined;
}

/** A file that has both halves, and the other one, where the token may be. */
function gapBeside(pair: KeyParts<ProfileSetting>, rest: KeyParts<ProfileSetting>): Gap | undefined {
  const gap = gapIn(pair);
  if (gap?.type === 'no-token' && rest.token) return { ...gap, type: 'token-away', other: rest.token };
  if (gap ?? !rest.token) return gap;
  return pair.key?.kind === 'AKIA'
    ? { type: 'needless-token', at: rest.token, other: pair.id, key: pair.key }
    : undefined;
}

/** Neither file has both halves. */
function gapAcross(a: KeyParts<ProfileSetting>, b: KeyParts<ProfileSetting>): Gap | undefined {
  const [withId, other] = a.id ? [a, b] : [b, a];
  if (withId.id && other.secret)
    return { type: 'split', at: withId.id, other: other.secret, key: withId.key };
  return gapIn(withId.id ? withId : { ...a, secret: a.secret ?? b.secret, token: a.token ?? b.token });
}

function keyPartsOf({ settings }: ProfilePart): KeyParts<ProfileSetting> {
  const given = (name: string): ProfileSetting | undefined => {
    const setting = settings.get(name);
    return isGiven(setting) ? setting : undefined;
  };
  const [id, token] = [given('aws_access_key_id'), given('aws_session_token')];
  const oldToken = given('aws_security_token');
  return {
    id,
    secret: given('aws_secret_access_key'),
    token: token ?? oldToken,
    oldTokenOnly: token === undefined && oldToken !== undefined,
    key: id && keyIdOf(id),
  };
}

function isPair({ id, secret }: KeyParts<ProfileSetting>): boolean {
  return id !== undefined && secret !== undefined;
}

function hasMisspeltKey({ settings }: ProfilePart): boolean {
  return [...settings.keys()].some(
    (name) => partOfProfileKey(name) === undefined && isMisspeltSecretName(name),
  );
}
