import { isCredentialsStep } from '../../../aws/ci/credentials-action.ts';
import { findCredentialsInput } from '../../../aws/ci/credentials-inputs.ts';
import { findTokenScope } from '../../../aws/ci/token-scopes.ts';
import { allSteps } from '../../../aws/ci/steps.ts';
import type { EntryMap, Permissions, Workflow, WorkflowJob, WorkflowStep } from '../../../aws/ci/workflow.ts';
import { entryNamed } from '../../../documents/yaml/path.ts';
import type { YamlEntry } from '../../../documents/yaml/entry.ts';
import { isOn } from '../../../text/range.ts';
import type { PlacedTarget, VariableView } from './ci-target.ts';
import { isKnownVariable, variableWordAt } from './variable-word.ts';

/** What stands at an offset of a workflow or of a composite action. */
export function workflowTargetAt(workflow: Workflow, offset: number): PlacedTarget | undefined {
  const job = workflow.jobs.find(({ idRange, range }) => isOn(idRange, offset) || isOn(range, offset));
  if (job) return inJob(job, offset);
  return (
    permissionsTarget(workflow.permissions, workflow, offset) ??
    variableTarget(workflow.env, { level: 'workflow', workflow }, offset)
  );
}

function inJob(job: WorkflowJob, offset: number): PlacedTarget | undefined {
  const isJob = job.workflow.kind === 'workflow';
  if (isJob && hasPermissions(job.workflow) && isOn(job.idRange, offset))
    return { about: { type: 'job', job }, range: job.idRange };
  const uses = entryNamed(job.entries, 'uses');
  if (uses && hasPermissions(job.workflow) && isOn(uses.valueRange, offset))
    return { about: { type: 'job', job }, range: uses.valueRange };
  const step = allSteps(job).findLast(({ range }) => isOn(range, offset));
  if (step) return inStep(step, offset);
  return (
    permissionsTarget(job.permissions, job, offset) ?? variableTarget(job.env, { level: 'job', job }, offset)
  );
}

function inStep(step: WorkflowStep, offset: number): PlacedTarget | undefined {
  const { uses, inputs, env, run } = step;
  const view: VariableView = { level: 'step', step };
  if (isCredentialsStep(step)) {
    if (uses && isOn(uses.range, offset))
      return { about: { type: 'credentials-action', step }, range: uses.range };
    const entry = keyAt(inputs, offset);
    const input = entry && findCredentialsInput(entry.key);
    if (input) return { about: { type: 'input', step, input }, range: entry.keyRange };
  }
  const inEnv = variableTarget(env, view, offset);
  if (inEnv) return inEnv;
  // In a text, a variable stands among other words.
  const text = [run, ...(inputs?.entries ?? []), ...(env?.entries ?? [])].find(
    (entry) => entry && isOn(entry.valueRange, offset),
  );
  return text && variableWordAt(step.job.workflow.document, text.valueRange, offset, view);
}

/** What the permissions of a file mean to another server than GitHub is not known. */
function hasPermissions({ server }: Workflow): boolean {
  return server === 'github';
}

function permissionsTarget(
  permissions: Permissions | undefined,
  of: WorkflowJob | Workflow,
  offset: number,
): PlacedTarget | undefined {
  if (!permissions || !hasPermissions('workflow' in of ? of.workflow : of)) return undefined;
  const holder = permissions.form === 'map' ? permissions.map.holder : permissions.holder;
  const isWord = permissions.form !== 'map' && isOn(holder.valueRange, offset);
  if (isWord || isOn(holder.keyRange, offset))
    return { about: { type: 'permissions', of }, range: isWord ? holder.valueRange : holder.keyRange };
  const entry = permissions.form === 'map' ? pairAt(permissions.map, offset) : undefined;
  if (!entry || !findTokenScope(entry.key)) return undefined;
  return { about: { type: 'scope', scope: entry.key, of }, range: entry.keyRange };
}

function variableTarget(
  map: EntryMap | undefined,
  seenFrom: VariableView,
  offset: number,
): PlacedTarget | undefined {
  const entry = keyAt(map, offset);
  if (!entry || !isKnownVariable(entry.key)) return undefined;
  return { about: { type: 'variable', name: entry.key, seenFrom }, range: entry.keyRange };
}

function keyAt(map: EntryMap | undefined, offset: number): YamlEntry | undefined {
  return map?.entries.find(({ keyRange }) => isOn(keyRange, offset));
}

function pairAt(map: EntryMap, offset: number): YamlEntry | undefined {
  return map.entries.find(({ keyRange, valueRange }) => isOn(keyRange, offset) || isOn(valueRange, offset));
}
