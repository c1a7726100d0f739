import { inputOf, isOn, modeOf } from './credentials-action.ts';
import { earlierSteps } from './steps.ts';
import type { WorkflowStep } from './workflow.ts';

/**
 * The step before another one whose session is in the environment there: the last step of the credentials action that
 * exports one. Its token has to go wherever the key and the secret go.
 */
export function sessionBefore(step: WorkflowStep): WorkflowStep | undefined {
  return earlierSteps(step).findLast(leavesSession);
}

/** Whether a step of the credentials action leaves a session, which has a token, in the variables of the job. */
export function leavesSession(step: WorkflowStep): boolean {
  switch (modeOf(step)) {
    case undefined:
    case 'none':
      return false;
    case 'static':
      return inputOf(step, 'aws-session-token') !== undefined && exportsVariables(step);
    case 'static-assume-role':
    case 'oidc':
    case 'web-identity-file':
    case 'chaining':
    case 'ambient':
      return exportsVariables(step);
  }
}

/** Whether a step of the credentials action sets variables: one that writes a profile does so only if it is told to. */
export function exportsVariables(step: WorkflowStep): boolean {
  if (inputOf(step, 'output-env-credentials') !== undefined) return isOn(step, 'output-env-credentials');
  return inputOf(step, 'aws-profile') === undefined;
}
