import type { EntryMap, Workflow, WorkflowJob, WorkflowStep } from '../../aws/ci/workflow.ts';
import { partOfVariable } from '../../aws/credential-names.ts';
import { deletePairs } from '../../documents/yaml/edits.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import { safe } from '../../secret/safe-text.ts';
import { mapAt, type YamlMap } from '../verify-yaml.ts';
import { jobTree, stepTrees, type JobChange, type Refusal } from './job-change.ts';

/** An `env:` that holds keys. */
export interface KeyMap {
  readonly map: EntryMap;
  readonly keys: readonly YamlEntry[];
  /** The step that it belongs to; `undefined` for that of a job or of the workflow. */
  readonly step: WorkflowStep | undefined;
}

const NOT_EDITABLE: Refusal = {
  refusal: safe`the variables are not written in a way that can be edited safely`,
};

/** All maps of variables of a job and its steps that hold keys. */
export function keyMapsOf(job: WorkflowJob): readonly KeyMap[] {
  return [keyMap(job.env, undefined), ...job.steps.map((step) => keyMap(step.env, step))].filter(
    (one) => one !== undefined,
  );
}

/** Whether keys stand in the variables of the whole workflow. */
export function hasWorkflowKeys({ env }: Workflow): boolean {
  return keyMap(env, undefined) !== undefined;
}

/** The names and values of a map that are keys; `undefined` where none is. */
export function keyMap(map: EntryMap | undefined, step: WorkflowStep | undefined): KeyMap | undefined {
  const keys = map?.entries.filter((entry) => partOfVariable(entry.key) !== undefined) ?? [];
  return map && keys.length > 0 ? { map, keys, step } : undefined;
}

/** Takes the keys out of a map of variables; the map goes with the last of them, because GitHub rejects an empty one. */
export function removeKeys(
  document: YamlDocument,
  { map, keys, step }: KeyMap,
  job: WorkflowJob | undefined,
): JobChange | Refusal {
  const edits = deletePairs(document, map, keys);
  if (!edits) return NOT_EDITABLE;
  const holderIn = (tree: YamlMap): YamlMap => {
    if (!job) return tree;
    return step ? (stepTrees(tree, job)[step.index] ?? {}) : jobTree(tree, job);
  };
  return {
    edits,
    change: (tree) => {
      const holder = holderIn(tree);
      const variables = mapAt(holder, 'env');
      for (const { key } of keys) Reflect.deleteProperty(variables, key);
      if (Object.keys(variables).length === 0) Reflect.deleteProperty(holder, 'env');
    },
  };
}
