import { TOKEN_SCOPES } from '../../aws/ci/token-scopes.ts';
import type { EntryMap, Permissions, Workflow, WorkflowJob } from '../../aws/ci/workflow.ts';
import { appendPairs, insertPairsBefore, replacePair } from '../../documents/yaml/edits.ts';
import { openText } from '../../documents/yaml/scalars.ts';
import { safe } from '../../secret/safe-text.ts';
import { usesGithubToken } from '../../aws/ci/github-token-use.ts';
import { usesOf } from '../../facts/repository-file.ts';
import { actionsMayUseToken, type CalledFiles } from '../../facts/token-need.ts';
import type { JobChange, Refusal } from './job-change.ts';
import { scopesOf, setPermissions, setScope, toPairs, type Scopes } from './scope-edits.ts';

/** How a job comes to `id-token: write`, or why that cannot be done for it. */
export type Grant =
  | (JobChange & {
      /** No job gains or loses any other permission. */
      readonly safe: boolean;
      /** Whose permissions change. */
      readonly level: 'job' | 'workflow';
      /** `read-all` is written out, and does not grow any more with the scopes that GitHub adds. */
      readonly wroteOut?: boolean;
    })
  | Refusal;

/** What goes beyond one job that is granted the token. */
export interface GrantOptions {
  /** The repository's files that the job may use. */
  readonly called: CalledFiles;
  /** See the function; where it is left out, no other job is granted the token in the same edit. */
  readonly leavesBystanders?: boolean;
  /** Whether `read-all` may be written out scope by scope. */
  readonly writesOut?: boolean;
  /** What a workflow that the job calls asks for, where the job has been granted nothing that is written down. */
  readonly asked?: Scopes;
}

/** What `read-all` grants, the scopes left out that only some servers know. */
const READABLE = TOKEN_SCOPES.filter(({ inReadAll }) => inReadAll).map(({ name }) => name);

const ID_TOKEN = 'id-token';
const NOT_EDITABLE: Refusal = {
  refusal: safe`its permissions are not written in a way that can be edited safely`,
};

/**
 * Gives a job `id-token: write` where its effective permissions come from. A job's map replaces the workflow's, and a
 * map that is new sets every scope that it does not name to none, so what was granted before is written out again.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
 */
export function grantIdToken(job: WorkflowJob, options: GrantOptions): Grant {
  const { workflow } = job;
  if (workflow.reusable) {
    return {
      refusal: safe`the workflow can be called by others, whose permissions limit it, and a call that grants less fails at its start`,
    };
  }
  const permissions = job.permissions ?? workflow.permissions;
  if (permissions?.form === 'read-all' && options.writesOut === true) return writeOut(permissions, job);
  if (job.permissions) return grantIn(job.permissions, 'job', job, options.asked);
  if (!workflow.permissions) return grantToBareJob(job, options);
  const leaves = options.leavesBystanders ?? leavesBystanders(workflow, new Set([job]));
  if (workflow.permissions.form === 'map' && leaves)
    return copyToJob(job, scopesOf(workflow.permissions.map));
  return grantIn(workflow.permissions, 'workflow', job, options.asked);
}

/** Whether what a job is granted depends on actions of the repository that it uses. */
export function dependsOnActions(job: WorkflowJob): boolean {
  return !job.permissions && !job.workflow.permissions && usesOf(job).length > 0;
}

/** Whether jobs that are not known to use AWS would get the token too if all were granted it for the sake of some. */
export function leavesBystanders(workflow: Workflow, jobs: ReadonlySet<WorkflowJob>): boolean {
  if (workflow.permissions?.form !== 'map') return false;
  return [...workflow.gates.bystanders].some((one) => !jobs.has(one));
}

function grantIn(
  permissions: Permissions,
  level: 'job' | 'workflow',
  job: WorkflowJob,
  asked: Scopes | undefined,
): Grant {
  switch (permissions.form) {
    case 'write-all':
      return nothingToDo(level);
    case 'read-all':
      return {
        refusal: safe`its permissions are read-all, which would have to be written out scope by scope`,
      };
    case 'unknown':
      return { refusal: safe`its permissions are not written as a plain map` };
    case 'none':
      return level === 'workflow' ? copyToJob(job, asked ?? {}) : replaceEmpty(permissions, job, asked ?? {});
    case 'map':
      return grantInMap(permissions.map, level, job);
  }
}

