import { setFlagsFromString } from 'node:v8';

/** When V8 optimizes what runs. */
export interface Optimizing {
  /** From now on later than by itself. */
  later(): void;
  /** From now on as V8 does by itself. */
  usual(): void;
}

/** What V8 11.3 has by itself, in its own measure. Code that was kept is for exactly this value. */
const USUAL = 66 * 1024;

/**
 * Lets V8 optimize code later: by itself it starts to in the first milliseconds, and to optimize a parser takes longer than
 * to read a file with it. What goes on running is optimized all the same; six times as much would be felt in the first
 * letters that are typed. For a process of our own. Only the V8 of Node 20 has this flag, for how much a function may run
 * before; later ones count calls. Flags of regular expressions are left alone: V8 crashes where these change at run time.
 */
export const lateOptimizing: Optimizing = {
  later: () => setBudget(3 * USUAL),
  usual: () => setBudget(USUAL),
};

function setBudget(budget: number): void {
  if (process.versions.v8.startsWith('11.3.')) setFlagsFromString(`--interrupt-budget=${budget}`);
}
