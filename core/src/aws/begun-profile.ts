import type { IniSection } from '../documents/ini/nodes.ts';
import type { Profile, ProfilePart } from './profile.ts';
import type { ProfileGraph } from './profile-graph.ts';

/**
 * The profile that a section is the first one of, within its file: for what is told of a profile once. `undefined` for
 * the others, and for sections that are no profiles.
 */
export function profileBegunBy(section: IniSection, { profiles }: ProfileGraph): Profile | undefined {
  if (section.type !== 'profile') return undefined;
  const profile = profiles.get(section.name);
  return begins(profile?.config, section) || begins(profile?.credentials, section) ? profile : undefined;
}

function begins(part: ProfilePart | undefined, section: IniSection): boolean {
  return part?.section.sections[0] === section;
}
