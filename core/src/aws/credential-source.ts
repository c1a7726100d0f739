import { closest, distance } from 'fastest-levenshtein';
import { CREDENTIAL_SOURCES } from './profile-keys.ts';

export type CredentialSourceName = (typeof CREDENTIAL_SOURCES)[number];

/** A name this far from another one is hardly a slip of the pen. */
const FARTHEST_SLIP = 4;

/** What people write for the services behind the names. */
const OTHER_WORDS: readonly (readonly [RegExp, CredentialSourceName])[] = [
  [/^env/u, 'Environment'],
  [/ec2|imds|instance/u, 'Ec2InstanceMetadata'],
  [/ecs|container|fargate/u, 'EcsContainer'],
];

/** The value of `credential_source` that a text is but for its case. The AWS CLI compares the case, too. */
export function sourceInOtherCase(text: string): CredentialSourceName | undefined {
  return CREDENTIAL_SOURCES.find((one) => one.toLowerCase() === text.toLowerCase());
}

/** The value of `credential_source` that a text is likely meant to be. */
export function nearestSource(text: string): CredentialSourceName | undefined {
  const plain = text.toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
  const known = OTHER_WORDS.find(([pattern]) => pattern.test(plain))?.[1];
  if (known ?? plain === '') return known;
  const names = CREDENTIAL_SOURCES.map((one) => one.toLowerCase());
  const best = closest(plain, names);
  const near = distance(plain, best) <= Math.min(FARTHEST_SLIP, Math.floor(plain.length / 2));
  return near ? sourceInOtherCase(best) : undefined;
}
