import { sectionAt } from '../../documents/ini/nodes-at.ts';
import type { IniDocument, IniEntry, IniSection } from '../../documents/ini/nodes.ts';
import { isAnySpace, trimRange } from '../../documents/ini/white-space.ts';
import { writtenValue } from '../../documents/ini/written-value.ts';
import { contains, type Range } from '../../text/range.ts';
import { namedSection } from '../navigation/named-section.ts';

/**
 * What to select around an offset, step by step, the innermost first: the value, the whole setting, its block, the
 * section, the file. Each range holds the one before and is larger.
 */
export function selectionsAt(document: IniDocument, offset: number): readonly Range[] {
  const { text } = document.source;
  const section = sectionAt(document, offset);
  const ranges = [
    ...(section ? headerRanges(document, section) : []),
    ...entryRanges(document, section ? section.entries : document.orphans, offset),
    ...lineRanges(document, offset),
    ...(section ? [trimRange(text, section.range, isAnySpace), section.range] : []),
    { start: 0, end: text.length },
  ];
  return nested(ranges, { start: offset, end: offset });
}

function headerRanges(document: IniDocument, section: IniSection): readonly Range[] {
  const { headerRange } = section;
  const named = namedSection(document, section);
  const inner = { start: headerRange.start + 1, end: headerRange.start + 1 + section.rawName.length };
  return [...(named ? [named.nameRange] : []), inner, headerRange];
}

function entryRanges(document: IniDocument, entries: readonly IniEntry[], offset: number): readonly Range[] {
  const entry = entries.findLast(({ keyRange, lineRange }) => {
    const start = Math.min(keyRange.start, lineRange.start);
    return start <= offset && offset <= lineRange.end;
  });
  if (!entry) return [];
  const { text } = document.source;
  const { range, unquoted } = writtenValue(document, entry);
  const owner = entry.parent;
  return [
    entry.keyRange,
    ...(unquoted ? [unquoted] : []),
    range,
    entry.valueRange,
    { start: entry.keyRange.start, end: Math.max(entry.valueRange.end, entry.delimiterRange.end) },
    trimRange(text, entry.lineRange, isAnySpace),
    ...(owner ? [trimRange(text, owner.lineRange, isAnySpace)] : []),
  ];
}

/** The text of the line alone: a comment, the rest of a value. */
function lineRanges({ source }: IniDocument, offset: number): readonly Range[] {
  const { lines, text } = source;
  const { line } = lines.positionAt(offset);
  const whole = { start: lines.lineStart(line), end: lines.lineEnd(line) };
  return [trimRange(text, whole, isAnySpace), whole];
}

/** Those around a place that hold each other, the smallest first. */
function nested(ranges: readonly Range[], place: Range): readonly Range[] {
  const around = ranges.filter((one) => one.start < one.end && contains(one, place));
  const chain: Range[] = [];
  for (const one of [...around].sort((a, b) => a.end - a.start - (b.end - b.start))) {
    const last = chain.at(-1);
    if (!last || (contains(one, last) && one.end - one.start > last.end - last.start)) chain.push(one);
  }
  return chain;
}
