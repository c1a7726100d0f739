import type { Bench, Figures } from './measure.ts';

const WIDTHS = { name: 20, figure: 10 };

export const TITLE = [
  'benchmark'.padEnd(WIDTHS.name),
  ...['median', 'p95', 'least', 'recorded', 'goal'].map((title) => title.padStart(WIDTHS.figure)),
  '  what',
].join('');

/** A line of the table. `recorded`: the median of the record. */
export function row(
  { name, unit, goal, about }: Bench,
  found: Figures,
  recorded: Figures | undefined,
): string {
  const cells = [found.median, found.p95, found.least, recorded?.median, goal];
  return [
    name.padEnd(WIDTHS.name),
    ...cells.map((value) => (value === undefined ? '' : `${digits(value)} ${unit}`).padStart(WIDTHS.figure)),
    `  ${about}${goal !== undefined && found.median > goal ? '  ← over the goal' : ''}`,
  ].join('');
}

/** Three digits are as many as a figure of time deserves. */
function digits(value: number): string {
  return value < 100 ? value.toPrecision(3) : value.toFixed(0);
}
