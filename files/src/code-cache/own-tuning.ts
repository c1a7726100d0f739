import { setFlagsFromString } from 'node:v8';

/** How V8 runs a process. */
export interface Tuning {
  /** While its program starts. */
  starting(): void;
  /** From then on. */
  started(): void;
  /** As V8 does by itself: code is kept for the flags that it was made with. */
  usual(): void;
}

/** How much a function may run before V8 11.3 optimizes it, in V8's own measure. */
const USUAL_BUDGET = 66 * 1024;

/**
 * For a process of our own. What V8 does by itself:
 *
 * - It improves what a regular expression is compiled to for the first text that it meets, which takes longer than that
 *   runs: for the second text it is compiled anew. Not until the program has started.
 * - All that is made for a file that is opened lives on, so V8 soon makes such objects in its old generation, where nothing
 *   is collected for long. Those of the next versions of the file do not live on, but hold whatever else was made for them.
 * - In Node 20 it starts to optimize in the first milliseconds, and to optimize a parser takes longer than to read a file
 *   with it; what goes on running is optimized all the same. So a function has to run `patience` times as much as usual
 *   until the program has started. Later versions decide in another way.
 *
 * When regular expressions are compiled anew is left alone: V8 crashes where that changes at run time.
 */
export function ownTuning({ patience }: { readonly patience: number }, v8: Engine = OWN_ENGINE): Tuning {
  const [major = '', minor] = v8.version.split('.');
  const isOfNode20 = major === '11' && minor === '3';
  const set = (budget: number, flags: readonly string[]): void => {
    if (KNOWN.has(major)) setFlags(v8, isOfNode20 ? [`--interrupt-budget=${budget}`, ...flags] : flags);
  };
  return {
    starting: () => set(patience * USUAL_BUDGET, [NO_PEEPHOLE, NO_PRETENURING]),
    started: () => set(USUAL_BUDGET, [PEEPHOLE, NO_PRETENURING]),
    usual: () => set(USUAL_BUDGET, [PEEPHOLE, PRETENURING]),
  };
}

/** What runs the process. */
export interface Engine {
  readonly version: string;
  readonly setFlag: (flag: string) => void;
}

const OWN_ENGINE: Engine = { version: process.versions.v8, setFlag: setFlagsFromString };

const PEEPHOLE = '--regexp-peephole-optimization';
const NO_PEEPHOLE = '--no-regexp-peephole-optimization';
const PRETENURING = '--allocation-site-pretenuring';
const NO_PRETENURING = '--no-allocation-site-pretenuring';

/** The major versions of V8 that are known to know the flags, which are those of Node 20 to 26: V8 complains of others. */
const KNOWN = new Set(['11', '12', '13', '14']);

function setFlags({ setFlag }: Engine, flags: readonly string[]): void {
  try {
    for (const flag of flags) setFlag(flag);
  } catch {
    // What takes Node's place may say that it has some V8 and have none.
  }
}
