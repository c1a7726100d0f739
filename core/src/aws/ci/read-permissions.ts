import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { readMap, textOf, type Reader } from './read-step.ts';
import type { Permissions } from './workflow.ts';

/** What a `permissions:` key says. */
export function readPermissions(reader: Reader, holder: YamlEntry | undefined): Permissions | undefined {
  if (!holder) return undefined;
  const map = readMap(reader, holder);
  if (map) return map.entries.length > 0 ? { form: 'map', map } : { form: 'none', holder };
  const text = textOf(holder);
  return text === 'read-all' || text === 'write-all' ? { form: text, holder } : { form: 'unknown', holder };
}
