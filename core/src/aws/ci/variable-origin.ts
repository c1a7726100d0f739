import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { partOfVariable } from '../credential-names.ts';
import { inputOf, isCredentialsStep, modeOf } from './credentials-action.ts';
import { exportsVariables, leavesSession } from './session-steps.ts';
import { earlierSteps, scriptHas, variableOf } from './steps.ts';
import type { WorkflowStep } from './workflow.ts';

/** Where a variable comes from that a step sees: an `env:` of some level, or a step before that has exported it. */
export type VariableOrigin =
  | { readonly level: 'step' | 'job' | 'workflow'; readonly entry: YamlEntry }
  | { readonly level: 'export'; readonly step: WorkflowStep };

/**
 * Where a variable of a step comes from. What a step before exports comes before the `env:` of job and workflow, and
 * the step's own before both.
 */
export function originOf(step: WorkflowStep, name: string): VariableOrigin | undefined {
  const own = step.env && variableOf([step.env], name);
  if (own) return { level: 'step', entry: own };
  const exporter = earlierSteps(step).findLast((one) => exportsVariable(one, name));
  if (exporter) return { level: 'export', step: exporter };
  const { job } = step;
  const inJob = job.env && variableOf([job.env], name);
  if (inJob) return { level: 'job', entry: inJob };
  const inWorkflow = job.workflow.env && variableOf([job.workflow.env], name);
  return inWorkflow && { level: 'workflow', entry: inWorkflow };
}

/** Whether the steps behind one find a variable because of it. */
export function exportsVariable(step: WorkflowStep, name: string): boolean {
  if (!isCredentialsStep(step)) {
    return scriptHas(step, /GITHUB_ENV/u) && scriptHas(step, new RegExp(String.raw`\b${name}=`, 'u'));
  }
  if (!exportsVariables(step)) return false;
  if (/^AWS_(?:DEFAULT_)?REGION$/u.test(name)) return inputOf(step, 'aws-region') !== undefined;
  const part = partOfVariable(name);
  if (!/^AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/u.test(name) || part === undefined)
    return false;
  return part === 'session-token' ? leavesSession(step) : modeOf(step) !== 'none';
}
