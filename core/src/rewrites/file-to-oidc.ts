import type { Workflow, WorkflowJob } from '../aws/ci/workflow.ts';
import type { CredentialSet } from '../aws/credential-set.ts';
import type { YamlDocument } from '../documents/yaml/nodes.ts';
import { safe, type SafeText } from '../secret/safe-text.ts';
import type { Range } from '../text/range.ts';
import type { TextEdit } from '../text/text-edit.ts';
import { hasWorkflowKeys } from './oidc/env-part.ts';
import { isConfirmed, type JobChange, type Refusal } from './oidc/job-change.ts';
import { planWorkflow } from './oidc/keys-to-oidc.ts';
import { planJobs } from './oidc/plan-jobs.ts';
import { pipelineChanges } from './pipelines/pipeline-remedy.ts';
import type { OidcContext } from './rewrite.ts';

/** What becomes of one CI file when all of its keys are to go. */
export interface FileRewrite {
  /** Empty where nothing can be rewritten. */
  readonly edits: readonly TextEdit[];
  /** What is rewritten: jobs and the like. */
  readonly rewritten: readonly SafeText[];
  /** What is left to a person. */
  readonly left: readonly LeftOver[];
}

/** Keys that stay, and why: the reason is the rest of a sentence that begins with "because". */
export interface LeftOver {
  readonly what: SafeText;
  readonly reason: SafeText;
  /** Where the keys stand. */
  readonly range: Range;
}

/** A part of a file that is rewritten or left as a whole. */
interface Part {
  readonly what: SafeText;
  readonly sets: readonly CredentialSet[];
  readonly outcome: readonly JobChange[] | Refusal;
}

/** Rewrites all the given credentials of a CI file that can be, as one edit that another parser has read. */
export function fileToOidc(sets: readonly CredentialSet[], context: OidcContext): FileRewrite {
  const { document } = context.model;
  if (document.format !== 'yaml' || sets.length === 0) return { edits: [], rewritten: [], left: [] };
  const { workflow } = context.model;
  return workflow ? workflowFile(workflow, sets, context) : pipelineFile(document, sets, context);
}

function workflowFile(workflow: Workflow, sets: readonly CredentialSet[], context: OidcContext): FileRewrite {
  if (hasWorkflowKeys(workflow)) {
    const plan = planWorkflow(workflow, context);
    const outcome = 'refusal' in plan ? plan : plan.unread;
    return finish(workflow.document, [{ what: safe`the workflow`, sets, outcome }]);
  }
  const parts: Part[] = [];
  const jobs: WorkflowJob[] = [];
  for (const [job, own] of byJob(sets)) {
    const plan = job ? planJobs(workflow, [job], context) : { refusal: safe`the keys belong to no job` };
    const what = job ? safe`job ${job.id}` : safe`the workflow`;
    if ('refusal' in plan) parts.push({ what, sets: own, outcome: plan });
    else {
      parts.push({ what, sets: own, outcome: [] });
      if (job) jobs.push(job);
    }
  }
  // All of them together: what changes the workflow's permissions is then changed once.
  const plan = planJobs(workflow, jobs, context);
  const changes = 'refusal' in plan ? [] : plan.unread;
  return finish(workflow.document, parts, changes);
}

function byJob(
  sets: readonly CredentialSet[],
): ReadonlyMap<WorkflowJob | undefined, readonly CredentialSet[]> {
  const found = new Map<WorkflowJob | undefined, CredentialSet[]>();
  for (const set of sets) {
    const job = 'job' in set.owner ? set.owner.job : undefined;
    found.set(job, [...(found.get(job) ?? []), set]);
  }
  return found;
}

function pipelineFile(
  document: YamlDocument,
  sets: readonly CredentialSet[],
  context: OidcContext,
): FileRewrite {
  return finish(
    document,
    sets.map((set) => ({ what: set.label, sets: [set], outcome: pipelineChanges(set, document, context) })),
  );
}

/** Puts the parts together; where another parser reads something else than is planned, nothing is rewritten. */
function finish(
  document: YamlDocument,
  parts: readonly Part[],
  shared: readonly JobChange[] = [],
): FileRewrite {
  const possible = parts.filter(({ outcome }) => !('refusal' in outcome));
  const changes = distinct([
    ...shared,
    ...possible.flatMap(({ outcome }) => ('refusal' in outcome ? [] : outcome)),
  ]);
  const isRead = changes.length > 0 && isConfirmed(document, changes);
  const left = isRead ? parts.filter((part) => !possible.includes(part)) : parts;
  return {
    edits: isRead ? changes.flatMap(({ edits }) => edits) : [],
    rewritten: isRead ? [...new Set(possible.map(({ what }) => what))] : [],
    left: left.flatMap(leftOver),
  };
}

/** Two sets of one step are mended by the same change. */
function distinct(changes: readonly JobChange[]): readonly JobChange[] {
  const found = new Map<string, JobChange>();
  for (const change of changes) {
    const key = change.edits.length === 0 ? `none ${found.size}` : JSON.stringify(change.edits);
    if (!found.has(key)) found.set(key, change);
  }
  return [...found.values()];
}

function leftOver({ what, sets, outcome }: Part): readonly LeftOver[] {
  const range = sets[0]?.sites[0]?.range;
  const reason =
    'refusal' in outcome ? outcome.refusal : safe`the file is not written in a way that can be edited safely`;
  return range ? [{ what, reason, range }] : [];
}
