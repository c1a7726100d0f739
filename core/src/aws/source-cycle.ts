import { hasStaticKeys, sourceNameOf } from './credential-provider.ts';
import type { Profile } from './profile.ts';
import type { ProfileSetting } from './profile-setting.ts';
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
 * The circle that a profile is part of. botocore refuses a profile that it has visited, unless a profile with keys of
 * its own names itself; a source with keys ends the chain, so that a circle through it only matters to that very profile,
 * and is begun with it.
 * Source: botocore/credentials.py, `AssumeRoleProvider._validate_source_profile`.
 */
export function sourceCycleOf(name: string, graph: ProfileGraph): SourceCycle | undefined {
  // Most sources need no other profile, which is told without following a chain.
  const source = sourceNameOf(graph.providerOf(name));
  const behind =
    source === undefined ? undefined : sourceNameOf(graph.providerOf(source, { asSource: true }));
  if (source !== name && behind === undefined) return undefined;
  const chain = graph.chainOf(name);
  if (chain?.end.type !== 'cycle' || chain.end.name !== name) return undefined;
  const [first, ...rest] = chain.hops.flatMap(linkOf);
  if (!first) return undefined;
  const links: SourceCycle['links'] = [first, ...rest];
  return { links: hasStaticKeys(first.profile) ? links : fromFirstPlace(links) };
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
