import type { SectionSight } from '../aws/witness.ts';
import { identitiesOf, type Profile } from '../aws/profile.ts';
import type { IniSection } from '../documents/ini/nodes.ts';
import type { Seeable } from './contexts.ts';

/** The identities of the sections that somebody saw who looked for a name. */
export function identitiesSeen({ type, name }: SectionSight, seeable: Seeable): readonly object[] {
  const graph = seeable.profiles();
  switch (type) {
    case 'profiles': {
      const profile = graph.profiles.get(name);
      return profile ? identitiesOf(profile) : [];
    }
    case 'users':
      return graph.usersOf(name).flatMap(identitiesOf);
    case 'ssoSessions':
    case 'services':
      return (graph[type].get(name)?.section.sections ?? []).map(({ identity }) => identity);
    case 'headers':
      return (seeable.headers().get(name) ?? []).map(({ identity }) => identity);
  }
}

/** Whether the same sections would be seen. It is asked for each section at each edit, and makes no lists for that. */
export function areSeenAgain(
  identities: readonly object[],
  { type, name }: SectionSight,
  seeable: Seeable,
): boolean {
  const graph = seeable.profiles();
  let next = 0;
  switch (type) {
    case 'profiles':
      next = behindProfile(identities, 0, graph.profiles.get(name));
      break;
    case 'users':
      for (const profile of graph.usersOf(name)) next = behindProfile(identities, next, profile);
      break;
    case 'ssoSessions':
    case 'services':
      next = behind(identities, 0, graph[type].get(name)?.section.sections);
      break;
    case 'headers':
      next = behind(identities, 0, seeable.headers().get(name));
  }
  return next === identities.length;
}

function behindProfile(identities: readonly object[], from: number, profile: Profile | undefined): number {
  const next = behind(identities, from, profile?.config?.section.sections);
  return behind(identities, next, profile?.credentials?.section.sections);
}

/** The index behind some sections, where they come next; one out of reach where they do not. */
function behind(identities: readonly object[], from: number, sections: readonly IniSection[] = []): number {
  let next = from;
  for (const { identity } of sections) {
    if (identities[next] !== identity) return OUT_OF_REACH;
    next += 1;
  }
  return next;
}

const OUT_OF_REACH = Number.MAX_SAFE_INTEGER;
