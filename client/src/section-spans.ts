/** The lines of a section: its header and the last of its lines that is not empty. Zero-based. */
export interface SectionSpan {
  readonly first: number;
  readonly last: number;
}

/** Finds the sections that have at least one line below their header. */
export function sectionSpans(lines: readonly string[]): readonly SectionSpan[] {
  const spans: SectionSpan[] = [];
  let first: number | undefined;
  let last = 0;
  const close = (): void => {
    if (first !== undefined && last > first) spans.push({ first, last });
  };
  for (const [index, line] of lines.entries()) {
    if (/^\s*\[/u.test(line)) {
      close();
      first = index;
    }
    if (line.trim() !== '') last = index;
  }
  close();
  return spans;
}
