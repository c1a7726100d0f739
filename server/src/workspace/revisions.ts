import { createRecent } from './recent.ts';

/**
 * Gives equal texts equal numbers, so that "the same as before" can be told to a client without telling what it is:
 * such a text may be a file with secrets.
 */
export interface Revisions {
  of(text: string): number;
}

/** How many texts are remembered: those that were asked for last. */
export interface Capacity {
  readonly short: number;
  /** What is known of a repository may take some hundred lines. */
  readonly long: number;
}

/** In characters. */
const SHORT = 1000;

const USUAL: Capacity = { short: 512, long: 8 };

/**
 * A text that was forgotten gets a number that nobody has had. Texts are their own keys, because Node takes two
 * milliseconds and 2 MB to load what makes hashes.
 */
export function createRevisions({ short, long }: Capacity = USUAL): Revisions {
  const ofShort = createRecent<string, number>(short);
  const ofLong = createRecent<string, number>(long);
  let last = 0;
  return {
    of: (text) => {
      const numbers = text.length <= SHORT ? ofShort : ofLong;
      const number = numbers.get(text) ?? (last += 1);
      numbers.set(text, number);
      return number;
    },
  };
}
