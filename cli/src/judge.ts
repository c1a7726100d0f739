import {
  safe,
  safeName,
  type DocumentModel,
  type Finding,
  type Linter,
  type LintOptions,
} from '@keyless/core';
import type { Judged as Told } from './reporters/reporter.ts';

/** What judging one document gave. */
export interface Judged extends Told {
  /** Rules that threw. */
  readonly failures: number;
}

/** The pseudo rule under which a rule that threw is reported. */
export const INTERNAL_ERROR = 'internal-error';

/** Judges a document. A rule that throws is a finding of its own; the others' findings stand. */
export function judge(linter: Linter, model: DocumentModel, options: LintOptions): Judged {
  const { findings: lazy, suppressed, known, failures } = linter.lint(model, options);
  // Fixes are made when they are asked for, as this copying does, and a rewrite that throws adds to the failures.
  const findings = lazy.map((finding) => ({ ...finding, fixes: finding.fixes }));
  const internal = failures.map(({ ruleId, reason }, ordinal): Finding => ({
    ruleId: INTERNAL_ERROR,
    severity: 'error',
    message: safe`The rule ${safeName(ruleId)} failed here (${reason}), so its findings are missing. Please report it.`,
    range: { start: 0, end: 0 },
    related: [],
    fixes: [],
    fingerprint: `${INTERNAL_ERROR}:${ruleId}:${ordinal}`,
    tag: undefined,
  }));
  return { findings: [...internal, ...findings], suppressed, known, failures: internal.length };
}
