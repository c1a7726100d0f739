import { createHash, randomBytes } from 'node:crypto';

/** A source of random bytes; every generated key, token and request id comes out of one. */
export type RandomBytes = (size: number) => Uint8Array;

/** The machine's own random source. */
export const systemRandom: RandomBytes = (size) => randomBytes(size);

/**
 * A source that gives the same bytes for the same seed, for worlds and expectations that must not change
 * between runs. SHA-256 in counter mode; not for real secrets.
 */
export const seededRandom = (seed: string): RandomBytes => {
  let block = 0;
  let pool = Buffer.alloc(0);
  return (size) => {
    while (pool.length < size) {
      const next = createHash('sha256').update(`${seed}\n${block}`).digest();
      pool = Buffer.concat([pool, next]);
      block += 1;
    }
    const taken = pool.subarray(0, size);
    pool = pool.subarray(size);
    return taken;
  };
};
