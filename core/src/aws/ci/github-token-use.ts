import type { WorkflowJob } from './workflow.ts';

/** Commands that take the token from the environment or from git's configuration. */
const TOKEN_COMMAND = /\bgh\s+\w|\bgit\s+push\b/u;

/** Actions that use the job's token without being given it, because it is their default input, for more than the contents. */
const WRITING_ACTIONS =
  /^(?:actions\/(?:deploy-pages|configure-pages|labeler|stale|first-interaction|attest[\w-]*|create-release|github-script)|github\/codeql-action(?:\/.*)?|softprops\/action-gh-release|peter-evans\/.*|docker\/build-push-action|release-drafter\/.*|googleapis\/release-please-action|ncipollo\/release-action|changesets\/action|dorny\/test-reporter|stefanzweifel\/git-auto-commit-action|peaceiris\/actions-gh-pages|dorny\/paths-filter|tj-actions\/changed-files|marocchino\/sticky-pull-request-comment|actions\/(?:dependency-review-action|add-to-project))$/u;

/** Whether a job may need more of its GITHUB_TOKEN than to read the repository. */
export function usesGithubToken(job: WorkflowJob): boolean {
  const { document, gates } = job.workflow;
  const { start, end } = job.range;
  if (gates.namesToken || TOKEN_COMMAND.test(document.source.text.slice(start, end))) return true;
  return job.steps.some((step) => step.uses !== undefined && WRITING_ACTIONS.test(step.uses.action));
}
