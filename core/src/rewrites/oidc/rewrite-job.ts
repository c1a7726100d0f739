import { stepUsesAws } from '../../aws/ci/aws-use.ts';
import { inputOf, isCredentialsStep, modeOf } from '../../aws/ci/credentials-action.ts';
import { sessionUseOf } from '../../aws/ci/session-actions.ts';
import { allSteps } from '../../aws/ci/steps.ts';
import type { WorkflowJob, WorkflowStep } from '../../aws/ci/workflow.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { deleteItem, insertItemBefore } from '../../documents/yaml/item-edits.ts';
import { safe } from '../../secret/safe-text.ts';
import { keyMapsOf, removeKeys } from './env-part.ts';
import { dropInputs, passSession, rewriteInputs } from './inputs-part.ts';
import { allOrRefusal, jobTree, stepTrees, type JobChange, type Refusal } from './job-change.ts';
import { createNewStep } from './new-step.ts';
import { regionFor } from './region.ts';
import { isNamed, keyScriptOf, removeLines, replaceScript, type KeyScript } from './script-part.ts';
import { placeOfNewStep } from './step-place.ts';

/** What a job is rewritten to. */
export interface JobOptions {
  readonly role: string;
  readonly configuredRegion: string;
  /** Whether the job also gets keys from the variables of the whole workflow. */
  readonly workflowKeys: boolean;
}

/** A job that assumes a role instead of being given keys; the permission for it is another matter. */
export interface JobRewrite {
  readonly changes: readonly JobChange[];
  /** The role as it then stands there. */
  readonly role: string;
  /** A stand-in that a person has to replace. */
  readonly placeholder: string | undefined;
}

const DIFFERENT_CONDITIONS: Refusal = {
  refusal: safe`the steps that use AWS run under different conditions`,
};

/**
 * Takes the keys from every `env`, input and script of a job and lets a step assume the role: the one that was given
 * keys or has a role already, else a new one before the first step that uses AWS.
 */
export function rewriteJob(
  job: WorkflowJob,
  sets: readonly CredentialSet[],
  options: JobOptions,
): JobRewrite | Refusal {
  if (allSteps(job).length > job.steps.length) return { refusal: safe`steps of the job run in parallel` };
  const ways = waysOf(job, sets);
  const assumer = assumerOf(job, ways);
  if (typeof assumer === 'object' && 'refusal' in assumer) return assumer;
  const step = assumer ?? newStepOf(job, ways, options);
  if ('refusal' in step) return step;
  const isNew = 'place' in step;
  const replaced = isNew ? step.replaces : undefined;
  const changes = allOrRefusal([
    ...ways.maps
      .filter((map) => !ways.scripts.some(({ step: one, found }) => found.only && one === map.step))
      .map((map) => removeKeys(job.workflow.document, map, job)),
    ...ways.inputs.map((one) => changeInputs(one, options.role)),
    ...ways.scripts.filter(({ found }) => !found.only).map(removeLines),
    ...(isNew && replaced ? [replaceScript(replaced, step.come)] : []),
    changeSteps(job, ways, isNew ? step : undefined),
  ]);
  if ('refusal' in changes) return changes;
  const own = isNew ? undefined : inputOf(step, 'role-to-assume');
  return { changes, role: own ?? options.role, placeholder: isNew ? step.placeholder : undefined };
}

/** All the ways in which keys get into a job, those through the whole workflow left out. */
interface Ways {
  readonly maps: ReturnType<typeof keyMapsOf>;
  readonly inputs: readonly WorkflowStep[];
  readonly scripts: readonly KeyScript[];
}

function waysOf(job: WorkflowJob, sets: readonly CredentialSet[]): Ways {
  const stepsOf = (type: 'action-inputs' | 'script'): readonly WorkflowStep[] => [
    ...new Set(sets.flatMap(({ owner }) => (owner.type === type && owner.step ? [owner.step] : []))),
  ];
  return {
    maps: keyMapsOf(job),
    inputs: stepsOf('action-inputs'),
    scripts: stepsOf('script').flatMap((step) => keyScriptOf(step) ?? []),
  };
}

