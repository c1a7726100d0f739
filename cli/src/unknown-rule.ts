import { nearestName } from '@keyless/core';

/** Says that no rule has an id, and which one may be meant. */
export function unknownRule(id: string, ids: readonly string[]): string {
  const near = nearestName(id, ids);
  const hint = near === undefined ? 'keyless rules lists them' : `did you mean ${near}?`;
  return `there is no rule ${JSON.stringify(id)}; ${hint}`;
}
