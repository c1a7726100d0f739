import { basename, dirname, resolve } from 'node:path';
import {
  BASELINE_NAME,
  isBaseline,
  readBaseline,
  safe,
  safeName,
  type Baseline,
  type BaselineProblem,
} from '@keyless/core';
import type { DocumentReading } from '../read-document.ts';

/** The findings that a baseline knows, or why it cannot be used. */
export type KnownFindings = { readonly baseline: Baseline } | { readonly problem: BaselineProblem };

/** The absolute path of the baseline that a configuration names. */
export function baselinePath(configuration: string, named: string): string {
  return resolve(dirname(configuration), named);
}

/** Makes something of the file that a configuration names; `named` is how it names it. */
export function knownFindings(named: string, reading: DocumentReading): KnownFindings {
  const name = safeName(named);
  // A file of that name is nobody else's, whatever became of it.
  const isOurs = basename(named) === BASELINE_NAME;
  if ('skipped' in reading) {
    const { code, reason } = reading.skipped;
    return code === 'vanished'
      ? { problem: { reason: safe`${name} does not exist`, isReplaceable: true } }
      : { problem: { reason: safe`${name}: ${safeName(reason)}`, isReplaceable: isOurs } };
  }
  const { text } = reading.source;
  const baseline = readBaseline(text);
  if (baseline) return { baseline };
  return isBaseline(text)
    ? { problem: { reason: safe`${name} is no baseline of this version`, isReplaceable: true } }
    : { problem: { reason: safe`${name} is no baseline`, isReplaceable: isOurs } };
}
