import { PATTERNS } from './patterns.ts';
import { plainOutput, unwrappings } from './plain-output.ts';
import type { ToolFailure } from './tool-failure.ts';

/** More output than this, in UTF-16 units, is looked at from its end: that is where a failed command says why. */
const MOST_OUTPUT = 256 * 1024;

/** In UTF-16 units. */
const LONGEST_MESSAGE = 400;

interface Found {
  readonly start: number;
  readonly end: number;
  readonly failure: ToolFailure;
}

/**
 * The failures of credentials that a tool's output tells of, causes first, in the order in which they stand there, each kind once.
 * Takes output as it comes: coloured, boxed, wrapped.
 */
export function findFailures(output: string): readonly ToolFailure[] {
  for (const text of unwrappings(plainOutput(output.slice(-MOST_OUTPUT)))) {
    const found = findIn(text);
    if (found.length > 0) return found;
  }
  return [];
}

function findIn(text: string): readonly ToolFailure[] {
  const found: Found[] = [];
  for (const { expression, read } of PATTERNS) {
    for (const match of text.matchAll(expression)) {
      const start = match.index;
      const end = start + match[0].length;
      if (found.some((one) => start < one.end && one.start < end)) continue;
      const failure = read(
        match.groups ?? {},
        match[0].trim(),
        text.slice(Math.max(0, start - LONGEST_MESSAGE), start),
      );
      if (failure) found.push({ start, end, failure });
    }
  }
  // That nothing was found in the end is what everything else leads to.
  const rank = ({ failure }: Found): number => (failure.kind === 'no-credentials' ? 1 : 0);
  found.sort((one, other) => rank(one) - rank(other) || one.start - other.start);
  const failures = found.map(({ failure }) => failure);
  return failures.filter(({ kind }, index) => failures.findIndex((one) => one.kind === kind) === index);
}
