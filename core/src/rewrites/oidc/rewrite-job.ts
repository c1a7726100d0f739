import { inputOf } from '../../aws/ci/credentials-action.ts';
import { sessionUseOf } from '../../aws/ci/session-actions.ts';
import { allSteps } from '../../aws/ci/steps.ts';
import type { WorkflowJob, WorkflowStep } from '../../aws/ci/workflow.ts';
import type { CredentialSet } from '../../aws/credential-set.ts';
import { deleteItem, insertItemBefore } from '../../documents/yaml/item-edits.ts';
import { safe } from '../../secret/safe-text.ts';
import type { ActionPin } from './action-reference.ts';
import { removeKeys } from './env-part.ts';
import { dropInputs, passSession, rewriteInputs } from './inputs-part.ts';
import { allOrRefusal, jobTree, stepTrees, type JobChange, type Refusal } from './job-change.ts';
import { assumerOf, isEmptied, waysOf, type Ways } from './job-ways.ts';
import { createNewStep, type NewStep } from './new-step.ts';
import { regionOfNewStep } from './region.ts';
import { isNamed, removeLines, replaceScript, type KeyScript } from './script-part.ts';
import { placeOfNewStep } from './step-place.ts';

/** What a job is rewritten to. */
export interface JobOptions {
  readonly role: string;
  readonly configuredRegion: string;
  /** How a new step refers to its action. */
  readonly pin: ActionPin;
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
  const assumer = assumerOf(job, ways, options.workflowKeys);
  if (assumer && 'refusal' in assumer) return assumer;
  if (assumer) {
    const changes = allOrRefusal([
      ...changesInside(job, ways, options),
      changeSteps(job, ways.scripts.filter(isEmptied), undefined),
    ]);
    const role = inputOf(assumer, 'role-to-assume') ?? options.role;
    return 'refusal' in changes ? changes : { changes, role, placeholder: undefined };
  }
  const placed = placedStep(job, ways, options);
  if ('refusal' in placed) return placed;
  const { replaces, come } = placed;
  const gone = ways.scripts.filter((one) => isEmptied(one) && one !== replaces);
  const changes = allOrRefusal([
    ...changesInside(job, ways, options),
    ...(replaces ? [replaceScript(replaces, come)] : []),
    changeSteps(job, gone, replaces ? undefined : placed),
  ]);
  return 'refusal' in changes ? changes : { changes, role: options.role, placeholder: placed.placeholder };
}

/** What changes within steps that stay what they are. */
function changesInside(
  job: WorkflowJob,
  { maps, inputs, scripts }: Ways,
  { role }: JobOptions,
): readonly (JobChange | Refusal)[] {
  const emptied = scripts.filter(isEmptied).map(({ step }) => step);
  return [
    ...maps
      .filter(({ step }) => step === undefined || !emptied.includes(step))
      .map((map) => removeKeys(job.workflow.document, map, job)),
    ...inputs.map((step) => changeInputs(step, role)),
    ...scripts.filter((one) => !isEmptied(one)).map(removeLines),
  ];
}

interface PlacedStep {
  readonly come: NewStep;
  readonly index: number;
  /** The step in whose place it comes. */
  readonly replaces: KeyScript | undefined;
  readonly placeholder: string | undefined;
}

function placedStep(job: WorkflowJob, ways: Ways, options: JobOptions): PlacedStep | Refusal {
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
  const region = regionOfNewStep(job, place.reached, options.configuredRegion);
  if ('refusal' in region) return region;
  return {
    come: createNewStep(options.pin, {
      role: options.role,
      region: region.value,
      profile,
      condition: place.condition,
    }),
    index: place.index,
    replaces: ways.scripts.find(({ step, found }) => found.only && step.index === place.index),
    placeholder: region.placeholder,
  };
}

/** The profile that scripts write keys to, where nothing else is given any. */
function profileOf(
  { maps, inputs, scripts }: Ways,
  { workflowKeys }: JobOptions,
): string | Refusal | undefined {
  const [profile, ...others] = new Set(scripts.map(({ found }) => found.profile));
  if (others.length > 0) return { refusal: safe`keys are written to several profiles` };
  return profile !== undefined && (workflowKeys || maps.length + inputs.length > 0)
    ? { refusal: safe`keys are written to a profile and given in another way too` }
    : profile;
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
function changeSteps(
  job: WorkflowJob,
  gone: readonly KeyScript[],
  come: PlacedStep | undefined,
): JobChange | Refusal {
  const { document } = job.workflow;
  if (gone.some(({ step }) => isNamed(step))) {
    return { refusal: safe`a step that only sets keys has an id, by which others may refer to it` };
  }
  const inserted = come
    ? insertItemBefore(document, job.steps, come.index, [...come.come.head, ...come.come.body])
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
        ...(index === come?.index ? [come.come.tree] : []),
        ...(doomed.has(index) ? [] : [step]),
      ]);
    },
  };
}
