import { dirname, resolve } from 'node:path';
import { readBaseline, safe, safeName, type Baseline, type SafeText } from '@keyless/core';
import type { DocumentReading } from '../read-document.ts';

/** The findings that a baseline knows, or why it cannot be used. */
export type KnownFindings = { readonly baseline: Baseline } | { readonly problem: SafeText };

/** The absolute path of the baseline that a configuration names. */
export function baselinePath(configuration: string, named: string): string {
  return resolve(dirname(configuration), named);
}

/** Makes something of the file that a configuration names; `named` is how it names it. */
export function knownFindings(named: string, reading: DocumentReading): KnownFindings {
  const name = safeName(named);
  if ('skipped' in reading) {
    const { code, reason } = reading.skipped;
    return {
      problem: code === 'vanished' ? safe`${name} does not exist` : safe`${name}: ${safeName(reason)}`,
    };
  }
  const baseline = readBaseline(reading.source.text);
  return baseline ? { baseline } : { problem: safe`${name} is no baseline of this version` };
}
