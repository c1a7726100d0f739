import type { CredentialSet } from '../credential-set.ts';
import { inputOf, isCredentialsStep, isOn, modeOf } from './credentials-action.ts';
import { inputsWithOidcEffect } from './credentials-inputs.ts';
import { comparedReferences } from './expression.ts';
import { effectiveIdToken } from './permissions.ts';
import { takesNoToken } from './session-actions.ts';
import { sessionBefore } from './session-steps.ts';
import { allSteps, envMapsOf, variableOf } from './steps.ts';
import type { EntryMap, Workflow, WorkflowStep } from './workflow.ts';

/**
 * How keys get in the way of OIDC.
 * - `inputs`: they stand beside the role, and the action takes them in spite of the token;
 * - `ambient`: the job gets no token, and the action assumes the role with the keys of its environment;
 * - `mixed`: a step behind has them beside the token of the session, and AWS refuses the mixture.
 */
export interface DefeatedOidc {
  readonly way: 'inputs' | 'ambient' | 'mixed';
  /** The step that was meant to get credentials by OIDC. */
  readonly step: WorkflowStep;
}

/**
 * Whether a set of keys reaches a step of its workflow that is meant for OIDC; `undefined` where it gets in nobody's
 * way, and for files that are no workflows.
 */
export function defeatOf(
  { owner, sites }: CredentialSet,
  workflow: Workflow | undefined,
): DefeatedOidc | undefined {
  const keys = sites.filter(({ part, commentedOut }) => part !== 'session-token' && !commentedOut);
  if (keys.length === 0) return undefined;
  if (owner.type === 'action-inputs') {
    // An expression that chooses is a switch between both ways.
    const isChoice = keys.some(({ value }) => value.derive(comparedReferences).length > 0);
    return isChoice ? undefined : defeatByInputs(owner.step);
  }
  if (owner.type !== 'workflow-env') return undefined;
  if (owner.step && !isCredentialsStep(owner.step)) return defeatByMixture(owner.step);
  const jobs = owner.job ? [owner.job] : (workflow?.jobs ?? []);
  const steps = owner.step ? [owner.step] : jobs.flatMap(allSteps);
  return defeatByEnvironment(steps, new Set(keys.map(({ keyRange }) => keyRange.start)));
}

function defeatByInputs(step: WorkflowStep): DefeatedOidc | undefined {
  return modeOf(step) === 'static-assume-role' && effectiveIdToken(step.job) === 'granted' && !needsKeys(step)
    ? { way: 'inputs', step }
    : undefined;
}

/** What OIDC cannot do: the keys are there on purpose, whatever another job is granted. */
function needsKeys(step: WorkflowStep): boolean {
  const role = inputOf(step, 'role-to-assume') ?? '';
  const isBareName = !role.startsWith('arn:') && !role.includes('${{');
  return (
    isBareName ||
    isOn(step, 'force-skip-oidc') ||
    [...inputsWithOidcEffect('external-id'), ...inputsWithOidcEffect('tags')].some(
      (name) => inputOf(step, name) !== undefined,
    )
  );
}

/** The first step that falls back to one of the keys. */
function defeatByEnvironment(
  steps: readonly WorkflowStep[],
  starts: ReadonlySet<number>,
): DefeatedOidc | undefined {
  const step = steps.find((one) => {
    if (modeOf(one) !== 'ambient' || isOn(one, 'force-skip-oidc')) return false;
    const key = variableOf(envMapsOf(one), 'AWS_ACCESS_KEY_ID');
    return key !== undefined && starts.has(key.keyRange.start);
  });
  return step && { way: 'ambient', step };
}

function defeatByMixture(step: WorkflowStep): DefeatedOidc | undefined {
  const session = sessionBefore(step);
  if (!session || takesNoToken(step) || hasToken(step.env)) return undefined;
  const mode = modeOf(session);
  if (mode !== 'oidc' && mode !== 'chaining' && mode !== 'web-identity-file') return undefined;
  // A session under a condition may be the other of two ways.
  const isSure = session.condition === undefined || session.condition === step.condition;
  return isSure && inputOf(session, 'role-to-assume') !== undefined
    ? { way: 'mixed', step: session }
    : undefined;
}

function hasToken(map: EntryMap | undefined): boolean {
  return map?.entries.some(({ key }) => /^AWS_(?:SESSION|SECURITY)_TOKEN$/u.test(key)) === true;
}
