import { compareRanges, type Range } from '../../text/range.ts';
import type { DotenvAssignment, DotenvDocument } from './nodes.ts';

/** Whether a line beside the given assignments reads one of their variables, as some readers and every shell let it. */
export function isReadElsewhere(document: DotenvDocument, own: readonly DotenvAssignment[]): boolean {
  const { lines, assignments, source } = document;
  const names = [...new Set(own.map(({ name }) => name))].join('|');
  const reference = new RegExp(
    String.raw`(?<!\\)\$(?:env:|\{(?:env:)?)?(?:${names})(?!\w)|%(?:${names})%`,
    'iu',
  );
  // Few files read any of their variables, which is told faster than which lines do.
  if (!reference.test(source.text)) return false;
  const others = textWithout(source.text, [
    ...own.map(({ lineRange }) => lineRange),
    ...lines.filter(({ type }) => type === 'comment').map(({ full }) => full),
    ...assignments.filter(({ quote }) => quote === 'single').map(({ valueRange }) => valueRange),
    ...assignments.flatMap(({ commentRange }) => commentRange ?? []),
  ]);
  return reference.test(others);
}

function textWithout(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of [...ranges].sort(compareRanges)) {
    if (start > at) parts.push(text.slice(at, start));
    at = Math.max(at, end);
  }
  return [...parts, text.slice(at)].join('\n');
}
