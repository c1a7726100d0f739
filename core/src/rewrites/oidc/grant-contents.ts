import type { WorkflowJob } from '../../aws/ci/workflow.ts';
import { appendPairs } from '../../documents/yaml/edits.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import { isConfirmed, type JobChange } from './job-change.ts';
import { setPermissions, setScope } from './scope-edits.ts';

/**
 * Adds `contents: read` to the permissions that hold for a job. None in a workflow that others call: where a caller
 * grants less, its whole run fails at the start.
 */
export function grantContents(job: WorkflowJob): readonly TextEdit[] | undefined {
  const change = job.workflow.reusable ? undefined : changeFor(job);
  return change && isConfirmed(job.workflow.document, [change]) ? change.edits : undefined;
}

function changeFor(job: WorkflowJob): JobChange | undefined {
  const permissions = job.permissions ?? job.workflow.permissions;
  const level = job.permissions ? 'job' : 'workflow';
  const scope = ['contents', 'read'] as const;
  if (permissions?.form === 'map') {
    return permissions.map.shared ? undefined : setScope(permissions.map, level, job, scope);
  }
  if (permissions?.form !== 'none') return undefined;
  const pairs = [{ key: scope[0], value: scope[1] }];
  const edits = appendPairs(job.workflow.document, permissions.holder, pairs);
  return edits && { edits, change: setPermissions(job, level, { contents: 'read' }) };
}
