import type { Workflow } from '../../aws/ci/workflow.ts';

/** How a file refers to an action: a tag, or a commit with the version that it is. */
export interface ActionPin {
  readonly ref: string;
  readonly version: string | undefined;
}

/** The newest release known: https://github.com/aws-actions/configure-aws-credentials/releases/tag/v6.2.3 */
const NEWEST = { tag: 'v6', version: 'v6.2.3', sha: 'e6de054238d6b7531b4efff3b6587d9aade6a06c' } as const;

/** How a new step refers to the credentials action: by commit where the file pins its actions so, else by tag. */
export function newestReference(workflow: Workflow): ActionPin {
  const refs = workflow.jobs
    .flatMap((job) => job.steps)
    .flatMap((step) => (step.uses ? [step.uses.ref] : []));
  const pinned = refs.filter((ref) => /^[0-9a-f]{40}$/u.test(ref)).length;
  return pinned > 0 && pinned * 2 >= refs.length
    ? { ref: NEWEST.sha, version: NEWEST.version }
    : { ref: NEWEST.tag, version: undefined };
}
