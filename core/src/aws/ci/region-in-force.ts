import { childEntries, entryNamed } from '../../documents/yaml/path.ts';
import { inputOf, isCredentialsStep, translatesVariables } from './credentials-action.ts';
import { earlierSteps, readEntry, scriptHas } from './steps.ts';
import type { WorkflowStep } from './workflow.ts';

/**
 * Whether the credentials action finds `AWS_REGION` in its environment although no `env:` says so: an earlier step has
 * exported it, or the job's container has it. What an action of the repository finds depends on who uses it.
 */
export function findsRegion(step: WorkflowStep): boolean {
  if (!translatesVariables(step.uses)) return false;
  if (step.job.workflow.kind === 'action') return true;
  return earlierSteps(step).some(exportsRegion) || containerHasRegion(step);
}

function exportsRegion(step: WorkflowStep): boolean {
  if (isCredentialsStep(step)) return inputOf(step, 'aws-region') !== undefined;
  return scriptHas(step, /\bAWS_REGION=/u) && scriptHas(step, /GITHUB_ENV/u);
}

function containerHasRegion({ job }: WorkflowStep): boolean {
  const { document } = job.workflow;
  const container = childEntries(document, entryNamed(job.entries, 'container'));
  const region = entryNamed(childEntries(document, entryNamed(container, 'env')), 'AWS_REGION');
  return region !== undefined && readEntry(region, (text) => text.trim() !== '');
}
