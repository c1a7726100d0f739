import type { SourceText } from '../../text/source-text.ts';
import type { IniEntry, IniSection } from './nodes.ts';
import { DEFAULT_SECTION, type SectionProblems } from './parser-problems.ts';
import type { SectionLines } from './section-reader.ts';

/** More keys than these are left to the parser, which has an index. */
const MOST_KEYS = 16;

/** White space to some tools and not to Python: where it stands, lines and names may be others to `configparser`. */
const BYTE_ORDER_MARK = '\uFEFF';

const NONE: readonly never[] = [];

/**
 * The problems of a block that is as plain as nearly all are, which are none, found without running `configparser` over
 * it: one section under a flush header with nothing behind it; then blank lines, comments and flush settings with keys
 * that differ. `undefined` for every other block.
 */
export function plainProblems(
  source: SourceText,
  { head, sections }: SectionLines,
): SectionProblems | undefined {
  const [section, another] = sections;
  if (!section || another || head.lines.length > 0 || !hasPlainHeader(section)) return undefined;
  const { range, lines, entries } = section;
  if (lines.some(({ type, indent }) => !PLAIN_LINES.has(type) || (type === 'entry' && indent > 0)))
    return undefined;
  if (!haveDifferentKeys(entries) || source.text.slice(range.start, range.end).includes(BYTE_ORDER_MARK))
    return undefined;
  return { name: section.rawName, header: section.headerRange, problems: NONE, nested: NONE };
}

/** The header's own is the first. */
const PLAIN_LINES: ReadonlySet<string> = new Set(['header', 'blank', 'comment', 'entry']);

function hasPlainHeader({ rawName, headerRange, range, lines }: IniSection): boolean {
  return (
    rawName !== '' &&
    rawName !== DEFAULT_SECTION &&
    !rawName.includes(']') &&
    headerRange.start === range.start &&
    // The closing bracket is the last character of the line.
    headerRange.end === headerRange.start + rawName.length + 2 &&
    headerRange.end === lines[0]?.range.end
  );
}

/** A key that starts with a delimiter is none to `configparser`. */
function haveDifferentKeys(entries: readonly IniEntry[]): boolean {
  if (entries.length > MOST_KEYS) return false;
  for (const [index, { name, key }] of entries.entries()) {
    if (key.startsWith(':')) return false;
    for (let other = 0; other < index; other += 1) if (entries[other]?.name === name) return false;
  }
  return true;
}
