import type { IniDocument, IniLine, IniSection } from '../../documents/ini/nodes.ts';

/** Lines that can be folded into the first of them. Zero-based, both ends included; `last` is greater than `first`. */
export interface Fold {
  readonly first: number;
  readonly last: number;
  readonly kind: 'section' | 'value' | 'comment';
}

/**
 * The folds of a config or credentials file: sections, blocks and values of several lines, and comments of several
 * lines. Blank lines at the end of a section, and the comments that lead up to the next header, are not part of it.
 */
export function foldsOf(document: IniDocument): readonly Fold[] {
  const folds = [...sectionFolds(document), ...valueFolds(document), ...commentFolds(document.lines)];
  return folds.sort((a, b) => a.first - b.first || b.last - a.last);
}

function sectionFolds({ sections, lines, source }: IniDocument): readonly Fold[] {
  const lineOf = (offset: number): number => source.lines.positionAt(offset).line;
  return sections.flatMap((section, index) => {
    const next = sections[index + 1];
    const first = lineOf(section.headerRange.start);
    return fold(first, lastLine(lines, next ? lineOf(next.range.start) : lines.length, next), 'section');
  });
}

/** The last line of a section that ends before line `end`. */
function lastLine(lines: readonly IniLine[], end: number, next: IniSection | undefined): number {
  let last = end - 1;
  if (next) while (lines[last]?.type === 'comment') last -= 1;
  while (lines[last]?.type === 'blank') last -= 1;
  return last;
}

function valueFolds({ sections, orphans, lines, source }: IniDocument): readonly Fold[] {
  const entries = [...orphans, ...sections.flatMap((section) => section.entries)];
  return entries.flatMap(({ keyRange, lineRange, parent }) => {
    if (parent) return [];
    const first = source.lines.positionAt(keyRange.start).line;
    const end = source.lines.positionAt(Math.max(lineRange.start, lineRange.end - 1)).line + 1;
    return fold(first, lastLine(lines, end, undefined), 'value');
  });
}

function commentFolds(lines: readonly IniLine[]): readonly Fold[] {
  const folds: Fold[] = [];
  let first: number | undefined;
  for (let index = 0; index <= lines.length; index += 1) {
    const isComment = lines[index]?.type === 'comment';
    if (isComment) first ??= index;
    else if (first !== undefined) {
      folds.push(...fold(first, index - 1, 'comment'));
      first = undefined;
    }
  }
  return folds;
}

function fold(first: number, last: number, kind: Fold['kind']): readonly Fold[] {
  return last > first ? [{ first, last, kind }] : [];
}
