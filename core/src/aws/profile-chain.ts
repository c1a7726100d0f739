import { MOST_WITHOUT_INDEX } from '../documents/ini/flat-section.ts';
import { hasStaticKeys, providerOfProfile, type CredentialProvider } from './credential-provider.ts';
import type { Profile } from './profile.ts';
import type { ProfileSetting } from './profile-setting.ts';

/** How a profile comes to its credentials: itself, then the source of its role, and so on. */
export interface ProfileChain {
  /** The profile first, the one that needs no other last; at least one. */
  readonly hops: readonly [ChainHop, ...ChainHop[]];
  readonly end: ChainEnd;
}

export interface ChainHop {
  readonly profile: Profile;
  /** What the profile uses at this place: a source prefers its own keys. */
  readonly provider: CredentialProvider;
}

/** How a chain ends, always in its last hop. Everything but `root` and `too-long` is an error of the AWS CLI. */
export type ChainEnd =
  | { readonly type: 'root' }
  /** The last profile has nothing that gives credentials. */
  | { readonly type: 'no-credentials' }
  /** A role with none of `source_profile`, `credential_source` and `web_identity_token_file`. */
  | { readonly type: 'no-source' }
  | { readonly type: 'conflicting-sources' }
  /** `source_profile` names no profile. */
  | { readonly type: 'dangling'; readonly setting: ProfileSetting; readonly name: string | undefined }
  /** `source_profile` names a profile that is in the chain already, or itself without having keys. */
  | { readonly type: 'cycle'; readonly setting: ProfileSetting; readonly name: string }
  /** It goes on behind the last hop, and was followed no further. */
  | { readonly type: 'too-long' };

/** Each profile has a chain of its own, so a circle of thousands would have millions of hops. People have three or four. */
export const MOST_HOPS = 100;

/**
 * Follows `source_profile` as botocore does. A role profile may name itself if it has keys of its own, and only at the
 * start of a chain, because elsewhere its keys win over its role.
 */
export function followChain(start: Profile, profiles: ReadonlyMap<string, Profile>): ProfileChain {
  const first: ChainHop = { profile: start, provider: providerOfProfile(start) };
  const hops: [ChainHop, ...ChainHop[]] = [first];
  // Most chains are short, and a file has as many of them as it has profiles.
  let names: Set<string> | undefined;
  const isVisited = (name: string): boolean =>
    names ? names.has(name) : hops.some(({ profile }) => profile.name === name);
  let hop = first;
  for (;;) {
    const next = nextProfile(hop, profiles, isVisited);
    // An array that has grown has room for more, and each profile has its own.
    if ('type' in next) return { hops: hops.slice() as typeof hops, end: next };
    if (hops.length === MOST_HOPS) return { hops: hops.slice() as typeof hops, end: { type: 'too-long' } };
    hop = { profile: next, provider: providerOfProfile(next, true) };
    hops.push(hop);
    if (names) names.add(next.name);
    else if (hops.length > MOST_WITHOUT_INDEX) names = new Set(hops.map(({ profile }) => profile.name));
  }
}

/** The hop that a role profile's credentials come from, if `source_profile` leads to one. */
export function sourceHop(profile: Profile, profiles: ReadonlyMap<string, Profile>): ChainHop | undefined {
  const next = nextProfile(
    { profile, provider: providerOfProfile(profile) },
    profiles,
    (name) => name === profile.name,
  );
  return 'type' in next ? undefined : { profile: next, provider: providerOfProfile(next, true) };
}

function nextProfile(
  { profile, provider }: ChainHop,
  profiles: ReadonlyMap<string, Profile>,
  isVisited: (name: string) => boolean,
): Profile | ChainEnd {
  if (provider.type === 'none') return { type: 'no-credentials' };
  if (provider.type !== 'role') return { type: 'root' };
  const { source } = provider;
  switch (source.type) {
    case 'none':
      return { type: 'no-source' };
    case 'conflict':
      return { type: 'conflicting-sources' };
    case 'credential-source':
      return { type: 'root' };
    case 'profile': {
      const { setting, name } = source;
      const next = name === undefined ? undefined : profiles.get(name);
      if (!next) return { type: 'dangling', setting, name };
      const loops = isVisited(next.name) && !(next === profile && hasStaticKeys(next));
      return loops ? { type: 'cycle', setting, name: next.name } : next;
    }
  }
}
