import type { Reading, Refusal } from '../documents/ini/readers/reading.ts';
import type { NamedMap, Witness } from './witness.ts';
import { providerOfProfile, type CredentialProvider } from './credential-provider.ts';
import {
  mergeProfiles,
  namedSections,
  type FileSections,
  type NamedSection,
  type Profile,
} from './profile.ts';
import { followChain, type ProfileChain } from './profile-chain.ts';
import { profilesBySource } from './profile-users.ts';
import { givesSession, isChained, type SessionAnswer } from './session-source.ts';
import { WatchedMap } from './watched-map.ts';

/** What the two files say, each as one reader sees it. */
export interface ProfileFiles {
  readonly config?: Reading | undefined;
  readonly credentials?: Reading | undefined;
}

/** All profiles of config and credentials together, and how each comes to its credentials. */
export interface ProfileGraph {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly ssoSessions: ReadonlyMap<string, NamedSection>;
  readonly services: ReadonlyMap<string, NamedSection>;
  /** Files that the reader refuses. The graph is built as if they were empty; the AWS CLI does nothing at all then. */
  readonly refusals: readonly Refusal[];
  /**
   * What the AWS CLI gets a profile's credentials from, keys in the environment left out. `asSource`: as somebody's
   * `source_profile`, where keys come before a role. A missing profile has none.
   */
  providerOf(name: string, options?: { readonly asSource?: boolean }): CredentialProvider;
  /** The other profiles whose roles are assumed with this one, by `source_profile`. */
  usersOf(name: string): readonly Profile[];
  /** From a profile to the one that needs no other; `undefined` for a missing profile. */
  chainOf(name: string): ProfileChain | undefined;
  /** Whether what a profile gives is a session with a token. `unknown` for a missing profile. */
  yieldsSession(name: string, options?: { readonly asSource?: boolean }): SessionAnswer;
  /**
   * Whether the role of a profile is assumed with a session, so that STS grants it one hour at most (role chaining).
   * `false` for a profile that assumes no role; `unknown` where it cannot be told.
   */
  sourceIsSession(name: string): SessionAnswer;
}

/**
 * Joins the two files as botocore does. With the readings of `readAsCli` it is what the AWS CLI sees; with those of
 * `readTolerantly` what the person means, also in files that the AWS CLI refuses. `witness` notes what each answer is
 * made of.
 */
export function buildProfileGraph({ config, credentials }: ProfileFiles, witness?: Witness): ProfileGraph {
  const watched = <Value>(map: ReadonlyMap<string, Value>, type: NamedMap): ReadonlyMap<string, Value> =>
    witness ? new WatchedMap(map, type, witness) : map;
  const all = mergeProfiles(sectionsOf(config, 'profiles'), sectionsOf(credentials, 'profiles'));
  const profiles = watched(all, 'profiles');
  const ask = <Answer>(of: (profile: Profile) => Answer): ((name: string) => Answer | undefined) =>
    remembered((name) => {
      const profile = profiles.get(name);
      return profile && of(profile);
    }, witness);
  const own = ask((profile) => providerOfProfile(profile));
  const source = ask((profile) => providerOfProfile(profile, true));
  const provider = (name: string, asSource = false): CredentialProvider =>
    (asSource ? source : own)(name) ?? { type: 'none' };
  const isChain = ask((profile) => isChained(profile, profiles));
  // Whoever goes through all profiles sees none of them in particular, so a watched graph works this out unseen.
  const unseen = witness ? providerOfProfile : ({ name }: Profile): CredentialProvider => provider(name);
  let users: ReadonlyMap<string, readonly Profile[]> | undefined;
  const usersOf = (name: string): readonly Profile[] =>
    (users ??= profilesBySource(all, unseen, witness?.sources)).get(name) ?? [];
  return {
    profiles,
    ssoSessions: watched(namedSections(sectionsOf(config, 'ssoSessions')), 'ssoSessions'),
    services: watched(namedSections(sectionsOf(config, 'services')), 'services'),
    refusals: [config, credentials].filter((one): one is Refusal => one?.refusal !== undefined),
    providerOf: (name, options) => provider(name, options?.asSource),
    usersOf: (name) => {
      if (witness?.isRecording) witness.saw({ type: 'users', name });
      return usersOf(name);
    },
    chainOf: ask((profile) => followChain(profile, profiles)),
    yieldsSession: (name, options) => givesSession(provider(name, options?.asSource), profiles),
    sourceIsSession: (name) => isChain(name) ?? 'unknown',
  };
}

/** Many rules ask the same of every profile. */
function remembered<Answer>(
  ask: (name: string) => Answer | undefined,
  witness?: Witness,
): (name: string) => Answer | undefined {
  if (witness) {
    const recall = witness.memory();
    return (name) => recall(name, () => ask(name));
  }
  const answers = new Map<string, Answer | undefined>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined || answers.has(name)) return known;
    const answer = ask(name);
    answers.set(name, answer);
    return answer;
  };
}

function sectionsOf(
  reading: Reading | undefined,
  group: 'profiles' | 'ssoSessions' | 'services',
): FileSections | undefined {
  return reading && !reading.refusal ? { document: reading.document, sections: reading[group] } : undefined;
}
