import { distance } from 'fastest-levenshtein';

/** The keys of a profile whose values are secrets. */
const SECRET_KEYS = ['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'aws_security_token'];

const SHORTEST = Math.min(...SECRET_KEYS.map((key) => key.length));
const LONGEST = Math.max(...SECRET_KEYS.map((key) => key.length));

/** A name this far from another one is hardly a slip of the pen. */
const FARTHEST_SLIP = 2;

/** Characters that no secret key has are a slip each: three of them are too many. */
const OTHERS = /[^a-z_-].*[^a-z_-].*[^a-z_-]/isu;

/** Whether a key is one slip or two away from a profile's secret ones: no tool reads it, but the secret is there. */
export function isMisspeltSecretName(name: string): boolean {
  // Two names are at least as far apart as their lengths, which settles most cases at once.
  if (name.length < SHORTEST - FARTHEST_SLIP || name.length > LONGEST + FARTHEST_SLIP) return false;
  if (OTHERS.test(name)) return false;
  const plain = name.toLowerCase().replaceAll('-', '_');
  return SECRET_KEYS.some((key) => distance(plain, key) <= FARTHEST_SLIP);
}
