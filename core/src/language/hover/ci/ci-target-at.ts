import type { DocumentModel } from '../../../model/document-model.ts';
import type { PlacedTarget } from './ci-target.ts';
import { pipelineTargetAt } from './pipeline-target.ts';
import { workflowTargetAt } from './workflow-target.ts';

/** What stands at an offset of a CI file; `undefined` where there is nothing to say, and in other files. */
export function ciTargetAt(
  { document, workflow, action }: DocumentModel,
  offset: number,
): PlacedTarget | undefined {
  const github = workflow ?? action;
  if (github) return workflowTargetAt(github, offset);
  return document.format === 'yaml' ? pipelineTargetAt(document, offset) : undefined;
}
