import type { SourceText } from '../text/source-text.ts';

/** What Git makes of the file under judgement. */
export interface GitFacts {
  /** Relative to the root of the repository, with `/`; of a symbolic link the file that it leads to. */
  readonly path: string;
  /** Whether an ignore file of the repository covers it. The person's own one counts for nobody else, so not here. */
  readonly ignored: boolean;
  /** What would cover it; `undefined` where it is covered, or where one line of the root's ignore file would not do. */
  readonly remedy: IgnoreRemedy | undefined;
}

/** A line at the end of the ignore file of a repository's root. */
export interface IgnoreRemedy {
  readonly line: string;
  readonly uri: string;
  /** What stands in the file; `undefined` where there is none yet. */
  readonly source: SourceText | undefined;
}
