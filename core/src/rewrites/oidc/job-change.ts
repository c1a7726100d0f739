import type { WorkflowJob } from '../../aws/ci/workflow.ts';
import type { SafeText } from '../../secret/safe-text.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import { isMap, yamlConfirms, type YamlMap } from '../verify-yaml.ts';

/** A part of a rewrite: the edits of the text, and the same change on the values of another parser's tree. */
export interface JobChange {
  readonly edits: readonly TextEdit[];
  /** Receives the tree of the whole workflow. */
  readonly change: (tree: YamlMap) => void;
}

/** Why a rewrite would be a guess; the rest of a sentence that begins with "because". */
export interface Refusal {
  readonly refusal: SafeText;
}

/** The workflow with all the parts applied; `undefined` where another parser does not read exactly the planned change. */
export function confirmedText(job: WorkflowJob, parts: readonly JobChange[]): string | undefined {
  const { text } = job.workflow.document.source;
  const after = applyEdits(
    text,
    parts.flatMap((part) => part.edits),
  );
  const confirmed = yamlConfirms(text, after, (tree) => {
    for (const part of parts) part.change(tree);
  });
  return confirmed ? after : undefined;
}

/** A job's map in the tree of a workflow. */
export function jobTree(tree: YamlMap, job: WorkflowJob): YamlMap {
  return mapAt(mapAt(tree, 'jobs'), job.id);
}

/** The steps in a job's map. */
export function stepTrees(tree: YamlMap, job: WorkflowJob): YamlMap[] {
  const steps = jobTree(tree, job)['steps'];
  return Array.isArray(steps) ? (steps as YamlMap[]) : [];
}

/** The map at a key; an empty one, which goes nowhere, where there is none. */
export function mapAt(holder: YamlMap, key: string): YamlMap {
  const value = holder[key];
  return isMap(value) ? value : {};
}
