import { findConflict, sortEdits, type TextEdit } from '../text/text-edit.ts';
import type { Finding, Fix } from './finding.ts';

/** Fixes that can be applied together, and those that must wait for the next pass. */
export interface FixSelection {
  readonly edits: readonly TextEdit[];
  readonly chosen: readonly Fix[];
  readonly heldBack: readonly Fix[];
}

/**
 * Takes the first fix of each finding that `wants` accepts, in document order, as long as its edits neither overlap
 * those taken before nor insert where one of them does: both may add the same line. The same edits offered by two findings
 * (a key and its token) count once. A fix that changes other files too is not taken: half of it would be worse than nothing.
 */
export function selectFixes(findings: readonly Finding[], wants: (fix: Fix) => boolean): FixSelection {
  const chosen: Fix[] = [];
  const heldBack: Fix[] = [];
  const taken: TextEdit[] = [];
  const seen = new Set<string>();
  for (const finding of findings) {
    const fix = finding.fixes.find((one) => one.elsewhere.length === 0 && wants(one));
    if (!fix) continue;
    const key = JSON.stringify(fix.edits);
    if (seen.has(key)) continue;
    seen.add(key);
    if (findConflict([...taken, ...fix.edits]) || insertsBeside(taken, fix.edits)) heldBack.push(fix);
    else {
      chosen.push(fix);
      taken.push(...fix.edits);
    }
  }
  return { edits: sortEdits(taken), chosen, heldBack };
}

function insertsBeside(taken: readonly TextEdit[], edits: readonly TextEdit[]): boolean {
  const isInsert = ({ start, end }: TextEdit) => start === end;
  const places = new Set(taken.filter(isInsert).map(({ start }) => start));
  return edits.some((edit) => isInsert(edit) && places.has(edit.start));
}
