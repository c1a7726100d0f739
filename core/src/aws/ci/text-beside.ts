import { generatorComment } from './generated-file.ts';
import type { Workflow } from './workflow.ts';

/** What all jobs of a workflow hang on besides themselves, as far as the file tells it by itself. Never show it. */
export function aroundJobs(workflow: Workflow): readonly unknown[] {
  const { document } = workflow;
  const { uri, source, editable } = document;
  const { text, eol, bom, malformed } = source;
  const generator = generatorComment(document);
  const made = generator && text.slice(generator.start, generator.end);
  return [uri, eol, bom, malformed, editable, made, textBeside(workflow)];
}

/** What stands beside the jobs of a workflow, comments left out: whatever is told of a job hangs on it. Never show it. */
export function textBeside({ document, outer }: Workflow): string {
  const { text } = document.source;
  return outer.map(({ keyRange, valueRange }) => text.slice(keyRange.start, valueRange.end)).join('\n');
}
