import type { DocumentKind, RuleMeta } from '@keyless/core';

/** How the kinds of files are called in the docs. */
const NAMES: Readonly<Record<DocumentKind, string>> = {
  'aws-config': '`~/.aws/config`',
  'aws-credentials': '`~/.aws/credentials`',
  dotenv: '`.env`',
  'github-workflow': 'GitHub workflows',
  'github-action': 'composite actions',
  'gitlab-ci': 'GitLab CI',
  circleci: 'CircleCI',
  'bitbucket-pipelines': 'Bitbucket Pipelines',
  'azure-pipelines': 'Azure Pipelines',
  buildkite: 'Buildkite',
  codebuild: 'CodeBuild',
  compose: 'Compose',
  cloudformation: 'CloudFormation and SAM',
  kubernetes: 'Kubernetes',
  'keyless-config': '`.keyless.yaml`',
};

/** The files that a rule looks at, e.g. `~/.aws/config, .env`. */
export function kindNames(meta: RuleMeta): string {
  return meta.documents.map((kind) => NAMES[kind]).join(', ');
}
