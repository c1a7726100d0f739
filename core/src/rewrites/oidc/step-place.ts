import { stepUsesAws } from '../../aws/ci/aws-use.ts';
import { isCredentialsStep } from '../../aws/ci/credentials-action.ts';
import { readCondition } from '../../aws/ci/expression.ts';
import type { WorkflowJob, WorkflowStep } from '../../aws/ci/workflow.ts';
import { safe } from '../../secret/safe-text.ts';
import type { Refusal } from './job-change.ts';

/** Where a new step goes, and when it runs. */
export interface StepPlace {
  /** The step before which it goes. */
  readonly index: number;
  readonly condition: string | undefined;
  /** The steps that work with what it exports. */
  readonly reached: readonly WorkflowStep[];
}

/** GitHub's own actions use no AWS; one that runs a script it is given shows it. */
const HARMLESS = /^actions\/(?!github-script$)/u;

/**
 * The place of the step that assumes the role: what it exports reaches only the steps behind it, those that run after
 * the job to save something included.
 *
 * @param wide whether every step of the job has the keys, those that are not known to use AWS included
 * @param given the steps that are given keys of their own
 */
export function placeOfNewStep(
  job: WorkflowJob,
  wide: boolean,
  given: ReadonlySet<WorkflowStep>,
): StepPlace | Refusal {
  if (job.steps.length === 0) return { refusal: safe`the job has no steps of its own` };
  const users = wide
    ? usersOfWideKeys(job)
    : job.steps.filter((step) => given.has(step) || (stepUsesAws(step) && !isCredentialsStep(step)));
  const condition = sharedCondition(users, wide);
  if (typeof condition === 'object') return condition;
  const first = users[0]?.index ?? (wide ? behindCheckout(job) : 0);
  // A step that runs where nothing that needs it does would fail where the role trusts no such run.
  const index = wide && condition === undefined ? Math.min(behindCheckout(job), first) : first;
  return { index, condition, reached: reachedSteps(job, index, wide ? job.steps : users) };
}

/** The steps that find the keys of job or workflow and may use them, for all that the file tells. */
export function usersOfWideKeys(job: WorkflowJob): readonly WorkflowStep[] {
  return job.steps.filter(
    (step) =>
      !isCredentialsStep(step) &&
      (stepUsesAws(step) || step.uses === undefined || !HARMLESS.test(step.uses.action)),
  );
}

/** Those behind a place, up to the next one that exports credentials and a region of its own. */
function reachedSteps(
  job: WorkflowJob,
  index: number,
  users: readonly WorkflowStep[],
): readonly WorkflowStep[] {
  const next = job.steps.find((step) => step.index >= index && isCredentialsStep(step))?.index ?? Infinity;
  return users.filter((step) => step.index >= index && step.index < next);
}

/** The condition of all of the steps, without any in its place if one of them always runs. */
function sharedCondition(steps: readonly WorkflowStep[], wide: boolean): string | Refusal | undefined {
  const conditions = steps.map(({ condition }) => condition);
  if (conditions.length === 0 || conditions.includes(undefined)) return undefined;
  const [only, ...others] = new Set(conditions.map((text = '') => text.replaceAll(/\s+/gu, ' ')));
  const isCopied = others.length === 0 && !steps.some(isDecidedByOwnVariables);
  if (isCopied || wide) return isCopied ? only : undefined;
  return others.length > 0
    ? { refusal: safe`the steps that use AWS run under different conditions` }
    : { refusal: safe`the condition of the steps that use AWS reads variables that they define themselves` };
}

/** Whether the condition of a step reads its own `env:`, which a step before it has not. */
function isDecidedByOwnVariables({ condition = '', env }: WorkflowStep): boolean {
  const names = readCondition(condition).references.flatMap(({ context, path }) =>
    context === 'env' ? [path[0]?.toUpperCase()] : [],
  );
  return (
    env?.entries.some(({ key }) => names.includes(key.toUpperCase()) || names.includes(undefined)) === true
  );
}

/** Local actions and the like need the checkout before them, so people expect it to come first. */
function behindCheckout({ steps }: WorkflowJob): number {
  return steps[0]?.uses?.action === 'actions/checkout' && steps.length > 1 ? 1 : 0;
}
