import { readEntry } from './steps.ts';
import type { WorkflowJob, WorkflowStep } from './workflow.ts';

/** An option of git's own, before its command; some take their value as a word of its own. */
const GIT_OPTION = String.raw`[ \t]+(?:(?:-[Cc]|--(?:git-dir|work-tree|namespace))[= \t]+[^\s=]\S*|-(?![Cc][= \t]|-(?:git-dir|work-tree|namespace)\b)\S+)`;

/** Commands that take the token from the environment or from git's configuration, where a checkout leaves it. */
const TOKEN_COMMAND = new RegExp(
  String.raw`\bgh\s+\w|\bgit(?:${GIT_OPTION})*[ \t]+push\b|\bmkdocs[ \t]+gh-deploy\b|\b(?:npx|yarn|pnpm)[ \t]+gh-pages\b|\blerna[ \t]+(?:version|publish)\b`,
  'u',
);

/** Actions that use the job's token without being given it, because it is their default input, for more than the contents. */
const WRITING_ACTIONS =
  /^(?:actions\/(?:deploy-pages|configure-pages|labeler|stale|first-interaction|attest[\w-]*|create-release|github-script|dependency-review-action|add-to-project|delete-package-versions)|actions-js\/push|advanced-security\/.*|anchore\/sbom-action(?:\/.*)?|benc-uk\/workflow-dispatch|changesets\/action|creyd\/prettier_action|dawidd6\/action-download-artifact|dependabot\/fetch-metadata|docker\/(?:build-push-action|scout-action)|dorny\/(?:paths-filter|test-reporter)|fkirc\/skip-duplicate-actions|github\/(?:branch-deploy|codeql-action|command|lock)(?:\/.*)?|nrwl\/nx-set-shas|ossf\/scorecard-action|peaceiris\/actions-gh-pages|peter-evans\/.*|reviewdog\/.*|styfle\/cancel-workflow-action|technote-space\/workflow-conclusion-action|terraform-docs\/gh-actions|tj-actions\/changed-files|wearerequired\/lint-action)$/u;

/** What the names of such actions speak of: there are hundreds, and most are named for what they write. */
const WRITING_NAME =
  /release|comment|(?:gh|github|deploy)-(?:gh-)?pages|pages-deploy|commit|(?:git|github|ghaction)[\w-]*-push|push-(?:changes|branch|protected|to-another)|pull-request|current-pr|deployments?(?!-marker)|(?:test|junit|coverage)[\w-]*(?:report|result)|(?:create|push|github|git)-tag|bump-version|version-bump|changelog|label(?:er|s)|auto-?(?:merge|approve|assign)|checks-action|dependency-submission|ghaction-github/u;

/** Of these those that only read what anybody may, or write to somebody else's service. */
const OTHER_NAME =
  /^(?:getsentry|octopusdeploy|newrelic|datadog|honeycombio|rollbar|bugsnag)\/|download|install|fetch|(?:get|find|latest)-[\w-]*release|(?:aws|ecs|eks|lambda|k8s|kubernetes|helm)[\w-]*-deployment/u;

/** An input by which actions for infrastructure are told to report to a pull request. */
const COMMENT_INPUT = /^comment-on-(?:pr|pull-request)$/iu;

/**
 * Whether a job may need more of its GITHUB_TOKEN than to read the repository, by what it says itself; what actions of
 * the repository do is another matter.
 */
export function usesGithubToken(job: WorkflowJob): boolean {
  const { document, gates } = job.workflow;
  const { start, end } = job.range;
  if (gates.namesToken || TOKEN_COMMAND.test(document.source.text.slice(start, end))) return true;
  return job.steps.some(writesByDefault);
}

function writesByDefault({ uses, inputs }: WorkflowStep): boolean {
  if (uses === undefined) return false;
  const { action } = uses;
  const isNamed = isOfSomebodyElse(action) && WRITING_NAME.test(action.slice(action.indexOf('/')));
  if (WRITING_ACTIONS.test(action) || (isNamed && !OTHER_NAME.test(action))) return true;
  return (
    inputs?.entries.some(
      (entry) => COMMENT_INPUT.test(entry.key) && readEntry(entry, (text) => text !== 'false'),
    ) === true
  );
}

/** Not of the repository itself, no image, and of none of the makers whose actions are all in the list above. */
function isOfSomebodyElse(action: string): boolean {
  return !/^(?:\.|docker:|actions\/|aws-actions\/|docker\/|hashicorp\/)/u.test(action);
}
