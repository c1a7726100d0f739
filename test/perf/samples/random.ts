/** Whole numbers from 0 up to, but not including, `below`. */
export type Random = (below: number) => number;

/** Numbers that are the same on every machine: the generator "mulberry32". Far too weak for secrets that count. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One of some. */
export function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random(items.length)];
  if (item === undefined) throw new RangeError('There is nothing to pick from');
  return item;
}

/** So many characters out of an alphabet. */
export function characters(random: Random, count: number, alphabet: string): string {
  return Array.from({ length: count }, () => alphabet.charAt(random(alphabet.length))).join('');
}
