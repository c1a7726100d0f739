import type { WorkflowJob } from '../../aws/ci/workflow.ts';

/** The token by name, anywhere in the file: a workflow's `env:` reaches every job. */
const TOKEN_NAME = /GITHUB_TOKEN|github\.token/u;

/** Commands that take the token from the environment or from git's configuration. */
const TOKEN_COMMAND = /\bgh\s+\w|\bgit\s+push\b/u;

/** Actions that use the job's token without being given it, because it is their default input, and need to write. */
const WRITING_ACTIONS =
  /^(?:actions\/(?:deploy-pages|configure-pages|labeler|stale|first-interaction|attest[\w-]*|create-release|github-script)|github\/codeql-action(?:\/.*)?|softprops\/action-gh-release|peter-evans\/.*|docker\/build-push-action|release-drafter\/.*|googleapis\/release-please-action|ncipollo\/release-action|changesets\/action|dorny\/test-reporter|stefanzweifel\/git-auto-commit-action|peaceiris\/actions-gh-pages)$/u;

/** Whether a job may need more of its GITHUB_TOKEN than to read the repository. */
export function usesGithubToken(job: WorkflowJob): boolean {
  const { text } = job.workflow.document.source;
  if (TOKEN_NAME.test(text) || TOKEN_COMMAND.test(text.slice(job.range.start, job.range.end))) return true;
  return job.steps.some((step) => step.uses !== undefined && WRITING_ACTIONS.test(step.uses.action));
}
