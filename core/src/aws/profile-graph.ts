import type { Reading, Refusal } from '../documents/ini/readers/reading.ts';
import { providerOfProfile, type CredentialProvider } from './credential-provider.ts';
import {
  mergeProfiles,
  namedSections,
  type FileSections,
  type NamedSection,
  type Profile,
} from './profile.ts';
import { followChain, type ProfileChain } from './profile-chain.ts';
import { givesSession, isChained, type SessionAnswer } from './session-source.ts';

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
 * `readTolerantly` what the person means, also in files that the AWS CLI refuses.
 */
export function buildProfileGraph({ config, credentials }: ProfileFiles): ProfileGraph {
  const profiles = mergeProfiles(sectionsOf(config, 'profiles'), sectionsOf(credentials, 'profiles'));
  const provider = (name: string, asSource = false): CredentialProvider => {
    const profile = profiles.get(name);
    return profile ? providerOfProfile(profile, asSource) : { type: 'none' };
  };
  return {
    profiles,
    ssoSessions: namedSections(sectionsOf(config, 'ssoSessions')),
    services: namedSections(sectionsOf(config, 'services')),
    refusals: [config, credentials].filter((one): one is Refusal => one?.refusal !== undefined),
    providerOf: (name, options) => provider(name, options?.asSource),
    chainOf: (name) => {
      const profile = profiles.get(name);
      return profile && followChain(profile, profiles);
    },
    yieldsSession: (name, options) => givesSession(provider(name, options?.asSource), profiles),
    sourceIsSession: (name) => {
      const profile = profiles.get(name);
      return profile ? isChained(profile, profiles) : 'unknown';
    },
  };
}

function sectionsOf(
  reading: Reading | undefined,
  group: 'profiles' | 'ssoSessions' | 'services',
): FileSections | undefined {
  return reading && !reading.refusal ? { document: reading.document, sections: reading[group] } : undefined;
}
