import type { IniSection } from '../documents/ini/nodes.ts';
import type { Profile, ProfilePart } from './profile.ts';
import type { ProfileGraph } from './profile-graph.ts';

/**
 * The profile that a section is the first one of, within its file: for what is told of a profile once. `undefined` for
 * the others, and for sections that are no profiles.
 */
export function profileBegunBy(section: IniSection, { profiles }: ProfileGraph): Profile | undefined {
  const profile = section.type === 'profile' ? profiles.get(section.name) : undefined;
  const begins = (part: ProfilePart | undefined): boolean => part?.section.sections[0] === section;
  return begins(profile?.config) || begins(profile?.credentials) ? profile : undefined;
}
