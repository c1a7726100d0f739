import type { WorkflowStep } from '../../aws/ci/workflow.ts';
import { partOfActionInput } from '../../aws/credential-names.ts';
import { deletePairs, replacePair } from '../../documents/yaml/edits.ts';
import { safe } from '../../secret/safe-text.ts';
import { mapAt, stepTrees, type JobChange, type Refusal } from './job-change.ts';

/**
 * Keys as inputs of `aws-actions/configure-aws-credentials`: the first key's line becomes `role-to-assume`, the others
 * go, and the step stays where it is. A role that the step has already is kept.
 */
export function rewriteInputs(step: WorkflowStep, role: string): JobChange | Refusal {
  const { inputs } = step;
  const { document } = step.job.workflow;
  const keys = inputs?.entries.filter((entry) => partOfActionInput(entry.key) !== undefined) ?? [];
  const [first, ...others] = keys;
  if (!inputs || !first) return { refusal: safe`the step has no keys among its inputs` };
  const hasRole = inputs.entries.some((entry) => entry.key.toLowerCase() === 'role-to-assume');
  const gone = deletePairs(document, inputs, hasRole ? keys : others);
  const come = hasRole ? [] : replacePair(document, first, [{ key: 'role-to-assume', value: role }]);
  if (!gone || !come) return { refusal: safe`the inputs are not written in a way that can be edited safely` };
  return {
    edits: [...come, ...gone],
    change: (tree) => {
      const map = mapAt(stepTrees(tree, step.job)[step.index] ?? {}, 'with');
      for (const entry of keys) Reflect.deleteProperty(map, entry.key);
      if (!hasRole) map['role-to-assume'] = role;
    },
  };
}
