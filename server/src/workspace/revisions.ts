/**
 * Gives equal texts equal numbers, so that "the same as before" can be told to a client without telling what it is:
 * such a text may be a hash over a file with secrets.
 */
export interface Revisions {
  of(text: string): number;
}

/** Numbers are remembered for the texts asked for last; one that was forgotten gets a number that nobody has had. */
export function createRevisions(capacity = 512): Revisions {
  const numbers = new Map<string, number>();
  let last = 0;
  return {
    of: (text) => {
      const number = numbers.get(text) ?? (last += 1);
      numbers.delete(text);
      numbers.set(text, number);
      if (numbers.size > capacity) {
        const [oldest] = numbers.keys();
        if (oldest !== undefined) numbers.delete(oldest);
      }
      return number;
    },
  };
}
