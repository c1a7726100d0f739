import { modeOf } from './credentials-action.ts';
import { allSteps, scriptHas } from './steps.ts';
import type { WorkflowJob, WorkflowStep } from './workflow.ts';

/** The variables by which a runner hands out OIDC tokens; they are missing without the permission. */
const TOKEN_REQUEST = /\bACTIONS_ID_TOKEN_REQUEST_(?:TOKEN|URL)\b/u;
/** A token that a script asks for may be for another cloud. */
const FOR_AWS = /assume-role-with-web-identity|AWS_WEB_IDENTITY_TOKEN_FILE/u;

/** The first step of a job that asks for an OIDC token to get into AWS. */
export function tokenStepOf(job: WorkflowJob): WorkflowStep | undefined {
  return allSteps(job).find((step) => modeOf(step) === 'oidc' || requestsToken(step));
}

/** A script that asks the runner itself, without the action. */
function requestsToken(step: WorkflowStep): boolean {
  return scriptHas(step, TOKEN_REQUEST) && allSteps(step.job).some((one) => scriptHas(one, FOR_AWS));
}
