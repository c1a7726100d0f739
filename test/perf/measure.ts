/** What a benchmark gives. All figures are in its unit. */
export interface Figures {
  readonly median: number;
  readonly p95: number;
  readonly least: number;
  /** How many values these are made of. */
  readonly runs: number;
}

/** Gives some values, one for each time that something was done. */
export type Measure = () => Promise<readonly number[]>;

/** Another program that does the same work on the same files. */
export interface Peer {
  readonly name: string;
  readonly measure: Measure;
}

/** How much of a peer's figure ours may be. */
export interface Share {
  readonly figure: 'median' | 'p95' | 'least';
  readonly atMost: number;
  /** The peer; the best of them if left out. */
  readonly of?: string;
  /** A peer whose figure is taken from ours before: what comes before any work of ours. */
  readonly less?: string;
}

/** A number that the project wants to know about itself. */
export interface Bench {
  /** Words with hyphens, the general one first. */
  readonly name: string;
  /** What is measured, for a reader of the table. */
  readonly about: string;
  readonly unit: 'ms' | 'MB' | 'KB' | '×';
  /** What the figure must not exceed on a machine like that of the record; left out where it only informs. */
  readonly goal?: number;
  /** The figure that the goal is for; the median where this is left out. */
  readonly goalFor?: 'median' | 'p95';
  readonly measure: Measure;
  /** How often it is measured, of which the round with the least median counts; see `ROUNDS`. */
  readonly rounds?: number;
  readonly peers?: readonly Peer[];
  readonly shares?: readonly Share[];
}

/** Rounds where no peer has to be waited for: short ones, because a machine is seldom quiet for long. */
export const MANY_ROUNDS = 9;

/** Work to be timed. What comes before it is not. */
export type Prepare = (run: number) => () => unknown;

export interface TimedOptions {
  readonly runs: number;
  /** Runs that nobody counts: V8 has to see code run before it makes it fast. */
  readonly warmUp: number;
}

/** Times some work in milliseconds, each run by itself, one after the other. The work may be asynchronous. */
export async function timed(prepare: Prepare, { runs, warmUp }: TimedOptions): Promise<readonly number[]> {
  const times: number[] = [];
  for (let run = 0; run < warmUp + runs; run += 1) {
    const work = prepare(run);
    const start = performance.now();
    const result = work();
    if (result instanceof Promise) await result;
    const time = performance.now() - start;
    if (run >= warmUp) times.push(time);
  }
  return times;
}

export function figuresOf(values: readonly number[]): Figures {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    least: sorted[0] ?? Number.NaN,
    runs: sorted.length,
  };
}

/** The value below which a share of the sorted values lies; the nearest of them, none in between. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * The same text as it comes out of a file or an editor: one run of characters, which nobody has looked at. A text that
 * was put together is a tree of its parts for V8 until somebody reads it, and that would be part of what is timed.
 */
export function flat(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
