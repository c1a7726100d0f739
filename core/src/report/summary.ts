import type { Finding } from '../engine/finding.ts';
import type { Severity } from '../rule-api/severity.ts';

/** Figures about a whole run. */
export interface Summary extends Readonly<Record<Severity, number>> {
  /** Files that were judged. */
  readonly files: number;
  /** Findings that are reported. */
  readonly findings: number;
  /** Findings that comments silenced. */
  readonly suppressed: number;
  /** Findings that the baseline knows. */
  readonly known: number;
  /** Files and folders that were left out. */
  readonly skipped: number;
  /** YAML files that were named and are none of ours. */
  readonly foreign: number;
  /** Safe fixes that were applied. */
  readonly fixed: number;
  /** Reported findings with a safe fix that was not applied. */
  readonly fixable: number;
  /** Reported findings whose only fixes need a person's review. */
  readonly heldBack: number;
}

/** A run that has not begun. */
export const emptySummary: Summary = {
  files: 0,
  findings: 0,
  error: 0,
  warning: 0,
  info: 0,
  hint: 0,
  suppressed: 0,
  known: 0,
  skipped: 0,
  foreign: 0,
  fixed: 0,
  fixable: 0,
  heldBack: 0,
};

/** Counts the findings of one more judged file. */
export function addFindings(summary: Summary, findings: readonly Finding[]): Summary {
  const withFix = findings.filter((finding) => finding.fixes.length > 0);
  const fixable = withFix.filter((finding) =>
    finding.fixes.some((fix) => fix.applicability === 'safe'),
  ).length;
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  return {
    ...summary,
    files: summary.files + 1,
    findings: summary.findings + findings.length,
    error: summary.error + count('error'),
    warning: summary.warning + count('warning'),
    info: summary.info + count('info'),
    hint: summary.hint + count('hint'),
    fixable: summary.fixable + fixable,
    heldBack: summary.heldBack + withFix.length - fixable,
  };
}
