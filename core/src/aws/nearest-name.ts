import { closest, distance } from 'fastest-levenshtein';

/** A name this far from another one, in single edits, is hardly a slip of the pen. */
const FARTHEST_SLIP = 3;

/** The name that was probably meant by one that names nothing; `undefined` where none is near. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  if (name === '' || names.length === 0) return undefined;
  const best = closest(name, [...names]);
  return distance(name, best) <= Math.min(FARTHEST_SLIP, Math.floor(name.length / 2)) ? best : undefined;
}
