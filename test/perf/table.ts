import type { Bench, Figures } from './measure.ts';
import { shareOf, type Outcome } from './outcome.ts';

const WIDTHS = { name: 26, figure: 10 };

export const TITLE = [
  'benchmark'.padEnd(WIDTHS.name),
  ...['median', 'p95', 'least', 'recorded', 'goal'].map((title) => title.padStart(WIDTHS.figure)),
  '  what',
].join('');

/** The lines of the table for a benchmark: ours, then one for each peer with how often it takes ours. */
export function rows(bench: Bench, outcome: Outcome, recorded: Outcome | undefined): readonly string[] {
  const { name, unit, goal, about } = bench;
  const { figures, peers } = outcome;
  const cells = [figures.median, figures.p95, figures.least, recorded?.figures.median, goal];
  return [
    `${line(name, cells, unit)}  ${about}${verdict(bench, outcome)}`,
    ...Object.entries(peers).map(([peer, their]) => {
      const times = `${digits(their.median / figures.median)} × ours`;
      return `${line(`  ${peer}`, [their.median, their.p95, their.least, undefined, undefined], unit)}  ${times}`;
    }),
  ];
}

function line(name: string, cells: readonly (number | undefined)[], unit: string): string {
  const shown = cells.map((value) => (value === undefined ? '' : `${digits(value)} ${unit}`));
  return [name.padEnd(WIDTHS.name), ...shown.map((cell) => cell.padStart(WIDTHS.figure))].join('');
}

function verdict({ goal, goalFor = 'median', shares = [] }: Bench, outcome: Outcome): string {
  const notes: string[] = [];
  const figures: Figures = outcome.figures;
  if (goal !== undefined && figures[goalFor] > goal) notes.push(`${goalFor} over the goal`);
  for (const share of shares) {
    const part = shareOf(outcome, share);
    if (part === undefined) continue;
    const ours = share.less === undefined ? share.figure : `${share.figure} less that of ${share.less}`;
    const wanted = `goal ${digits(share.atMost)}${part > share.atMost ? ', missed' : ''}`;
    notes.push(`${ours} is ${digits(part)} × that of ${share.of ?? 'the best peer'}, ${wanted}`);
  }
  return notes.length === 0 ? '' : `  ← ${notes.join('; ')}`;
}

/** Three digits are as many as a figure of time deserves. */
function digits(value: number): string {
  return Math.abs(value) < 100 ? value.toPrecision(3) : value.toFixed(0);
}
