import { TEMPLATES, type TemplateName } from './templates.generated.ts';

/** Something that keeps keys out, or tells when they fail, where Keyless itself does not look. */
export interface Guardrail {
  readonly kind: string;
  /** What it is, without a stop. */
  readonly title: string;
  /** Where it belongs, relative to the root of a repository, with `/`. */
  readonly path: string;
  /** Its head says what it catches and what it does not. */
  readonly text: string;
  /** What puts it into force; a sentence without a stop. */
  readonly next: string;
  /** The same for a file that was put elsewhere; left out where that makes no difference. */
  readonly nextAt?: (path: string) => string;
}

function guardrail(
  kind: string,
  template: TemplateName,
  { path, ...about }: Pick<Guardrail, 'title' | 'next' | 'nextAt'> & { readonly path?: string },
): Guardrail {
  return { kind, ...about, path: path ?? `guardrails/${template}`, text: TEMPLATES[template] };
}

/** All guardrails, in the order in which lists show them. */
export const guardrails: readonly Guardrail[] = [
  guardrail('github-actions', 'github-actions.yml', {
    title: 'GitHub workflow that runs Keyless',
    path: '.github/workflows/keyless.yml',
    next: 'Commit it',
  }),
  guardrail('gitlab-ci', 'gitlab-ci.yml', {
    title: 'GitLab job that runs Keyless',
    path: '.gitlab/keyless.gitlab-ci.yml',
    next: 'Include it in .gitlab-ci.yml: include: [{ local: .gitlab/keyless.gitlab-ci.yml }]',
    nextAt: (path) => `Include it in .gitlab-ci.yml: include: [{ local: ${path} }]`,
  }),
  guardrail('pre-commit', 'pre-commit.yaml', {
    title: 'pre-commit hook that runs Keyless',
    path: '.pre-commit-config.yaml',
    next: 'Run pre-commit install',
    nextAt: (path) => `Run pre-commit install --config ${path}`,
  }),
  guardrail('checkov', 'checkov.yaml', {
    title: 'The checks of Checkov that look for AWS keys',
    path: '.checkov.yaml',
    next: 'Run checkov --directory . from the root of the repository',
    nextAt: (path) => `Run checkov --config-file ${path} --directory . from the root of the repository`,
  }),
  guardrail('opa', 'keyless.rego', {
    title: 'OPA policy against stored keys in GitHub workflows',
    path: 'policy/keyless.rego',
    next: 'Run conftest test --policy policy .github/workflows/*.yml',
    nextAt: (path) => `Run conftest test --policy ${path} .github/workflows/*.yml`,
  }),
  guardrail('cfn-guard', 'keyless.guard', {
    title: 'CloudFormation Guard rules on the length of role sessions',
    next: 'Run cfn-guard validate --rules guardrails/keyless.guard --data template.yaml',
    nextAt: (path) => `Run cfn-guard validate --rules ${path} --data template.yaml`,
  }),
  guardrail('scp', 'scp.cfn.yaml', {
    title: 'Service control policy on who sets the length of role sessions',
    next: 'Deploy it in the management account of the organization, with TargetId and DeployerRole',
  }),
  guardrail('config-rule', 'config-rule.cfn.yaml', {
    title: 'AWS Config rule on the length of role sessions',
    next: 'Deploy it in each account, with --capabilities CAPABILITY_IAM',
  }),
  guardrail('expiry-monitor', 'expiry-monitor.cfn.yaml', {
    title: 'Alarm for calls with ended sessions and keys that are not valid',
    next: 'Deploy it in each region, with Email',
  }),
];
