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
 * For a process of our own, and for the V8 of Node 20 alone: later ones decide in another way when to optimize.
 *
 * By itself V8 starts to optimize in the first milliseconds, and to optimize a parser takes longer than to read a file with
 * it; what goes on running is optimized all the same. So a function has to run `patience` times as much as usual until the
 * program has started. What a regular expression is compiled to for the first text that it sees is not improved until
 * then: for the second V8 compiles it anew.
 *
 * All that is made for a file that is opened lives on, so V8 soon makes such objects in its old generation, where nothing
 * is collected for long. Those of the next versions of the file do not live on, but hold whatever else was made for them.
 *
 * When regular expressions are compiled anew is left alone: V8 crashes where that changes at run time.
 */
export function ownTuning({ patience }: { readonly patience: number }): Tuning {
  return {
    starting: () => setFlags(patience * USUAL_BUDGET, [NO_PEEPHOLE, NO_PRETENURING]),
    started: () => setFlags(USUAL_BUDGET, [PEEPHOLE, NO_PRETENURING]),
    usual: () => setFlags(USUAL_BUDGET, [PEEPHOLE, PRETENURING]),
  };
}

const PEEPHOLE = '--regexp-peephole-optimization';
const NO_PEEPHOLE = '--no-regexp-peephole-optimization';
const PRETENURING = '--allocation-site-pretenuring';
const NO_PRETENURING = '--no-allocation-site-pretenuring';

function setFlags(budget: number, others: readonly string[]): void {
  if (!process.versions.v8.startsWith('11.3.')) return;
  for (const flag of [`--interrupt-budget=${budget}`, ...others]) setFlagsFromString(flag);
}
