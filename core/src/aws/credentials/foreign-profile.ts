import type { IniSection } from '../../documents/ini/nodes.ts';
import { isForeignEndpoint } from '../ci/endpoint.ts';
import { keyMaterialIn } from '../ci/value-source.ts';
import type { CredentialSet, CredentialSite } from '../credential-set.ts';
import type { ProfileGraph } from '../profile-graph.ts';

/** Whether a section says itself that requests go elsewhere than to AWS, for all services or for one. */
export function hasForeignEndpoint({ entries }: IniSection): boolean {
  return entries.some(
    ({ name, value }) => name === 'endpoint_url' && typeof value === 'string' && isForeignEndpoint(value),
  );
}

/** The `[services NAME]` that a profile's section names. */
export function servicesNameIn({ entries }: IniSection): string | undefined {
  const value = entries.find(({ name, parent }) => name === 'services' && !parent)?.value;
  return typeof value === 'string' ? value : undefined;
}

/**
 * What of a set's keys is AWS's, by all that both AWS files say of its profile: the endpoint may stand in the other one
 * than the keys. A set without a profile is as it was.
 */
export function keysOfAws(
  set: CredentialSet,
  /** Its graph is made when it is asked for. */
  context: { readonly profiles: ProfileGraph },
): CredentialSet {
  if (set.owner.type !== 'profile' || !isForeignProfile(set.owner.section.name, context.profiles)) return set;
  const material = set.sites.some(({ value }) => value.derive(keyMaterialIn).length > 0);
  return { ...set, sites: material ? set.sites.filter(isPasted) : [] };
}

function isForeignProfile(name: string, { profiles, services }: ProfileGraph): boolean {
  const profile = profiles.get(name);
  return [profile?.config, profile?.credentials].some((part) =>
    part?.section.sections.some((section) => {
      if (hasForeignEndpoint(section)) return true;
      const named = servicesNameIn(section);
      return named !== undefined && services.get(named)?.section.sections.some(hasForeignEndpoint) === true;
    }),
  );
}

function isPasted({ origin }: CredentialSite): boolean {
  return origin === 'literal';
}
