import { effectiveIdToken, effectiveScopes, type IdToken } from '../../../aws/ci/permissions.ts';
import { findTokenScope } from '../../../aws/ci/token-scopes.ts';
import { localPath } from '../../../aws/ci/local-path.ts';
import type { Permissions, Workflow, WorkflowJob } from '../../../aws/ci/workflow.ts';
import { openText } from '../../../documents/yaml/scalars.ts';
import { tokenNeedOf, type CalledFiles } from '../../../facts/token-need.ts';
import { safe, safeName, type SafeText } from '../../../secret/safe-text.ts';
import { code, joined, phrase, strong, type Block, type Phrase, type Prose } from '../../prose.ts';

/** More names than these make a hover unreadable. */
const MOST_NAMES = 8;

const PERMISSIONS = code(safe`permissions`);
const ID_TOKEN = code(safe`id-token: write`);

/** What a `permissions` key of a job or of a workflow comes to. */
export function permissionsProse(of: WorkflowJob | Workflow): Prose {
  if ('workflow' in of) return jobPermissions(of);
  const { permissions } = of;
  return [
    phrase`${strong(safe`Permissions of the workflow`)}`,
    ...(permissions ? grantBlocks(permissions) : []),
    ...takersBlocks(of),
    ...limitBlocks(of),
  ];
}

/** A job by its name: what its token may do; of a job that calls a workflow, what that needs, too. */
export function jobProse(job: WorkflowJob, called: CalledFiles): Prose {
  return [...jobPermissions(job), ...callBlocks(job, called)];
}

/** One scope, and which jobs its access holds for. */
export function scopeProse(scope: string, of: WorkflowJob | Workflow): Prose {
  const known = findTokenScope(scope);
  const title = code(safeName(scope));
  const about: Prose = known ? [phrase`${title} ${safe`–`} ${known.summary}.`] : [];
  return [...about, ...permissionsProse(of)];
}

function jobPermissions(job: WorkflowJob): Prose {
  const { permissions } = effectiveScopes(job);
  return [
    phrase`${strong(safe`Permissions of job ${job.id}`)}: ${originPhrase(job)}`,
    ...(permissions ? grantBlocks(permissions) : []),
    [IN_WORDS[effectiveIdToken(job)]],
    ...limitBlocks(job.workflow),
  ];
}

function originPhrase(job: WorkflowJob): Phrase {
  const { workflow } = job;
  switch (effectiveScopes(job).origin) {
    case 'job':
      return workflow.permissions
        ? phrase`its own, which replace those of the workflow as a whole.`
        : phrase`its own.`;
    case 'workflow':
      return phrase`those of the workflow, because it has none of its own.`;
    case 'default':
      return phrase`the file grants none, so the setting of the repository holds, which is not seen here.`;
    case 'caller':
      return phrase`the file grants none, so those of the job hold that calls this workflow.`;
  }
}

const IN_WORDS: Readonly<Record<IdToken, SafeText>> = {
  granted: safe`The job can ask for an OIDC token.`,
  missing: safe`The job cannot ask for an OIDC token: that takes id-token: write, and no setting of a repository grants it.`,
  inherited: safe`Whether it can ask for an OIDC token is up to each caller.`,
  unknown: safe`Whether it can ask for an OIDC token cannot be told.`,
};

function grantBlocks(permissions: Permissions): readonly Block[] {
  switch (permissions.form) {
    case 'none':
      return [phrase`None at all: ${code(safe`{}`)} takes every scope away.`];
    case 'read-all':
      return [phrase`${code(safe`read-all`)}: reads in every scope; ${code(safe`id-token`)} is none.`];
    case 'write-all':
      return [phrase`${code(safe`write-all`)}: writes in every scope, ${code(safe`id-token`)} included.`];
    case 'unknown':
      return [phrase`GitHub accepts no such ${PERMISSIONS}, and the workflow does not run.`];
    case 'map': {
      const items = permissions.map.entries.map((entry): Phrase => {
        const access = openText(entry) ?? '';
        const about = findTokenScope(entry.key);
        return phrase`${code(safeName(`${entry.key}: ${access}`))}${about ? safe` – ${about.summary}` : safe``}`;
      });
      return [
        { list: 'bullets', items: [...items, phrase`every other scope: none, because some are named`] },
      ];
    }
  }
}

/** The jobs that a workflow's permissions hold for. */
function takersBlocks({ jobs }: Workflow): readonly Block[] {
  const own = jobs.filter(({ permissions }) => permissions);
  const takers = jobs.filter(({ permissions }) => !permissions);
  const replaced =
    own.length > 0 ? [phrase`Replaced as a whole in ${namesOf(own)}, by permissions of their own.`] : [];
  const taken =
    takers.length > 0
      ? [phrase`They hold for ${namesOf(takers)}.`]
      : [phrase`They hold for no job, because each has its own.`];
  return [...taken, ...(takers.length > 0 ? replaced : [])];
}

function namesOf(jobs: readonly WorkflowJob[]): Phrase {
  const names = jobs.slice(0, MOST_NAMES).map(({ id }): Phrase => [code(id)]);
  const rest = jobs.length - names.length;
  return phrase`${joined(names)}${rest > 0 ? safe` and ${rest} more` : safe``}`;
}

/** Who may take away what the file grants. */
function limitBlocks({ reusable, triggers, permissions, jobs }: Workflow): readonly Block[] {
  const grants = permissions !== undefined || jobs.some((job) => job.permissions !== undefined);
  const callers =
    reusable && grants
      ? [
          phrase`Other workflows can call this one: where the calling job has less, GitHub refuses the whole run.`,
        ]
      : [];
  const forks = triggers.has('pull_request')
    ? [phrase`Runs for pull requests from forks read at most, and get no OIDC token.`]
    : [];
  return [...callers, ...forks];
}

/** What a job hands on that calls a workflow, and whether that is enough. */
function callBlocks(job: WorkflowJob, called: CalledFiles): readonly Block[] {
  if (job.uses === undefined) return [];
  const path = localPath(job.uses);
  const need = path === undefined ? undefined : tokenNeedOf(path, called);
  const limit = phrase`The workflow that it calls gets these permissions at most.`;
  if (!need) return [limit];
  return [limit, phrase`That workflow assumes a role through OIDC, so this job needs ${ID_TOKEN}.`];
}
