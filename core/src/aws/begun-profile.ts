import type { IniSection } from '../documents/ini/nodes.ts';
import type { Profile } from './profile.ts';
import type { ProfileGraph } from './profile-graph.ts';

/**
 * The profile that a section is the first one of, within its file: for what is told of a profile once. `undefined` for
 * the others, and for sections that are no profiles.
 */
export function profileBegunBy(section: IniSection, { profiles }: ProfileGraph): Profile | undefined {
  const profile = section.type === 'profile' ? profiles.get(section.name) : undefined;
  const parts = [profile?.config, profile?.credentials];
  return parts.some((part) => part?.section.sections[0] === section) ? profile : undefined;
}
