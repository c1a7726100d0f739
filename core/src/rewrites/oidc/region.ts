import { stepUsesAws } from '../../aws/ci/aws-use.ts';
import { readExpressions } from '../../aws/ci/expression.ts';
import { allSteps, readEntry } from '../../aws/ci/steps.ts';
import type { WorkflowJob, WorkflowStep } from '../../aws/ci/workflow.ts';
import { safe } from '../../secret/safe-text.ts';
import type { Refusal } from './job-change.ts';
import { regionsInForce } from './regions-in-force.ts';

/** Stands where no region is known; selected for typing. */
export const REGION_NAME = 'REGION_NAME';

/** Variables that name the region, in the order in which most tools look. */
const REGION_VARIABLES = ['AWS_REGION', 'AWS_DEFAULT_REGION'];

/** Inputs of actions that name it. */
const REGION_INPUT = /^(?:aws[-_])?region$/iu;

/** Commands that name it. */
const REGION_OPTION =
  /(?:--region[= \t]+|\baws[ \t]+configure[ \t]+set[ \t]+(?:default\.)?region[ \t]+|\bAWS_(?:DEFAULT_)?REGION=)["']?([a-z]{2}(?:-[a-z]+)+-\d)\b/gu;
const ECR_HOST = /\.dkr\.ecr\.([a-z]{2}(?:-[a-z]+)+-\d)\./gu;

/** What any step can read, whatever its place in the job. */
const PORTABLE = new Set(['vars', 'secrets', 'inputs', 'matrix', 'github', 'needs', 'strategy']);

/** A region, and the stand-in in it that a person has to replace. */
interface Region {
  readonly value: string;
  readonly placeholder: string | undefined;
}

const UNKNOWN: Region = { value: REGION_NAME, placeholder: REGION_NAME };

/** What the action's required `aws-region` gets: what the job itself says, else the setting, else a stand-in. */
export function regionFor(job: WorkflowJob, configured: string): Region {
  const value = variableRegion(job) ?? inputRegion(job) ?? scriptRegion(job) ?? configured;
  return value === '' ? UNKNOWN : { value, placeholder: undefined };
}

/**
 * The same for a step that is new: it exports its region, so it gets the one that the steps behind it have already.
 *
 * @param reached the steps that work with the session
 */
export function regionOfNewStep(
  job: WorkflowJob,
  reached: readonly WorkflowStep[],
  configured: string,
): Region | Refusal {
  const regions = new Map(reached.flatMap(regionsInForce).map((text) => [text.replaceAll(' ', ''), text]));
  const [inForce, ...others] = regions.values();
  if (others.length > 0) {
    return { refusal: safe`its steps use different regions, and that of the session would win over some` };
  }
  if (inForce === undefined) return regionFor(job, configured);
  return isPortable(inForce) ? { value: inForce, placeholder: undefined } : UNKNOWN;
}

/** Of the whole job or else of a step. */
function variableRegion(job: WorkflowJob): string | undefined {
  const maps = [job.env, job.workflow.env, ...job.steps.map((step) => step.env)];
  for (const map of maps) {
    for (const name of REGION_VARIABLES) {
      const text = map?.entries.find((entry) => entry.key === name)?.scalar?.text;
      if (typeof text === 'string' && isPortable(text)) return text;
    }
  }
  return undefined;
}

function inputRegion(job: WorkflowJob): string | undefined {
  const texts = allSteps(job)
    .filter(stepUsesAws)
    .flatMap((step) => step.inputs?.entries ?? [])
    .filter((entry) => REGION_INPUT.test(entry.key))
    .flatMap(({ scalar }) =>
      typeof scalar?.text === 'string' && isPortable(scalar.text) ? [scalar.text] : [],
    );
  return onlyOne(texts);
}

function scriptRegion(job: WorkflowJob): string | undefined {
  return onlyOne(
    allSteps(job).flatMap((step) => [
      ...(step.run ? readEntry(step.run, (text) => regionsIn(text, REGION_OPTION)) : []),
      ...registriesOf(step),
    ]),
  );
}

function registriesOf({ inputs }: WorkflowStep): readonly string[] {
  return (inputs?.entries ?? []).flatMap((entry) => readEntry(entry, (text) => regionsIn(text, ECR_HOST)));
}

function regionsIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}

/** Several regions in one job leave open which one is the session's. */
function onlyOne(texts: readonly string[]): string | undefined {
  const [only, ...others] = new Set(texts);
  return others.length === 0 ? only : undefined;
}

/** A plain name, or one expression that means the same at the place of the new step. */
function isPortable(text: string): boolean {
  if (/^[a-z0-9-]+$/u.test(text)) return true;
  const [expression, ...others] = readExpressions(text);
  if (!expression || others.length > 0 || expression.start !== 0 || expression.end !== text.length)
    return false;
  return expression.references.every(({ context, dynamic }) => !dynamic && PORTABLE.has(context));
}
