/** A name for CloudTrail. It is made up for one call, so it is no part of the cache entry's name. */
export function sessionName(now: Date): string {
  return `keyless-${Math.floor(now.getTime() / 1000)}`;
}
