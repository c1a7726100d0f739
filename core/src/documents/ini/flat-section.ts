import type { IniSection } from './nodes.ts';

/** Where more names than these are looked for, an index is worth its making. */
export const MOST_WITHOUT_INDEX = 16;

/** Whether each entry of a section is a setting by itself, no blocks and no values over several lines, and they are few. */
export function isFlat(section: IniSection): boolean {
  const { entries } = section;
  if (entries.length > MOST_WITHOUT_INDEX || section.hasLine('continuation')) return false;
  for (const entry of entries) if (entry.indented) return false;
  return true;
}
