import type { SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';
import type { SourceText } from '../text/source-text.ts';

/** What a file is for. The kind decides which rules look at it; the format decides which parser reads it. */
export type IniKind = 'aws-config' | 'aws-credentials';
export type DotenvKind = 'dotenv';
export type YamlKind =
  | 'github-workflow'
  | 'github-action'
  | 'gitlab-ci'
  | 'circleci'
  | 'bitbucket-pipelines'
  | 'azure-pipelines'
  | 'buildkite'
  | 'codebuild'
  | 'compose'
  | 'cloudformation'
  | 'kubernetes'
  | 'keyless-config';
export type DocumentKind = IniKind | DotenvKind | YamlKind;

/** A place that a parser could not make sense of. The message never quotes the text: it might be a secret. */
export interface ParseProblem {
  readonly range: Range;
  readonly message: SafeText;
}

/** What all documents have. */
export interface DocumentHeader {
  /** Identifies the file to the host, e.g. `file:///home/me/.aws/config`. */
  readonly uri: string;
  readonly source: SourceText;
  readonly problems: readonly ParseProblem[];
}
