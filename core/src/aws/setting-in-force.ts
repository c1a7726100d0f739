import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';
import type { Profile } from './profile.ts';
import type { ProfileGraph } from './profile-graph.ts';

/**
 * The profile whose setting an entry gives. `undefined` for an entry of another section or of a block, and for one that
 * another line or the credentials file overrides.
 */
export function profileOfSetting(
  entry: IniEntry,
  section: IniSection,
  { profiles }: ProfileGraph,
): Profile | undefined {
  if (section.type !== 'profile' || entry.parent) return undefined;
  const profile = profiles.get(section.name);
  return profile?.settings.get(entry.name)?.entry === entry ? profile : undefined;
}
