import type { Range } from '../../text/range.ts';

/** The section that an offset is in; where two sections meet, the second one. */
export function sectionAt<Section extends { readonly range: Range }>(
  sections: readonly Section[],
  offset: number,
): Section | undefined {
  let low = 0;
  let high = sections.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((sections[middle]?.range.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = sections[low];
  return found && found.range.start <= offset && offset <= found.range.end ? found : undefined;
}
