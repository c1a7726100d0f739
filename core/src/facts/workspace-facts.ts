import type { GitRemote } from '../aws/ci/git-remote.ts';
import type { DocumentModel } from '../model/document-model.ts';
import type { BaselineProblem } from './baseline-problem.ts';
import type { GitFacts } from './git-facts.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { KnownSession } from './known-session.ts';
import type { CalledFiles } from './token-need.ts';

/** The two files that the AWS tools read as one. */
export interface AwsFiles {
  readonly config?: DocumentModel | undefined;
  readonly credentials?: DocumentModel | undefined;
  /** URI of the config file where there is none yet, so that a rewrite may create it. */
  readonly newConfig?: string | undefined;
}

/** What is known beyond the file under judgement. Rules read it; hosts build it from other parsed documents. */
export interface WorkspaceFacts {
  /**
   * For a config or credentials file: its companion (what stands here for the file itself is replaced by the version
   * under judgement). For every other file: the user's own two files.
   */
  readonly awsFiles: AwsFiles;
  /** Roles that other workflows of the repository assume by OIDC, as written there, the most frequent first. */
  readonly oidcRoles: readonly SafeText[];
  /** For an environment file, what Git makes of it; missing where that is not known. */
  readonly git?: GitFacts | undefined;
  /** The sessions in the AWS CLI's cache; missing where a document holds no session that could be one of them. */
  readonly sessions?: readonly KnownSession[] | undefined;
  /** For a configuration of Keyless, why its baseline cannot be used; missing where it can, or where there is none. */
  readonly baselineProblem?: BaselineProblem | undefined;
  /** For a GitHub workflow, where its repository is pushed to; missing where that is not known. */
  readonly remote?: GitRemote | undefined;
  /** Workflows of the repository, and the actions in it that they use. */
  readonly called: CalledFiles;
}

/** A host that knows nothing else. */
export const noFacts: WorkspaceFacts = { awsFiles: {}, oidcRoles: [], called: new Map() };
