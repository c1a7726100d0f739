import type { Finding } from '../engine/finding.ts';
import type { Applicability } from '../rule-api/rule.ts';
import type { Severity } from '../rule-api/severity.ts';
import type { SourceText } from '../text/source-text.ts';
import type { Summary } from './summary.ts';

/** A finding as programs read it. Lines and columns start at 1 and count UTF-16 units; the end is exclusive. */
export interface JsonFinding {
  readonly ruleId: string;
  readonly severity: Severity;
  /** Relative to the working folder, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly message: string;
  readonly related: readonly JsonPlace[];
  readonly fixes: readonly JsonFix[];
  readonly fingerprint: string;
}

/** Another place that explains a finding. */
export interface JsonPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** A fix that is offered. What it writes is left out: it may move a secret within its file. */
export interface JsonFix {
  readonly id: string;
  readonly title: string;
  readonly applicability: Applicability;
}

/** Something that was not judged. */
export interface JsonSkip {
  readonly file: string;
  readonly reason: string;
}

/** All that `check --format json` says. */
export interface JsonReport {
  readonly findings: readonly JsonFinding[];
  readonly skipped: readonly JsonSkip[];
  readonly summary: Summary;
}

/** The findings of one document as data; `fileOf` names the file of a URI. */
export function jsonFindings(
  file: string,
  source: SourceText,
  findings: readonly Finding[],
  fileOf: (uri: string) => string,
): readonly JsonFinding[] {
  return findings.map((finding) => {
    const start = source.lines.positionAt(finding.range.start);
    const end = source.lines.positionAt(finding.range.end);
    return {
      ruleId: finding.ruleId,
      severity: finding.severity,
      file,
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
      message: finding.message,
      related: finding.related.map((place) => ({
        file: fileOf(place.uri),
        line: place.start.line + 1,
        column: place.start.character + 1,
        message: place.message,
      })),
      fixes: finding.fixes.map(({ id, title, applicability }) => ({ id, title, applicability })),
      fingerprint: finding.fingerprint,
    };
  });
}

/** The one object that stands on standard output, with a line ending. */
export function jsonReport({ findings, skipped, summary }: JsonReport): string {
  return `${JSON.stringify({ version: 1, findings, skipped, summary }, undefined, 2)}\n`;
}
