import { safe } from '../../../secret/safe-text.ts';
import { allSteps } from '../steps.ts';
import { checksOutHead } from '../untrusted-code.ts';
import type { ObstacleCheck } from './obstacle.ts';

const pullRequestTarget: ObstacleCheck = ({ workflow }) =>
  workflow.triggers.has('pull_request_target')
    ? {
        id: 'pull-request-target',
        reason: safe`the workflow runs on pull_request_target, where code of strangers could ask for the token`,
      }
    : undefined;

const workflowRunCheckout: ObstacleCheck = ({ workflow, job }) =>
  workflow.triggers.has('workflow_run') && allSteps(job).some(checksOutHead)
    ? {
        id: 'workflow-run-checkout',
        reason: safe`the job runs on workflow_run and checks out the head, where code of strangers could ask for the token`,
      }
    : undefined;

const reusableWorkflow: ObstacleCheck = ({ workflow }) =>
  workflow.reusable
    ? {
        id: 'reusable-workflow',
        reason: safe`other workflows call this one, and a run fails at its start where a caller does not grant id-token: write`,
      }
    : undefined;

const callsWorkflow: ObstacleCheck = ({ job }) =>
  job.uses === undefined
    ? undefined
    : {
        id: 'calls-workflow',
        reason: safe`the job calls another workflow, which has to be changed together with it`,
      };

/** Who can start the workflow, and from where. */
export const TRIGGER_CHECKS: readonly ObstacleCheck[] = [
  pullRequestTarget,
  workflowRunCheckout,
  reusableWorkflow,
  callsWorkflow,
];
