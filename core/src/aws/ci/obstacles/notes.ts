import { safe } from '../../../secret/safe-text.ts';
import { isBefore, versionOf } from '../action-version.ts';
import { inputOf, isCredentialsStep, modeOf } from '../credentials-action.ts';
import { isSelfHosted } from '../runner.ts';
import { allSteps } from '../steps.ts';
import type { WorkflowJob, WorkflowStep } from '../workflow.ts';
import type { Obstacle } from './obstacle.ts';

/** What a person should know about a rewrite to OIDC that stands in nobody's way. Each reason is half a sentence. */
export function notesOnOidc(job: WorkflowJob): readonly Obstacle[] {
  const steps = allSteps(job).filter(isCredentialsStep);
  const assumes = steps.find((step) => modeOf(step) === 'static-assume-role');
  const notes: (Obstacle | false | undefined)[] = [
    isSelfHosted(job) && {
      id: 'self-hosted',
      reason: safe`a self-hosted runner may have a role of its own and needs no keys at all`,
    },
    job.workflow.triggers.has('pull_request') && {
      id: 'fork-pull-requests',
      reason: safe`runs for pull requests from forks get no token, as they got no secrets`,
    },
    assumes && {
      id: 'lost-session-tags',
      reason: safe`the session loses the tags that the action gave it (Repository, Branch, Actor and others)`,
      range: assumes.range,
    },
    assumes &&
      isShorter(assumes) && {
        id: 'shorter-session',
        reason: safe`the session lasts one hour instead of the six that this version of the action asked for`,
        range: assumes.range,
      },
  ];
  return notes.filter((note) => note !== false && note !== undefined);
}

/** Up to v2 the action asked for six hours when it assumed a role with keys. */
function isShorter(step: WorkflowStep): boolean {
  const version = step.uses && versionOf(step.uses);
  return (
    version !== undefined && isBefore(version, [3, 0]) && inputOf(step, 'role-duration-seconds') === undefined
  );
}