/** The step of the credentials action that assumes the role afterwards; `undefined` where there has to be a new one. */
function assumerOf(job: WorkflowJob, { maps, inputs, scripts }: Ways): WorkflowStep | Refusal | undefined {
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
  if (assumer.condition !== undefined && !alone) return DIFFERENT_CONDITIONS;
  const early = job.steps
    .slice(0, assumer.index)
    .find((step) => stepUsesAws(step) && !isEmptied(step, scripts));
  return early ? { refusal: safe`a step uses AWS before the one that configures the credentials` } : assumer;
}

interface PlacedStep {
  readonly come: ReturnType<typeof createNewStep>;
  readonly place: number;
  /** The step in whose place it comes. */
  readonly replaces: KeyScript | undefined;
  readonly placeholder: string | undefined;
}

function newStepOf(job: WorkflowJob, ways: Ways, options: JobOptions): PlacedStep | Refusal {
  const profile = profileOf(ways, options);
  if (typeof profile === 'object') return profile;
  const given = [
    ...ways.inputs,
    ...ways.scripts.map(({ step }) => step),
    ...ways.maps.map(({ step }) => step),
  ];
  const wide = options.workflowKeys || ways.maps.some(({ step }) => step === undefined);
  const place = placeOfNewStep(job, wide, new Set(given.filter((step) => step !== undefined)));
  if ('refusal' in place) return place;
  const region = regionFor(job, options.configuredRegion);
  return {
    come: createNewStep(job.workflow, {
      role: options.role,
      region: region.value,
      profile,
      condition: place.condition,
    }),
    place: place.index,
    replaces: ways.scripts.find(({ step, found }) => found.only && step.index === place.index),
    placeholder: region.placeholder,
  };
}

/** The profile that scripts write keys to, where nothing else is given any. */
function profileOf(
  { maps, inputs, scripts }: Ways,
  { workflowKeys }: JobOptions,
): string | Refusal | undefined {
  const profiles = new Set(scripts.map(({ found }) => found.profile));
  const [profile] = profiles;
  const isAlone = profiles.size < 2 && !workflowKeys && maps.length + inputs.length === 0;
  return profiles.has(undefined) || profiles.size === 0 || isAlone
    ? profiles.size < 2
      ? profile
      : { refusal: safe`keys are written to several profiles` }
    : { refusal: safe`keys are written to a profile and given in another way too` };
}

function changeInputs(step: WorkflowStep, role: string): JobChange | Refusal {
  const use = sessionUseOf(step);
  switch (use.type) {
    case 'oidc':
      return rewriteInputs(step, role);
    case 'token-input':
      return passSession(step, use.input);
    case 'environment':
      return dropInputs(step);
    case 'unknown':
      return { refusal: safe`the action that is given the keys may not take a session instead` };
  }
}

/** Takes out the steps that did nothing but give keys, and puts the new one in. Comes after all changes inside of steps. */
function changeSteps(job: WorkflowJob, { scripts }: Ways, come: PlacedStep | undefined): JobChange | Refusal {
  const { document } = job.workflow;
  const gone = scripts.filter((one) => one.found.only && one !== come?.replaces);
  if (gone.some(({ step }) => isNamed(step))) {
    return { refusal: safe`a step that only sets keys has an id, by which others may refer to it` };
  }
  const inserts = come !== undefined && come.replaces === undefined;
  const inserted = inserts
    ? insertItemBefore(document, job.steps, come.place, [...come.come.head, ...come.come.body])
    : [];
  const deleted = gone.map(({ step }) => deleteItem(document, job.steps, step.index));
  if (!inserted || deleted.some((edits) => edits === undefined)) {
    return { refusal: safe`the steps are not written in a way that can be edited safely` };
  }
  const doomed = new Set(gone.map(({ step }) => step.index));
  return {
    edits: [
      ...deleted.flatMap((edits) => edits ?? []),
      ...inserted.map((edit) => come?.come.withComment(edit) ?? edit),
    ],
    change: (tree) => {
      jobTree(tree, job)['steps'] = stepTrees(tree, job).flatMap((step, index) => [
        ...(inserts && index === come.place ? [come.come.tree] : []),
        ...(doomed.has(index) ? [] : [step]),
      ]);
    },
  };
}

function isEmptied(step: WorkflowStep, scripts: readonly KeyScript[]): boolean {
  return scripts.some((one) => one.found.only && one.step === step);
}
