import {
  REWRITE_REPOSITORY_REQUEST,
  type LeftJob,
  type RewriteRepositoryResult,
} from '@keyless/server/protocol';

/** Whatever can be asked to rewrite the workspace; the language client is. */
export interface RewriteSource {
  sendRequest(method: string): Promise<RewriteRepositoryResult>;
}

/** What a person sees of the rewrite, apart from the edit itself. */
export interface RewriteUi {
  withProgress<Result>(title: string, run: () => Promise<Result>): Promise<Result>;
  /** Says something; resolves to whether the person wants to see what is left. */
  tell(message: string, offersLeft: boolean): Promise<boolean>;
  pickLeft(left: readonly LeftJob[]): Promise<LeftJob | undefined>;
  open(left: LeftJob): Promise<void>;
}

/**
 * Rewrites the keys of all CI files of the workspace to OIDC. The server works the edit out, and VS Code shows it to be
 * confirmed; then it is told what was left, and why.
 */
export async function rewriteRepository(source: RewriteSource | undefined, ui: RewriteUi): Promise<void> {
  if (!source) {
    await ui.tell('The language server does not run, so nothing was rewritten.', false);
    return;
  }
  const result = await ui.withProgress('Rewriting the repository to OIDC', () =>
    source.sendRequest(REWRITE_REPOSITORY_REQUEST),
  );
  if (!(await ui.tell(outcomeOf(result), result.left.length > 0))) return;
  const chosen = await ui.pickLeft(result.left);
  if (chosen) await ui.open(chosen);
}

/** What came of the rewrite, for people. */
function outcomeOf({ applied, files, rewritten, left }: RewriteRepositoryResult): string {
  const others = left.length === 0 ? '' : ` ${count(left.length, 'job is', 'jobs are')} left to you.`;
  if (applied) {
    return `${count(rewritten, 'job', 'jobs')} of ${count(files, 'file', 'files')} ${rewritten === 1 ? 'uses' : 'use'} OIDC now.${others}`;
  }
  if (rewritten > 0) return `Nothing was rewritten, because the edit was not applied.${others}`;
  return left.length === 0
    ? 'No CI file of the workspace holds AWS keys.'
    : `Nothing can be rewritten automatically.${others}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
