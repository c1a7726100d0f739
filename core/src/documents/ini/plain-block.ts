import type { SourceText } from '../../text/source-text.ts';
import type { IniEntry, IniSection } from './nodes.ts';
import { DEFAULT_SECTION } from './default-section.ts';
import { isFlat } from './flat-section.ts';
import type { SectionLines } from './section-reader.ts';

/** White space to some tools and not to Python: where it stands, lines and names may be others to `configparser`. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Whether a block is as plain as nearly all are, so that nothing is wrong with it by itself, which is found without
 * running `configparser` over it: one section under a flush header with nothing behind it; then blank lines, comments
 * and flush settings with keys that differ.
 */
export function isPlain(source: SourceText, { head, sections }: SectionLines): boolean {
  const [section, another] = sections;
  if (!section || another || head.lines.length > 0 || !hasPlainHeader(section)) return false;
  const { range, entries } = section;
  return (
    isFlat(section) &&
    !section.hasLine('unrecognised') &&
    haveDifferentKeys(entries) &&
    !source.text.slice(range.start, range.end).includes(BYTE_ORDER_MARK)
  );
}

function hasPlainHeader({ isFlawless, rawName, headerRange, range, headerLine }: IniSection): boolean {
  if (headerRange.start !== range.start) return false;
  if (isFlawless) return true;
  return (
    rawName !== '' &&
    rawName !== DEFAULT_SECTION &&
    !rawName.includes(']') &&
    // The closing bracket is the last character of the line.
    headerRange.end === headerRange.start + rawName.length + 2 &&
    headerRange.end === headerLine.range.end
  );
}

/** A key that starts with a delimiter is none to `configparser`. */
function haveDifferentKeys(entries: readonly IniEntry[]): boolean {
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry?.key.startsWith(':')) return false;
    for (let other = 0; other < index; other += 1) if (entries[other]?.name === entry?.name) return false;
  }
  return true;
}
