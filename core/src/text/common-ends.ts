/** How much two texts have in common at their starts and at their ends, in UTF-16 units. The two do not overlap. */
export interface CommonEnds {
  readonly front: number;
  readonly back: number;
}

/** Compared at once: engines compare long strings many times as fast as single characters. */
const CHUNK = 16_384;

/** Compares two versions of a text, which differ in a single stretch where somebody has typed. */
export function commonEnds(old: string, text: string): CommonEnds {
  const most = Math.min(old.length, text.length);
  const front = farthest(most, (from, to) => old.slice(from, to) === text.slice(from, to));
  const back = farthest(most - front, (from, to) => {
    const [oldEnd, end] = [old.length - from, text.length - from];
    return old.slice(old.length - to, oldEnd) === text.slice(text.length - to, end);
  });
  return { front, back };
}

/** How far two texts are the same: chunk by chunk, then by ever smaller ones. */
function farthest(most: number, isSame: (from: number, to: number) => boolean): number {
  let far = 0;
  let size = CHUNK;
  while (size >= 1) {
    if (far + size <= most && isSame(far, far + size)) far += size;
    else size >>>= 1;
  }
  return far;
}
