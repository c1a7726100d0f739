import { safe, safeName, type SafeText } from '../../secret/safe-text.ts';
import type { WorkflowJob, WorkflowStep } from './workflow.ts';

/** What a message calls a job; the steps of an action belong to the action itself. */
export function ownerOf(job: WorkflowJob): SafeText {
  return job.workflow.kind === 'action' ? safe`this action` : safe`job ${job.id}`;
}

/** By name or action, which stay the same when steps come and go; else by its place. */
export function stepLabel(step: WorkflowStep): SafeText {
  const what = step.name ?? step.uses?.action;
  const name = what === undefined ? safe`step ${step.index + 1}` : safe`step ${safeName(what)}`;
  return safe`${ownerOf(step.job)}, ${name}`;
}
