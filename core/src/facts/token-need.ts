import type { Access } from '../aws/ci/permissions.ts';
import type { SafeText } from '../secret/safe-text.ts';
import type { FilePlace } from '../text/file-place.ts';
import type { WorkflowJob } from '../aws/ci/workflow.ts';
import { usesOf, type CalledJob, type RepositoryFile } from './repository-file.ts';

/** Why a job must be able to ask for an OIDC token although no step of its own does. */
export interface TokenNeed {
  /** The step that asks for it. */
  readonly place: FilePlace;
  /** The called job that lists the permission itself, for which GitHub refuses the whole run; else `undefined`. */
  readonly refuses: SafeText | undefined;
}

/** The repository's files by the paths that `uses:` names them by. */
export type CalledFiles = ReadonlyMap<string, RepositoryFile>;

/** GitHub allows some ten levels. */
const DEEPEST_CALL = 10;

/**
 * Whether a workflow or an action of the repository needs its caller's `id-token: write`, itself or by what it uses in
 * its turn. A called job that denies itself the token does not.
 */
export function tokenNeedOf(path: string, called: CalledFiles): TokenNeed | undefined {
  return needOf(path, called, DEEPEST_CALL);
}

function needOf(path: string, called: CalledFiles, depth: number): TokenNeed | undefined {
  const file = depth > 0 ? called.get(path) : undefined;
  for (const job of file?.jobs ?? []) {
    if (job.idToken !== 'granted' && job.idToken !== 'inherited') continue;
    const need = job.asks ? { place: job.asks, refuses: undefined } : firstNeed(job.uses, called, depth - 1);
    if (need) return job.idToken === 'granted' ? { ...need, refuses: job.id } : need;
  }
  return undefined;
}

function firstNeed(paths: readonly string[], called: CalledFiles, depth: number): TokenNeed | undefined {
  for (const path of paths) {
    const need = needOf(path, called, depth);
    if (need) return need;
  }
  return undefined;
}

/**
 * Whether the actions of the repository that a job uses may need more of its GITHUB_TOKEN than to read the repository. One
 * that is not known may do anything.
 */
export function actionsMayUseToken(job: WorkflowJob, called: CalledFiles): boolean {
  return usesOf(job).some((path) => usesTokenBelow(path, called, DEEPEST_CALL));
}

function usesTokenBelow(path: string, called: CalledFiles, depth: number): boolean {
  const file = depth > 0 ? called.get(path) : undefined;
  return (
    file?.jobs.some(
      ({ usesToken, uses }) => usesToken || uses.some((one) => usesTokenBelow(one, called, depth - 1)),
    ) !== false
  );
}

/**
 * The scopes that the jobs of a called workflow ask for, widest first where several do. `undefined` where the files do
 * not tell: a job takes what the caller has, and may use it.
 */
export function scopesOfCall(
  path: string,
  called: CalledFiles,
): Readonly<Record<string, Access>> | undefined {
  return scopesBelow(path, called, DEEPEST_CALL);
}

function scopesBelow(
  path: string,
  called: CalledFiles,
  depth: number,
): Readonly<Record<string, Access>> | undefined {
  const file = depth > 0 ? called.get(path) : undefined;
  if (!file) return undefined;
  const all: Record<string, Access> = {};
  for (const job of file.jobs) {
    const scopes = scopesOfJob(job, called, depth);
    if (!scopes) return undefined;
    for (const [scope, access] of Object.entries(scopes)) all[scope] = wider(all[scope], access);
  }
  return all;
}

function scopesOfJob(
  job: CalledJob,
  called: CalledFiles,
  depth: number,
): Readonly<Record<string, Access>> | undefined {
  if (job.scopes) return job.scopes;
  if (job.idToken !== 'inherited' || job.usesToken) return undefined;
  const [call] = job.uses.filter((path) => /\.ya?ml$/u.test(path));
  if (call !== undefined) return scopesBelow(call, called, depth - 1);
  const actions = job.uses.map((path) => called.get(path));
  return actions.every((file) => file?.jobs.every(({ usesToken }) => !usesToken) === true)
    ? { contents: 'read' }
    : undefined;
}

function wider(a: Access | undefined, b: Access): Access {
  if (a === 'write' || b === 'write') return 'write';
  return a === 'read' || b === 'read' ? 'read' : 'none';
}
