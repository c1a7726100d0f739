import { isMap } from 'yaml';
import { modeOf } from '../aws/ci/credentials-action.ts';
import { effectiveIdToken } from '../aws/ci/permissions.ts';
import { allSteps, readEntry } from '../aws/ci/steps.ts';
import type { Workflow, WorkflowJob } from '../aws/ci/workflow.ts';
import type { YamlEntry } from '../documents/yaml/entry.ts';
import { childEntries, childItems, entryNamed, findEntry } from '../documents/yaml/path.ts';
import { safe, type SafeText } from '../secret/safe-text.ts';
import { literalSubject } from './trust-policy.ts';

/** What the subjects of a workflow's tokens end in, behind the repository, and what a person should know of them. */
export interface SubjectEnds {
  readonly ends: readonly string[];
  readonly notes: readonly SafeText[];
}

const TIMED = ['schedule', 'workflow_dispatch', 'repository_dispatch', 'workflow_run'];

/**
 * The ends of the subjects of those jobs of a workflow that assume a role. A job with an environment is known by it
 * alone; every other one by the branch or tag that it runs for. Pull requests are left out: their subject is the same for
 * every branch, that of a stranger's change included.
 * https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
 */
export function subjectEnds(workflow: Workflow, defaultBranch: string): SubjectEnds {
  const ends: string[] = [];
  const notes: SafeText[] = [];
  for (const job of workflow.jobs.filter(assumesRole)) {
    const environments = environmentsOf(job);
    if (environments === 'unknown')
      notes.push(safe`The environment of job ${job.id} is worked out while it runs: add a subject for each`);
    else if (environments.length > 0)
      ends.push(...environments.map((name) => `environment:${literalSubject(name)}`));
    else {
      ends.push(...refEnds(workflow, defaultBranch));
      if (workflow.triggers.has('pull_request'))
        notes.push(safe`Job ${job.id} also runs for pull requests, which are not trusted`);
    }
  }
  return { ends, notes };
}

function assumesRole(job: WorkflowJob): boolean {
  return (
    effectiveIdToken(job) === 'granted' &&
    allSteps(job).some((step) => {
      const mode = modeOf(step);
      return mode === 'oidc' || mode === 'ambient';
    })
  );
}

/** The names that a job's environment can have; `unknown` where the file does not tell them. */
function environmentsOf(job: WorkflowJob): readonly string[] | 'unknown' {
  const { document } = job.workflow;
  const entry = entryNamed(job.entries, 'environment');
  const name = entry && isMap(entry.node) ? entryNamed(childEntries(document, entry), 'name') : entry;
  const text = name && readEntry(name, (value) => value.trim());
  if (text === undefined || text === '') return [];
  if (!text.includes('${{')) return [text];
  const axis = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/u.exec(text)?.[1];
  const names = axis === undefined ? [] : matrixValues(job, axis);
  return names.length > 0 ? names : 'unknown';
}

/** The values of one axis of a matrix: those of its list, and those that are included. */
function matrixValues(job: WorkflowJob, axis: string): readonly string[] {
  const { document } = job.workflow;
  const strategy = entryNamed(job.entries, 'strategy');
  const matrix = entryNamed(childEntries(document, strategy), 'matrix');
  const axes = childEntries(document, matrix);
  const listed = textsOf(job, entryNamed(axes, axis));
  const included = childItems(document, entryNamed(axes, 'include')).flatMap((item) => {
    const one = isMap(item.node)
      ? item.node.items.find((pair) => String(pair.key) === axis)?.value
      : undefined;
    return one === undefined || one === null ? [] : [String(one)];
  });
  return [...new Set([...listed, ...included])].filter((text) => !text.includes('${{'));
}

/** By what the workflow runs for: branches and tags that are pushed, else the default branch. */
function refEnds({ document, triggers }: Workflow, defaultBranch: string): readonly string[] {
  const pushed = (kind: string): readonly string[] => {
    const entry = findEntry(document, ['on', 'push', kind]);
    return entry ? listOf(document, entry) : [];
  };
  const branches = pushed('branches').filter((name) => !name.startsWith('!'));
  const tags = pushed('tags').filter((name) => !name.startsWith('!'));
  const isReleased = triggers.has('release') || tags.length > 0;
  // These run for the default branch, whatever is pushed.
  const isTimed = TIMED.some((one) => triggers.has(one));
  const heads = [
    ...branches.map(pattern),
    ...(isTimed || (branches.length === 0 && !isReleased) ? [literalSubject(defaultBranch)] : []),
  ];
  const released = isReleased ? (tags.length > 0 ? tags : ['*']) : [];
  return [
    ...heads.map((name) => `ref:refs/heads/${name}`),
    ...released.map((name) => `ref:refs/tags/${pattern(name)}`),
  ];
}

/** GitHub's filters know `*`, `**` and more; IAM's `*` fits a slash too, so it is never narrower. */
function pattern(filter: string): string {
  return filter
    .replaceAll(/\*+/gu, '*')
    .replaceAll(/\[[^\]]*\]/gu, '?')
    .replaceAll(/[+]/gu, '*');
}

function textsOf(job: WorkflowJob, entry: YamlEntry | undefined): readonly string[] {
  return entry ? listOf(job.workflow.document, entry) : [];
}

function listOf(document: Workflow['document'], entry: YamlEntry): readonly string[] {
  const items = childItems(document, entry).flatMap(({ scalar }) =>
    typeof scalar?.text === 'string' ? [scalar.text] : [],
  );
  return items.length > 0 || typeof entry.scalar?.text !== 'string' ? items : [entry.scalar.text];
}
