import type { EntryMap, WorkflowJob } from '../../aws/ci/workflow.ts';
import { appendPairs } from '../../documents/yaml/edits.ts';
import type { NewPair } from '../../documents/yaml/render.ts';
import { openText } from '../../documents/yaml/scalars.ts';
import { jobTree, type JobChange } from './job-change.ts';

/** Scopes and their levels, as GitHub writes them. */
export type Scopes = Readonly<Record<string, string>>;

/** Gives a scope of a `permissions:` map another level; `undefined` where the map cannot be edited safely. */
export function setScope(
  map: EntryMap,
  level: 'job' | 'workflow',
  job: WorkflowJob,
  [scope, access]: readonly [scope: string, access: string],
): JobChange | undefined {
  const change = setPermissions(job, level, { ...scopesOf(map), [scope]: access });
  const current = map.entries.find((entry) => entry.key === scope);
  if (current) return { edits: [{ ...current.valueRange, newText: access }], change };
  const edits = appendPairs(job.workflow.document, map.holder, [{ key: scope, value: access }]);
  return edits && { edits, change };
}

/** The scopes that a map lists. */
export function scopesOf(map: EntryMap): Scopes {
  return Object.fromEntries(map.entries.map((entry) => [entry.key, openText(entry) ?? '']));
}

/** Scopes as pairs to be written. */
export function toPairs(scopes: Scopes): readonly NewPair[] {
  return Object.entries(scopes).map(([key, value]) => ({ key, value }));
}

/** The change of a tree by which a job or its workflow gets permissions. */
export function setPermissions(
  job: WorkflowJob,
  level: 'job' | 'workflow',
  scopes: Scopes,
): JobChange['change'] {
  return (tree) => {
    (level === 'job' ? jobTree(tree, job) : tree)['permissions'] = scopes;
  };
}
