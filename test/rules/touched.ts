import { applyEdits, changedText, changedUri, type Fix } from '@keyless/core';
import { pathOfUri } from './case.ts';

/** The texts of all files that a fix touches, by path, as they are after it. */
export function touchedBy(fix: Fix, path: string, text: string): ReadonlyMap<string, string> {
  const own = fix.edits.length === 0 ? [] : ([[path, applyEdits(text, fix.edits)]] as const);
  const others = fix.elsewhere.map((change) => [pathOfUri(changedUri(change)), changedText(change)] as const);
  return new Map([...own, ...others]);
}

/** Equal for fixes that do the same. */
export function effectOf(fix: Fix): string {
  const others = fix.elsewhere.map((change) => [changedUri(change), changedText(change)]);
  return JSON.stringify([fix.id, fix.edits, others]);
}