function grantInMap(map: EntryMap, level: 'job' | 'workflow', job: WorkflowJob): Grant {
  const current = map.entries.find((entry) => entry.key === ID_TOKEN);
  if (openText(current) === 'write') return nothingToDo(level);
  const set = setScope(map, level, job, [ID_TOKEN, 'write']);
  // Somebody may have denied it on purpose.
  return set ? { ...set, safe: current === undefined, level } : NOT_EDITABLE;
}

/** `{}` in the job: nothing was granted, so a checkout needs its permission written out too. */
function replaceEmpty(
  { holder }: Extract<Permissions, { form: 'none' }>,
  job: WorkflowJob,
  asked: Scopes,
): Grant {
  const scopes = withIdToken(job, asked);
  const edits = appendPairs(job.workflow.document, holder, toPairs(scopes));
  const safe = Object.keys(scopes).length === 1;
  return edits ? { edits, safe, level: 'job', change: setPermissions(job, 'job', scopes) } : NOT_EDITABLE;
}

/** A list in the place of `read-all`, for the job alone. */
function writeOut({ holder }: Pick<EntryMap, 'holder'>, job: WorkflowJob): Grant {
  const scopes: Scopes = {
    ...Object.fromEntries(READABLE.map((scope) => [scope, 'read'])),
    [ID_TOKEN]: 'write',
  };
  if (!job.permissions) {
    const grant = copyToJob(job, scopes);
    return 'refusal' in grant ? grant : { ...grant, safe: false, wroteOut: true };
  }
  const edits = replacePair(job.workflow.document, holder, [{ key: 'permissions', value: toPairs(scopes) }]);
  const change = setPermissions(job, 'job', scopes);
  return edits ? { edits, safe: false, level: 'job', wroteOut: true, change } : NOT_EDITABLE;
}

function nothingToDo(level: 'job' | 'workflow'): Grant {
  return { edits: [], safe: true, level, change: () => undefined };
}

/** Neither job nor workflow has permissions: what the repository grants by default is not known. */
function grantToBareJob(job: WorkflowJob, { asked, called }: GrantOptions): Grant {
  if (!asked && usesGithubToken(job)) {
    return {
      refusal: safe`the job uses GITHUB_TOKEN with the repository's default permissions, which the file does not tell`,
    };
  }
  if (!asked && actionsMayUseToken(job, called)) {
    return {
      refusal: safe`an action of the repository may use GITHUB_TOKEN with the default permissions, which the file does not tell`,
    };
  }
  const grant = copyToJob(job, { contents: 'read', ...asked });
  return 'refusal' in grant ? grant : { ...grant, safe: false };
}

/** Before the steps or the call, where people look for it. */
function copyToJob(job: WorkflowJob, scopes: Scopes): Grant {
  const work = job.entries.find((entry) => entry.key === 'steps' || entry.key === 'uses');
  if (!work) return { refusal: safe`the job has no steps of its own` };
  const all = withIdToken(job, scopes);
  const pairs = [{ key: 'permissions', value: toPairs(all) }];
  const edits = insertPairsBefore(job.workflow.document, work, pairs);
  // Somebody may have denied it on purpose.
  const isSafe = !(ID_TOKEN in scopes);
  return edits
    ? { edits, safe: isSafe, level: 'job', change: setPermissions(job, 'job', all) }
    : NOT_EDITABLE;
}

/** The scopes with the token's; a job that had no permission at all and checks out needs to read the contents. */
function withIdToken(job: WorkflowJob, scopes: Scopes): Scopes {
  const checksOut = job.steps.some((step) => step.uses?.action === 'actions/checkout');
  const contents: Scopes = Object.keys(scopes).length === 0 && checksOut ? { contents: 'read' } : {};
  return { ...contents, ...scopes, [ID_TOKEN]: 'write' };
}
