import { createHash } from 'node:crypto';
import { createRecent } from './recent.ts';

/**
 * Gives equal texts equal numbers, so that "the same as before" can be told to a client without telling what it is:
 * such a text may be a hash over a file with secrets.
 */
export interface Revisions {
  of(text: string): number;
}

/** Up to this length a text is its own key: Node takes two milliseconds to load what makes hashes. */
const SHORT = 1000;

/** Numbers are remembered for the texts asked for last; one that was forgotten gets a number that nobody has had. */
export function createRevisions(capacity = 512): Revisions {
  // Long ones by their hashes: what is known of a repository may take some hundred lines.
  const numbers = createRecent<string, number>(capacity);
  let last = 0;
  return {
    of: (text) => {
      const key = text.length <= SHORT ? text : createHash('sha256').update(text).digest('base64');
      const number = numbers.get(key) ?? (last += 1);
      numbers.set(key, number);
      return number;
    },
  };
}
