import { characters, type Random } from './random.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Random texts in the form of AWS's keys; nobody has issued them. */
export function sampleKeys(random: Random) {
  return {
    id: (prefix: 'AKIA' | 'ASIA') => prefix + characters(random, 16, BASE32),
    secret: () => characters(random, 40, BASE64),
    token: () => `IQoJb3JpZ2luX2Vj${characters(random, 340, BASE64)}`,
  };
}
