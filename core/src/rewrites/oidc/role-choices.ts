import { referencesIn } from '../../aws/ci/expression.ts';
import type { WorkflowJob } from '../../aws/ci/workflow.ts';
import { isMap } from 'yaml';
import { childEntries } from '../../documents/yaml/path.ts';
import { readEntry } from '../../aws/ci/steps.ts';
import type { OidcContext } from '../rewrite.ts';

/** Stands in a repository's or environment's variables: no secret, and different for each environment. */
const DEFAULT_ROLE = '${{ vars.AWS_ROLE_ARN }}';

/** More than these would be a menu. */
const MOST_ROLES = 3;

/**
 * The roles that a job may assume, the likeliest first: those that the repository assumes elsewhere, else the
 * configured one, else the usual variable, which alone fits a job that runs in several environments.
 */
export function roleChoices(
  job: WorkflowJob,
  { facts, settings }: Pick<OidcContext, 'facts' | 'settings'>,
): readonly [string, ...string[]] {
  if (hasSeveralEnvironments(job)) return [DEFAULT_ROLE];
  const [first, ...others] = facts.oidcRoles.filter(isPortable);
  if (first !== undefined) return [first, ...others.slice(0, MOST_ROLES - 1)];
  return [settings.oidc.roleArn === '' ? DEFAULT_ROLE : settings.oidc.roleArn];
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
