import type { IniSection } from '../documents/ini/nodes.ts';
import { findProfileKey } from './profile-keys.ts';

/**
 * Whether a section belongs to some other tool that keeps its settings in the same file: it sets something, but nothing
 * that AWS knows.
 */
export function isForeignSection({ entries }: IniSection): boolean {
  return (
    entries.length > 0 && !entries.some(({ name, parent }) => !parent && findProfileKey(name) !== undefined)
  );
}
