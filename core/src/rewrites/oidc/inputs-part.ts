import { partOfStepInput } from '../../aws/ci/session-actions.ts';
import type { WorkflowStep } from '../../aws/ci/workflow.ts';
import type { CredentialPart } from '../../aws/credential-names.ts';
import { deletePairs, insertPairsAfter, replacePair } from '../../documents/yaml/edits.ts';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { safe } from '../../secret/safe-text.ts';
import { mapAt, type YamlMap } from '../verify-yaml.ts';
import { stepTrees, type JobChange, type Refusal } from './job-change.ts';

/** The variables by which the credentials action hands a session on. */
const VARIABLES: Readonly<Record<CredentialPart, string>> = {
  'access-key-id': 'AWS_ACCESS_KEY_ID',
  'secret-access-key': 'AWS_SECRET_ACCESS_KEY',
  'session-token': 'AWS_SESSION_TOKEN',
};

const NOT_EDITABLE: Refusal = {
  refusal: safe`the inputs are not written in a way that can be edited safely`,
};

/**
 * Keys as inputs of `aws-actions/configure-aws-credentials`: the first key's line becomes `role-to-assume`, the others
 * go, and the step stays where it is. A role that the step has already is kept.
 */
export function rewriteInputs(step: WorkflowStep, role: string): JobChange | Refusal {
  const { inputs } = step;
  const { document } = step.job.workflow;
  const keys = keyInputs(step);
  const [first, ...others] = keys;
  if (!inputs || !first) return NOT_EDITABLE;
  const hasRole = inputs.entries.some((entry) => entry.key.toLowerCase() === 'role-to-assume');
  const gone = deletePairs(document, inputs, hasRole ? keys : others);
  const come = hasRole ? [] : replacePair(document, first, [{ key: 'role-to-assume', value: role }]);
  if (!gone || !come) return NOT_EDITABLE;
  return {
    edits: [...come, ...gone],
    change: (tree) => {
      const map = inputsTree(tree, step);
      for (const entry of keys) Reflect.deleteProperty(map, entry.key);
      if (!hasRole) map['role-to-assume'] = role;
    },
  };
}

/** Takes the keys from the inputs of an action that asks the environment without them. */
export function dropInputs(step: WorkflowStep): JobChange | Refusal {
  const keys = keyInputs(step);
  const gone = step.inputs && deletePairs(step.job.workflow.document, step.inputs, keys);
  if (!gone) return NOT_EDITABLE;
  return {
    edits: gone,
    change: (tree) => {
      const map = inputsTree(tree, step);
      for (const entry of keys) Reflect.deleteProperty(map, entry.key);
    },
  };
}

/** Gives an action that reads its inputs only the session that an earlier step has exported, its token included. */
export function passSession(step: WorkflowStep, tokenInput: string): JobChange | Refusal {
  const { document } = step.job.workflow;
  const keys = keyInputs(step).map((entry) => ({ entry, value: sessionValue(step, entry) }));
  const last = keys.at(-1)?.entry;
  const hasToken = keys.some(({ entry }) => entry.key.toLowerCase() === tokenInput);
  const token = `\${{ env.${VARIABLES['session-token']} }}`;
  const come = last && !hasToken ? insertPairsAfter(document, last, [{ key: tokenInput, value: token }]) : [];
  const replaced = keys.map(({ entry, value }) => replacePair(document, entry, [{ key: entry.key, value }]));
  if (!come || replaced.some((edits) => edits === undefined)) return NOT_EDITABLE;
  return {
    edits: [...replaced.flatMap((edits) => edits ?? []), ...come],
    change: (tree) => {
      const map = inputsTree(tree, step);
      for (const { entry, value } of keys) map[entry.key] = value;
      if (!hasToken) map[tokenInput] = token;
    },
  };
}

function sessionValue(step: WorkflowStep, { key }: YamlEntry): string {
  const part = partOfStepInput(step, key);
  return part === undefined ? '' : `\${{ env.${VARIABLES[part]} }}`;
}

function keyInputs(step: WorkflowStep): readonly YamlEntry[] {
  return step.inputs?.entries.filter((entry) => partOfStepInput(step, entry.key) !== undefined) ?? [];
}

function inputsTree(tree: YamlMap, step: WorkflowStep): YamlMap {
  return mapAt(stepTrees(tree, step.job)[step.index] ?? {}, 'with');
}
