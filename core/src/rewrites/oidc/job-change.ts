import type { WorkflowJob } from '../../aws/ci/workflow.ts';
import type { YamlDocument } from '../../documents/yaml/nodes.ts';
import type { SafeText } from '../../secret/safe-text.ts';
import { applyEdits, type TextEdit } from '../../text/text-edit.ts';
import { mapAt, yamlConfirms, type YamlMap } from '../verify-yaml.ts';
import { jobsAround } from './jobs-around.ts';

/** A part of a rewrite: the edits of the text, and the same change on the values of another parser's tree. */
export interface JobChange {
  readonly edits: readonly TextEdit[];
  /** Receives the tree of the whole file. */
  readonly change: (tree: YamlMap) => void;
}

/** Why a rewrite would be a guess; the rest of a sentence that begins with "because". */
export interface Refusal {
  readonly refusal: SafeText;
}

/** Whether another parser reads exactly the planned change when all the parts are applied. */
export function isConfirmed(document: YamlDocument, parts: readonly JobChange[]): boolean {
  const { text } = document.source;
  const edits = parts.flatMap((part) => part.edits);
  const change = (tree: YamlMap): void => {
    for (const part of parts) part.change(tree);
  };
  const excerpt = jobsAround(document, edits);
  if (!excerpt) return yamlConfirms(text, applyEdits(text, edits), change);
  const before = excerpt.values() ?? excerpt.text;
  return yamlConfirms(before, applyEdits(excerpt.text, excerpt.edits), change);
}

/** All the parts, or the first reason why one of them cannot be had. */
export function allOrRefusal(parts: readonly (JobChange | Refusal)[]): readonly JobChange[] | Refusal {
  const refused = parts.find((part) => 'refusal' in part);
  return refused && 'refusal' in refused ? refused : parts.filter((part) => 'edits' in part);
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
