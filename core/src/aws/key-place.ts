import type { IniEntry, IniSection } from '../documents/ini/nodes.ts';
import { findProfileKey, type KeyPlace, type ProfileKey } from './profile-keys.ts';

/**
 * Where an entry stands or would stand, for the table of keys: in a profile, in its block `s3 =`, in an `[sso-session]`, in the block
 * of a service. `undefined` where the tables have no say: in other sections and blocks, and for the names of services.
 */
export function placeOf({ parent }: Pick<IniEntry, 'parent'>, section: IniSection): KeyPlace | undefined {
  switch (section.type) {
    case 'profile':
      if (parent) return parent.name === 's3' ? 's3' : undefined;
      // In the credentials file such a section is a profile of that name for all tools.
      if (!section.name.startsWith('s')) return 'profile';
      if (/^services\s/u.test(section.name)) return undefined;
      return /^sso-session\s/u.test(section.name) ? 'sso-session' : 'profile';
    case 'sso-session':
      return parent ? undefined : 'sso-session';
    case 'services':
      return parent ? 'services' : undefined;
    case 'other':
      return undefined;
  }
}

/** What the tables say of an entry's key; `undefined` for one that they do not have in its place. */
export function keyOf(entry: IniEntry, section: IniSection): ProfileKey | undefined {
  const place = placeOf(entry, section);
  return place && findProfileKey(entry.name, place);
}
