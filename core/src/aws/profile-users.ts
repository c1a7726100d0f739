import { providerOfProfile } from './credential-provider.ts';
import { identitiesOf, type Profile } from './profile.ts';

/** The sources of profiles that stand in a single section, by that section's identity: nothing else has a say in it. */
export type KnownSources = WeakMap<object, { readonly name: string | undefined }>;

/** The profiles that assume their roles with another one, by that one's name. */
export function profilesBySource(
  profiles: ReadonlyMap<string, Profile>,
  sources: KnownSources = new WeakMap(),
): ReadonlyMap<string, readonly Profile[]> {
  const users = new Map<string, Profile[]>();
  for (const profile of profiles.values()) {
    const source = knownSource(profile, sources);
    if (source === undefined || source === profile.name) continue;
    const known = users.get(source);
    if (known) known.push(profile);
    else users.set(source, [profile]);
  }
  return users;
}

function knownSource(profile: Profile, sources: KnownSources): string | undefined {
  const [identity, another] = identitiesOf(profile);
  if (!identity || another) return sourceOf(profile);
  const known = sources.get(identity) ?? { name: sourceOf(profile) };
  sources.set(identity, known);
  return known.name;
}

function sourceOf(profile: Profile): string | undefined {
  const provider = providerOfProfile(profile);
  return provider.type === 'role' && provider.source.type === 'profile' ? provider.source.name : undefined;
}
