import { hasStaticKeys } from './credential-provider.ts';
import type { Profile, ProfileSetting } from './profile.ts';
import type { ChainHop } from './profile-chain.ts';
import type { ProfileGraph } from './profile-graph.ts';

/** Profiles that name each other as source, or one that names itself. */
export interface SourceCycle {
  /** The profile to tell it at first, then each as it is named by the one before it; at least one. */
  readonly links: readonly [CycleLink, ...CycleLink[]];
}

/** A profile of the circle, and its `source_profile`, which names the next. */
export interface CycleLink {
  readonly profile: Profile;
  readonly setting: ProfileSetting;
}

/**
 * All circles, each once. botocore refuses a profile that it has visited, unless a profile with keys of its own names
 * itself; a source with keys ends the chain, so that a circle through it only matters to that very profile.
 * Source: botocore/credentials.py, `AssumeRoleProvider._validate_source_profile`.
 */
export function sourceCycles(graph: ProfileGraph): readonly SourceCycle[] {
  const found: SourceCycle[] = [];
  const seen = new Set<string>();
  for (const name of graph.profiles.keys()) {
    if (seen.has(name)) continue;
    const chain = graph.chainOf(name);
    if (chain?.end.type !== 'cycle' || chain.end.name !== name) continue;
    const [first, ...rest] = chain.hops.flatMap(linkOf);
    if (!first) continue;
    const links: readonly [CycleLink, ...CycleLink[]] = [first, ...rest];
    if (hasStaticKeys(first.profile)) {
      found.push({ links });
      continue;
    }
    for (const { profile } of links) seen.add(profile.name);
    found.push({ links: fromFirstPlace(links) });
  }
  return found;
}

function linkOf({ profile, provider }: ChainHop): readonly CycleLink[] {
  return provider.type === 'role' && provider.source.type === 'profile'
    ? [{ profile, setting: provider.source.setting }]
    : [];
}

/** The same circle, begun where it comes first in the config file, then in the credentials file. */
function fromFirstPlace(links: SourceCycle['links']): SourceCycle['links'] {
  const place = ({ setting }: CycleLink): number =>
    (setting.entry?.keyRange.start ?? 0) + (setting.file === 'config' ? 0 : Number.MAX_SAFE_INTEGER / 2);
  const first = links.reduce((best, one) => (place(one) < place(best) ? one : best));
  const at = links.indexOf(first);
  return [first, ...links.slice(at + 1), ...links.slice(0, at)];
}
