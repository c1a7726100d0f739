import { closest, distance } from 'fastest-levenshtein';

/** A name this far from another one, in single edits, is hardly a slip of the pen. */
const FARTHEST_SLIP = 3;

/**
 * The name that was probably meant by one that names nothing; `undefined` where none is near. `own`: the name of what
 * names it, which is not meant.
 */
export function nearestName(name: string, names: readonly string[], own?: string): string | undefined {
  const farthest = Math.min(FARTHEST_SLIP, Math.floor(name.length / 2));
  // Two names are at least as far apart as their lengths: among a thousand profiles few are worth a closer look.
  const near = names.filter((one) => Math.abs(one.length - name.length) <= farthest && one !== own);
  if (name === '' || near.length === 0) return undefined;
  const best = closest(name, near);
  return distance(name, best) <= farthest ? best : undefined;
}
