import { safe, type SafeText } from '../../secret/safe-text.ts';

/** A scope of GITHUB_TOKEN. */
export interface TokenScope {
  readonly name: string;
  /** What it is about; starts with a small letter, without final stop. */
  readonly summary: SafeText;
  /** `read-all` gives it; the others only some servers know, or the token can only write in them. */
  readonly inReadAll: boolean;
}

function scope(name: string, summary: SafeText, inReadAll = true): TokenScope {
  return { name, summary, inReadAll };
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions */
export const TOKEN_SCOPES: readonly TokenScope[] = [
  scope('actions', safe`runs of workflows, their artifacts and caches`),
  scope('artifact-metadata', safe`records about artifacts`, false),
  scope('attestations', safe`attestations of where artifacts come from`),
  scope('checks', safe`check runs and check suites`),
  scope('contents', safe`files, commits, branches, tags and releases of the repository`),
  scope('deployments', safe`deployments and their states`),
  scope('discussions', safe`discussions`),
  scope(
    'id-token',
    safe`whether the job may ask for an OIDC token, which is what a role in AWS is assumed with`,
    false,
  ),
  scope('issues', safe`issues and their comments`),
  scope('models', safe`GitHub Models`, false),
  scope('packages', safe`packages, container images among them`),
  scope('pages', safe`builds of GitHub Pages`),
  scope('pull-requests', safe`pull requests, their labels and comments`),
  scope('repository-projects', safe`classic projects of the repository`),
  scope('security-events', safe`alerts of code scanning`),
  scope('statuses', safe`statuses of commits`),
  scope('vulnerability-alerts', safe`alerts of Dependabot`, false),
];

const BY_NAME: ReadonlyMap<string, TokenScope> = new Map(TOKEN_SCOPES.map((one) => [one.name, one]));

/** Finds a scope by its name, with its case. */
export function findTokenScope(name: string): TokenScope | undefined {
  return BY_NAME.get(name);
}
