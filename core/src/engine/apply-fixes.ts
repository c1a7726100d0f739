import { findConflict, sortEdits, type TextEdit } from '../text/text-edit.ts';
import type { Finding, Fix } from './finding.ts';

/** Fixes that can be applied together, and those that must wait for the next pass. */
export interface FixSelection {
  readonly edits: readonly TextEdit[];
  readonly chosen: readonly Fix[];
  readonly heldBack: readonly Fix[];
}

/**
 * Takes the first fix of each finding that `wants` accepts, in document order, as long as its edits do not overlap
 * those taken before. The same edits offered by two findings (a key and its token) count once. A fix that changes other
 * files too is not taken: half of it would be worse than nothing.
 */
export function selectFixes(
  findings: readonly Finding[],
  wants: (fix: Fix, finding: Finding) => boolean,
): FixSelection {
  const chosen: Fix[] = [];
  const heldBack: Fix[] = [];
  const taken: TextEdit[] = [];
  const seen = new Set<string>();
  for (const finding of findings) {
    const fix = finding.fixes.find((one) => one.elsewhere.length === 0 && wants(one, finding));
    if (!fix) continue;
    const key = JSON.stringify(fix.edits);
    if (seen.has(key)) continue;
    seen.add(key);
    if (findConflict([...taken, ...fix.edits])) heldBack.push(fix);
    else {
      chosen.push(fix);
      taken.push(...fix.edits);
    }
  }
  return { edits: sortEdits(taken), chosen, heldBack };
}
