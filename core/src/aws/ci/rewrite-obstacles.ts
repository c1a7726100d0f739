import type { CredentialSet } from '../credential-set.ts';
import { FILE_CHECKS } from './obstacles/file.ts';
import { KEY_CHECKS } from './obstacles/keys.ts';
import type { Obstacle, ObstacleContext } from './obstacles/obstacle.ts';
import { STEP_CHECKS } from './obstacles/steps.ts';
import { TRIGGER_CHECKS } from './obstacles/triggers.ts';
import type { Workflow, WorkflowJob } from './workflow.ts';

export { notesOnOidc } from './obstacles/notes.ts';
export type { Obstacle } from './obstacles/obstacle.ts';

/** The weightiest first: the first obstacle is the one that a message names. */
const CHECKS = [...FILE_CHECKS, ...TRIGGER_CHECKS, ...KEY_CHECKS, ...STEP_CHECKS];

/**
 * Why a job's keys must not be rewritten to OIDC automatically, as far as the file tells. Each reason is the rest of a
 * sentence that begins with "because". Empty where the rewrite may be offered.
 *
 * `sets` are the credentials of the workflow; those that do not reach the job are left out.
 */
export function obstaclesToOidc(
  workflow: Workflow,
  job: WorkflowJob,
  sets: readonly CredentialSet[],
): readonly Obstacle[] {
  const context: ObstacleContext = { workflow, job, sets: sets.filter((set) => reaches(set, job)) };
  return CHECKS.flatMap((check) => check(context) ?? []);
}

/** Keys of the workflow reach every job, all others their own. */
function reaches({ owner }: CredentialSet, job: WorkflowJob): boolean {
  switch (owner.type) {
    case 'workflow-env':
    case 'script':
    case 'action-inputs':
      return owner.job === undefined || owner.job === job;
    case 'profile':
    case 'env-file':
    case 'variables':
      return false;
  }
}
