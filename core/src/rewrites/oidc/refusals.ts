import { obstaclesToOidc } from '../../aws/ci/rewrite-obstacles.ts';
import type { WorkflowJob } from '../../aws/ci/workflow.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { safe, type SafeText } from '../../secret/safe-text.ts';

/** Why a job is left to a person: the first reason that applies, as the rest of a sentence after "because". */
export function whyNotRewritten(job: WorkflowJob, sets: readonly CredentialSet[]): SafeText | undefined {
  if (sets.some((set) => set.owner.type === 'workflow-env' && set.owner.job === undefined)) {
    return safe`keys also stand in the variables of the whole workflow`;
  }
  if (sets.some((set) => set.owner.type === 'script')) return safe`a script sets the keys`;
  return obstaclesToOidc(job.workflow, job, sets)[0]?.reason;
}
