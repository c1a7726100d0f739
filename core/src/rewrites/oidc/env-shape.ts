import { stepUsesAws } from '../../aws/ci/aws-use.ts';
import { CREDENTIALS_ACTION } from '../../aws/ci/credentials-action.ts';
import { allSteps } from '../../aws/ci/steps.ts';
import type { EntryMap, WorkflowJob, WorkflowStep } from '../../aws/ci/workflow.ts';
import { partOfVariable } from '../../aws/credential-names.ts';
import { deletePairs } from '../../documents/yaml/edits.ts';
import { insertItemBefore } from '../../documents/yaml/item-edits.ts';
import type { YamlEntry } from '../../documents/yaml/nodes.ts';
import { safe } from '../../secret/safe-text.ts';
import type { YamlMap } from '../verify-yaml.ts';
import { newestReference, type ActionPin } from './action-reference.ts';
import { jobTree, mapAt, stepTrees, type JobChange, type Refusal } from './job-change.ts';
import { regionFor } from './region.ts';

/** An `env:` of a job or a step that holds keys. */
interface KeyMap {
  readonly map: EntryMap;
  readonly keys: readonly YamlEntry[];
  /** The step that it belongs to; `undefined` for the job's own. */
  readonly step: WorkflowStep | undefined;
}

/**
 * Keys in the `env:` of a job or of its steps: they go, and a step that assumes the role comes before the first step
 * that uses AWS, because what it exports reaches only the steps behind it.
 */
export function rewriteEnv(
  job: WorkflowJob,
  role: string,
  configuredRegion: string,
): (JobChange & { readonly placeholder: string | undefined }) | Refusal {
  if (allSteps(job).length > job.steps.length) return { refusal: safe`steps of the job run in parallel` };
  const maps = keyMaps(job);
  const at = placeOfNewStep(job, maps);
  if (at < 0) {
    return {
      refusal: safe`no step of the job is known to use AWS, so the place for the new step is not known`,
    };
  }
  const { document } = job.workflow;
  const region = regionFor(job, configuredRegion);
  const pin = newestReference(job.workflow);
  const step = newStep(pin, role, region.value);
  const come = insertItemBefore(document, job.steps, at, toPairs(step));
  const gone = maps.map(({ map, keys }) => deletePairs(document, map, keys));
  if (!come || gone.some((edits) => edits === undefined)) {
    return { refusal: safe`the variables are not written in a way that can be edited safely` };
  }
  return {
    edits: [...gone.flatMap((edits) => edits ?? []), ...come.map((edit) => withComment(edit, step, pin))],
    change: (tree) => {
      for (const one of maps) removeFromTree(tree, job, one);
      stepTrees(tree, job).splice(at, 0, structuredStep(step));
    },
    placeholder: region.placeholder,
  };
}

/** All maps of variables in the job that hold keys. */
function keyMaps(job: WorkflowJob): readonly KeyMap[] {
  const places = [{ map: job.env, step: undefined }, ...job.steps.map((step) => ({ map: step.env, step }))];
  return places.flatMap(({ map, step }) => {
    const keys = map?.entries.filter((entry) => partOfVariable(entry.key) !== undefined) ?? [];
    return map && keys.length > 0 ? [{ map, keys, step }] : [];
  });
}

/** Before the first step that uses AWS or was given keys; what comes before it is left as it is. */
function placeOfNewStep(job: WorkflowJob, maps: readonly KeyMap[]): number {
  return job.steps.findIndex((step) => stepUsesAws(step) || maps.some((one) => one.step === step));
}

/** GitHub rejects a key with nothing behind it, so an `env:` that would be empty goes too. */
function removeFromTree(tree: YamlMap, job: WorkflowJob, { keys, step }: KeyMap): void {
  const holder = step ? (stepTrees(tree, job)[step.index] ?? {}) : jobTree(tree, job);
  const map = mapAt(holder, 'env');
  for (const entry of keys) Reflect.deleteProperty(map, entry.key);
  if (Object.keys(map).length === 0) Reflect.deleteProperty(holder, 'env');
}

interface NewStep {
  readonly name: string;
  readonly uses: string;
  readonly inputs: Readonly<Record<string, string>>;
}

function newStep(pin: ActionPin, role: string, region: string): NewStep {
  return {
    name: 'Configure AWS credentials (OIDC)',
    uses: `${CREDENTIALS_ACTION}@${pin.ref}`,
    inputs: { 'role-to-assume': role, 'aws-region': region },
  };
}

function toPairs({ name, uses, inputs }: NewStep): Parameters<typeof insertItemBefore>[3] {
  const pairs = Object.entries(inputs).map(([key, value]) => ({ key, value }));
  return [
    { key: 'name', value: name },
    { key: 'uses', value: uses },
    { key: 'with', value: pairs },
  ];
}

function structuredStep({ name, uses, inputs }: NewStep): YamlMap {
  return { name, uses, with: { ...inputs } };
}

/** A commit is followed by a comment that names its version, as is the habit. */
function withComment<Edit extends { readonly newText: string }>(
  edit: Edit,
  { uses }: NewStep,
  pin: ActionPin,
): Edit {
  return pin.version === undefined
    ? edit
    : { ...edit, newText: edit.newText.replace(uses, () => `${uses} # ${pin.version ?? ''}`) };
}
