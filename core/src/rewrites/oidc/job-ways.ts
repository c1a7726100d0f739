import { stepUsesAws } from '../../aws/ci/aws-use.ts';
import { isCredentialsStep, modeOf } from '../../aws/ci/credentials-action.ts';
import type { WorkflowJob, WorkflowStep } from '../../aws/ci/workflow.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { safe } from '../../secret/safe-text.ts';
import { keyMapsOf, type KeyMap } from './env-part.ts';
import type { Refusal } from './job-change.ts';
import { keyScriptOf, type KeyScript } from './script-part.ts';
import { usersOfWideKeys } from './step-place.ts';

/** All the ways in which keys get into a job, those through the whole workflow left out. */
export interface Ways {
  readonly maps: readonly KeyMap[];
  readonly inputs: readonly WorkflowStep[];
  readonly scripts: readonly KeyScript[];
}

/** Looks for them in the job's own variables and in those credentials of the file that reach it. */
export function waysOf(job: WorkflowJob, sets: readonly CredentialSet[]): Ways {
  const stepsOf = (type: 'action-inputs' | 'script'): readonly WorkflowStep[] => [
    ...new Set(sets.flatMap(({ owner }) => (owner.type === type && owner.step ? [owner.step] : []))),
  ];
  return {
    maps: keyMapsOf(job),
    inputs: stepsOf('action-inputs'),
    scripts: stepsOf('script').flatMap((step) => keyScriptOf(step) ?? []),
  };
}

/**
 * The step of the credentials action that assumes the role afterwards; `undefined` where there has to be a new one.
 *
 * @param workflowKeys whether the job also gets keys from the variables of the whole workflow
 */
export function assumerOf(
  job: WorkflowJob,
  { maps, inputs, scripts }: Ways,
  workflowKeys: boolean,
): WorkflowStep | Refusal | undefined {
  const given = inputs.filter(isCredentialsStep);
  const others = job.steps.filter((step) => {
    const mode = given.includes(step) ? undefined : modeOf(step);
    return mode !== undefined && mode !== 'chaining';
  });
  if (given.length > 1) return { refusal: safe`several steps of the job are given keys as inputs` };
  if (given.length + others.length > 1)
    return { refusal: safe`several steps of the job configure AWS credentials` };
  const [assumer] = [...given, ...others];
  if (!assumer) return undefined;
  const mode = modeOf(assumer);
  if (mode === 'none' || mode === 'web-identity-file') {
    return { refusal: safe`another step of the job configures AWS credentials too` };
  }
  const alone = maps.length + scripts.length + inputs.length === given.length;
  const misses = workflowKeys && usersOfWideKeys(job).some((step) => step.condition !== assumer.condition);
  if (assumer.condition !== undefined && (!alone || misses)) {
    return { refusal: safe`the steps that use AWS run under different conditions` };
  }
  const emptied = scripts.filter(isEmptied).map(({ step }) => step);
  const early = job.steps
    .slice(0, assumer.index)
    .some((step) => stepUsesAws(step) && !emptied.includes(step));
  return early ? { refusal: safe`a step uses AWS before the one that configures the credentials` } : assumer;
}

/** Whether a script has nothing else to do. */
export function isEmptied({ found }: KeyScript): boolean {
  return found.only;
}
