import type { DocumentModel, Finding, Summary } from '@keyless/core';

/** What judging one document gave, as it is to be told. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** Findings that comments silence. */
  readonly suppressed: readonly Finding[];
  /** Findings that the baseline knows. */
  readonly known: readonly Finding[];
}

/** Tells what a run finds, in one of the formats. Paths are absolute. */
export interface Reporter {
  judged(path: string, model: DocumentModel, judged: Judged): Promise<void>;
  skipped(path: string, reason: string): Promise<void>;
  /** `failures`: rules that threw and files that could not be written. */
  end(summary: Summary, failures: number): Promise<void>;
}
