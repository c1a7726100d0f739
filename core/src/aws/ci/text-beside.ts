import type { Workflow } from './workflow.ts';

/** What stands beside the jobs of a workflow, comments left out: whatever is told of a job hangs on it. Never show it. */
export function textBeside({ document, outer }: Workflow): string {
  const { text } = document.source;
  return outer.map(({ keyRange, valueRange }) => text.slice(keyRange.start, valueRange.end)).join('\n');
}
