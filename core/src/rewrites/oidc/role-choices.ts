import { referencesIn } from '../../aws/ci/expression.ts';
import type { WorkflowJob } from '../../aws/ci/workflow.ts';
import { isMap } from 'yaml';
import { childEntries } from '../../documents/yaml/path.ts';
import { keySecretsOf } from '../../aws/ci/gates.ts';
import { readEntry } from '../../aws/ci/steps.ts';
import { roleVariable } from '../role-variable.ts';
import type { OidcContext } from '../rewrite.ts';

/** Stands in a repository's or environment's variables: no secret, and different for each environment. */
const ROLE_VARIABLE = 'AWS_ROLE_ARN';
const DEFAULT_ROLE = `\${{ vars.${ROLE_VARIABLE} }}`;

/** More than these would be a menu. */
const MOST_ROLES = 3;

/**
 * The roles that a job may assume, the likeliest first: those that the repository assumes elsewhere, else the
 * configured one, else the usual variable, which alone fits a job that runs in several environments. Where the workflow
 * uses several identities, each has a variable of its own, before all roles that could as well be another one's.
 */
export function roleChoices(
  job: WorkflowJob,
  { facts, settings }: Pick<OidcContext, 'facts' | 'settings'>,
): readonly [string, ...string[]] {
  const own = roleOfIdentity(job);
  if (hasSeveralEnvironments(job)) return [own ?? DEFAULT_ROLE];
  const roles = facts.oidcRoles.filter(isPortable);
  const [first, ...others] = own === undefined ? roles : [...new Set([own, ...roles])];
  if (first !== undefined) return [first, ...others.slice(0, MOST_ROLES - 1)];
  return [settings.oidc.roleArn === '' ? DEFAULT_ROLE : settings.oidc.roleArn];
}

/** The variable for a job's identity, where it is not the only one of its workflow. */
function roleOfIdentity(job: WorkflowJob): string | undefined {
  const { identities } = job.workflow.gates;
  const [own] = identities.size > 1 ? keySecretsOf(job) : [];
  if (own === undefined) return undefined;
  const name = roleVariable(secretIn(own), [...identities].map(secretIn), ROLE_VARIABLE);
  return `\${{ vars.${name} }}`;
}

/** Without its context; `secrets.X` and `vars.X` are not both used. */
function secretIn(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}

/** Whether a role means the same in another workflow: no matrix, input or step decides it. */
function isPortable(role: string): boolean {
  return referencesIn(role).every(
    ({ context, dynamic }) => !dynamic && (context === 'vars' || context === 'secrets'),
  );
}

function hasSeveralEnvironments(job: WorkflowJob): boolean {
  const entry = job.entries.find(({ key }) => key === 'environment');
  if (!entry) return false;
  const name = isMap(entry.node)
    ? childEntries(job.workflow.document, entry).find(({ key }) => key === 'name')
    : entry;
  return name !== undefined && readEntry(name, (text) => text.includes('${{'));
}
