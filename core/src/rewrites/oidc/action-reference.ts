import { isCommit, NEWEST_ACTION } from '../../aws/ci/action-version.ts';
import type { Workflow, WorkflowStep } from '../../aws/ci/workflow.ts';
import { entryNamed } from '../../documents/yaml/path.ts';
import { writtenRange } from '../../documents/yaml/written-range.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/** How a file refers to an action: a tag, or a commit with the version that it is. */
export interface ActionPin {
  readonly ref: string;
  readonly version: string | undefined;
}

/** How a new step refers to the credentials action: by commit where the file pins its actions so, else by tag. */
export function newestReference(workflow: Workflow): ActionPin {
  return workflow.gates.pinsActions
    ? { ref: NEWEST_ACTION.sha, version: NEWEST_ACTION.version }
    : { ref: NEWEST_ACTION.tag, version: undefined };
}

/**
 * Edits by which a step refers to the newest version of the credentials action, in the way in which it and its file
 * refer to actions; `undefined` where other places would change too.
 */
export function bumpReference(
  step: WorkflowStep,
): { readonly version: string; readonly edits: readonly TextEdit[] } | undefined {
  const { uses, job } = step;
  const entry = entryNamed(step.entries, 'uses');
  const place = entry?.scalar && writtenRange(entry.scalar);
  if (!uses || !place || entry.shared || step.shared) return undefined;
  const pin = isCommit(uses.ref)
    ? { ref: NEWEST_ACTION.sha, version: NEWEST_ACTION.version }
    : newestReference(job.workflow);
  const edit = { start: place.end - uses.ref.length, end: place.end, newText: pin.ref };
  if (pin.version === undefined) return { version: pin.ref, edits: [edit] };
  return { version: pin.version, edits: [edit, ...commentEdits(step, pin.version)] };
}

/** The comment behind a commit names its version: it goes with it, or comes where nothing stands there. */
function commentEdits({ uses, job }: WorkflowStep, version: string): readonly TextEdit[] {
  if (!uses) return [];
  const { text, lines } = job.workflow.document.source;
  const { end } = uses.range;
  const rest = text.slice(end, lines.lineEnd(lines.positionAt(end).line));
  if (rest.trim() === '') return [{ start: end, end, newText: ` # ${version}` }];
  const at = uses.comment === undefined ? -1 : rest.indexOf(uses.comment);
  if (uses.comment === undefined || at < 0) return [];
  return [{ start: end + at, end: end + at + uses.comment.length, newText: version }];
}
