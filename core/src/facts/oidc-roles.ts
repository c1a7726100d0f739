import { inputOf, modeOf } from '../aws/ci/credentials-action.ts';
import { allSteps } from '../aws/ci/steps.ts';
import type { WorkflowJob } from '../aws/ci/workflow.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { safeName, type SafeText } from '../secret/safe-text.ts';

/** A role's ARN, the account maybe an expression, or an expression alone. Anything else is no role to copy elsewhere. */
const ROLE = /^(?:arn:aws[a-z-]*:iam::(?:\d{12}|\$\{\{[^{}]+\}\}):role\/\S+|\$\{\{[^{}]+\}\})$/u;

/**
 * The roles that a workflow assumes by OIDC, as written there, in document order, each step's once. Hosts gather them
 * over a repository for `WorkspaceFacts.oidcRoles`; a model that is no workflow has none.
 */
export function oidcRolesOf(model: DocumentModel): readonly SafeText[] {
  return model.workflow?.parts.flatMap(oidcRolesIn) ?? [];
}

/** Those of a job. */
export function oidcRolesIn(job: WorkflowJob): readonly SafeText[] {
  return allSteps(job).flatMap((step) => {
    const role = modeOf(step) === 'oidc' ? inputOf(step, 'role-to-assume') : undefined;
    if (role === undefined || !ROLE.test(role)) return [];
    const shown = safeName(role);
    // What would have to be cut or masked would be another role.
    return shown === role ? [shown] : [];
  });
}

/** Each role once, the most frequent first, then by name. */
export function rankRoles(roles: readonly SafeText[]): readonly SafeText[] {
  const counts = new Map<SafeText, number>();
  for (const role of roles) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([role]) => role);
}
