import { safe, safeName } from '../../../secret/safe-text.ts';
import type { Range } from '../../../text/range.ts';
import { stepUsesAws } from '../aws-use.ts';
import { inputOf, isCredentialsStep, isOn, knowsOidc, modeOf } from '../credentials-action.ts';
import { inputsWithOidcEffect } from '../credentials-inputs.ts';
import { isOneExpression } from '../expression.ts';
import { sessionUseOf, takesNoToken } from '../session-actions.ts';
import { allSteps, readEntry } from '../steps.ts';
import type { WorkflowJob, WorkflowStep } from '../workflow.ts';
import type { ObstacleCheck, ObstacleContext } from './obstacle.ts';
import { keysPassedOn } from './passed-on.ts';

/** What a session of OIDC lasts, and a role allows, unless somebody has said otherwise. */
const DEFAULT_SECONDS = 3600;

/** Inputs by which values get into an image that is built. */
const BUILD_INPUT = /^(?:build-args|secrets|secret-envs|secret-files)$/iu;

const parallelSteps: ObstacleCheck = ({ job }) => {
  const step = job.steps.find((one) => one.parallel.some(stepUsesAws));
  return (
    step && { id: 'parallel-steps', reason: safe`steps that use AWS run in parallel`, range: step.range }
  );
};

const oldAction = credentialsCheck((step) =>
  step.uses && !knowsOidc(step.uses)
    ? {
        id: 'old-action',
        reason: safe`its version of the credentials action knows no OIDC; v1.6.0 is the first that does`,
      }
    : undefined,
);

const oidcSwitchedOff = credentialsCheck((step) =>
  isOn(step, 'force-skip-oidc')
    ? { id: 'oidc-switched-off', reason: safe`force-skip-oidc keeps the credentials action from OIDC` }
    : undefined,
);

const bareRoleName = credentialsCheck((step) => {
  const role = inputOf(step, 'role-to-assume');
  return role !== undefined && !role.startsWith('arn:aws') && !role.includes('${{')
    ? {
        id: 'bare-role-name',
        reason: safe`role-to-assume is a bare name, and OIDC needs the ARN of the role`,
      }
    : undefined;
});

const externalId = credentialsCheck((step) =>
  inputsWithOidcEffect('external-id').every((name) => inputOf(step, name) === undefined)
    ? undefined
    : { id: 'external-id', reason: safe`the role is assumed with an external id, which OIDC cannot send` },
);

const sessionTags = credentialsCheck((step) =>
  inputsWithOidcEffect('tags').every((name) => inputOf(step, name) === undefined)
    ? undefined
    : { id: 'session-tags', reason: safe`the session gets tags, which OIDC cannot set` },
);

const longSession: ObstacleCheck = (context) => {
  // A session of OIDC cannot assume a further role for longer than an hour, however long that role allows.
  const step = allSteps(context.job).find((one) => isCredentialsStep(one) && seconds(one) > DEFAULT_SECONDS);
  const timeout = context.job.entries.findLast(({ key }) => key === 'timeout-minutes');
  const minutes = timeout ? readEntry(timeout, Number) : 0;
  if (!step && !(minutes * 60 > DEFAULT_SECONDS)) return undefined;
  return {
    id: 'long-session',
    reason: safe`the job may need its credentials for more than an hour, which not every role allows`,
    range: step?.range ?? timeout?.keyRange ?? context.job.idRange,
  };
};

const noSessionToken: ObstacleCheck = ({ job, sets }) => {
  const given = sets.flatMap(({ owner }) =>
    owner.type === 'action-inputs' && owner.job === job ? [owner.step] : [],
  );
  const step = given.find((one) => sessionUseOf(one).type === 'unknown') ?? allSteps(job).find(takesNoToken);
  if (!step?.uses) return undefined;
  const action = safeName(step.uses.action);
  return {
    id: 'no-session-token',
    reason: safe`${action} takes a key and a secret and may not take a session token`,
    range: step.uses.range,
  };
};

const buildSecrets: ObstacleCheck = ({ job }) => {
  const place = firstPlace(job, (step) =>
    step.inputs?.entries.find(
      (entry) => BUILD_INPUT.test(entry.key) && readEntry(entry, (text) => text.includes('AWS_')),
    ),
  );
  return (
    place && {
      id: 'build-secrets',
      reason: safe`keys are handed to the build of an image, which would need the session token too`,
      range: place,
    }
  );
};

/** What the steps do with the keys. */
export const STEP_CHECKS: readonly ObstacleCheck[] = [
  parallelSteps,
  oldAction,
  oidcSwitchedOff,
  bareRoleName,
  externalId,
  sessionTags,
  longSession,
  noSessionToken,
  buildSecrets,
  keysPassedOn,
];

/** A check of each step of the credentials action that is given keys, or finds some in its environment. */
function credentialsCheck(
  check: (step: WorkflowStep) => Omit<NonNullable<ReturnType<ObstacleCheck>>, 'range'> | undefined,
): ObstacleCheck {
  return (context) => {
    for (const step of credentialsSteps(context)) {
      const found = check(step);
      if (found) return { ...found, range: step.uses?.range ?? step.range };
    }
    return undefined;
  };
}

function credentialsSteps({ job }: ObstacleContext): readonly WorkflowStep[] {
  return allSteps(job).filter((step) => {
    const mode = modeOf(step);
    return mode === 'static' || mode === 'static-assume-role' || mode === 'ambient';
  });
}

/** The duration that a step asks for; 0 where it does not, or where only the run knows. */
function seconds(step: WorkflowStep): number {
  const text = inputOf(step, 'role-duration-seconds') ?? '';
  return isOneExpression(text) ? 0 : Number.parseInt(text, 10) || 0;
}

function firstPlace(
  job: WorkflowJob,
  find: (step: WorkflowStep) => { readonly keyRange: Range } | undefined,
): Range | undefined {
  for (const step of allSteps(job)) {
    const found = find(step);
    if (found) return found.keyRange;
  }
  return undefined;
}
