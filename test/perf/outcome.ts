import type { Figures, Share } from './measure.ts';

/** What a benchmark has found. */
export interface Outcome {
  readonly figures: Figures;
  readonly peers: Readonly<Record<string, Figures>>;
}

/** Outcomes of a run, and where they come from. */
export interface Results {
  readonly machine: { readonly cpu: string; readonly platform: string; readonly node: string };
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** How far a ratio may fall behind its record. */
const TOLERANCE = 4 / 3;

/** Whether a ratio has got worse. What is not on record cannot have. */
export function isBehind({ figures }: Outcome, recorded: Outcome | undefined): boolean {
  return recorded !== undefined && figures.median > recorded.figures.median * TOLERANCE;
}

/** Our figure as a share of a peer's; `undefined` where that peer was not here. */
export function shareOf({ figures, peers }: Outcome, { figure, of, less }: Share): number | undefined {
  const others = Object.entries(peers).filter(([name]) => of === undefined || name === of);
  const best = Math.min(...others.map(([, peer]) => peer[figure]));
  const before = less === undefined ? 0 : (peers[less]?.[figure] ?? 0);
  return Number.isFinite(best) ? (figures[figure] - before) / best : undefined;
}
