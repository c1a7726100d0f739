import { sourceNameOf, type CredentialProvider } from './credential-provider.ts';
import { onlyIdentityOf, type Profile } from './profile.ts';

/** The sources of profiles that stand in a single section, by that section's identity: nothing else has a say in it. */
export type KnownSources = WeakMap<object, { readonly name: string | undefined }>;

/** What a profile gets its credentials from. */
type ProviderOf = (profile: Profile) => CredentialProvider;

/** The profiles that assume their roles with another one, by that one's name. */
export function profilesBySource(
  profiles: ReadonlyMap<string, Profile>,
  providerOf: ProviderOf,
  sources?: KnownSources,
): ReadonlyMap<string, readonly Profile[]> {
  const users = new Map<string, Profile[]>();
  for (const profile of profiles.values()) {
    const source = sources ? knownSource(profile, providerOf, sources) : sourceNameOf(providerOf(profile));
    if (source === undefined || source === profile.name) continue;
    const known = users.get(source);
    if (known) known.push(profile);
    else users.set(source, [profile]);
  }
  return users;
}

function knownSource(profile: Profile, providerOf: ProviderOf, sources: KnownSources): string | undefined {
  const identity = onlyIdentityOf(profile);
  const known = identity && sources.get(identity);
  if (known) return known.name;
  const name = sourceNameOf(providerOf(profile));
  if (identity) sources.set(identity, { name });
  return name;
}
