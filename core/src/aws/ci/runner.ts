import type { WorkflowJob } from './workflow.ts';

/** Whether a job asks for a self-hosted runner, by label or by group: such a machine may have a role of its own. */
export function isSelfHosted(job: WorkflowJob): boolean {
  const runsOn = job.entries.findLast((entry) => entry.key === 'runs-on');
  if (!runsOn) return false;
  const { text } = job.workflow.document.source;
  return /\bself-hosted\b|\bgroup\s*:/u.test(text.slice(runsOn.valueRange.start, runsOn.valueRange.end));
}
