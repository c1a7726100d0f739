import { gatesAsNames } from '../../aws/ci/gates.ts';
import { aroundJobs } from '../../aws/ci/text-beside.ts';
import type { Workflow, WorkflowJob } from '../../aws/ci/workflow.ts';
import { ALL, type Witness } from '../../aws/witness.ts';
import type { CalledFiles } from '../../facts/token-need.ts';
import { contains } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { OidcContext } from '../rewrite.ts';
import { dependsOnActions, grantIdToken, leavesBystanders } from './grant-id-token.ts';
import { firstLineOf, jobsStandApart } from './jobs-around.ts';
import type { JobPlan } from './plan-job.ts';

/**
 * A plan that another parser has read. Its edits count from the start of the job, so it is tied to no version. How the
 * whole workflow is granted the permission is no part of it.
 */
type LoosePlan = Omit<JobPlan, 'job' | 'unread' | 'isOwn'>;

/** What was found out about a job, and what that hangs on besides the job itself. */
interface Known {
  /** What stands beside the jobs, what all of them tell, and what is known of the repository. */
  around: string;
  /** The first line of the next job. */
  readonly behind: string;
  /** See `leavesBystanders`. */
  readonly leaves: boolean;
  /** Missing for a job that has no keys, or has to be left to a person. */
  readonly plan: LoosePlan | undefined;
}

/** By what is equal for a job in all versions of a file that have taken it over. */
const KNOWN = new WeakMap<object, Known>();

/**
 * What was found out about the jobs of a workflow in this version of it, and in those before in which these jobs and all
 * that their plans were made of were the same. A plan is kept once another parser has read it: with what stands beside
 * the jobs and with the first line of the next one, which is all that can be read differently after it.
 */
export class KnownJobs {
  readonly #workflow: Workflow;
  readonly #witness: Witness;
  readonly #called: CalledFiles;
  readonly #around: string;
  readonly #next: ReadonlyMap<WorkflowJob, WorkflowJob | undefined>;

  constructor(workflow: Workflow, { model, settings, facts }: OidcContext) {
    const { parts, gates, document } = workflow;
    this.#workflow = workflow;
    this.#witness = model.witness;
    this.#called = facts.called;
    this.#around = JSON.stringify([
      aroundJobs(workflow),
      gatesAsNames(gates),
      settings.oidc,
      facts.oidcRoles,
    ]);
    const areApart = document.problems.length === 0 && jobsStandApart(document);
    this.#next = new Map(areApart ? parts.map((job, index) => [job, parts[index + 1]]) : []);
  }

  /** Whether a job can be rewritten by itself. */
  canBeRewritten(job: WorkflowJob, find: () => boolean): boolean {
    const leaves = leavesBystanders(this.#workflow, new Set([job]));
    const known = this.#recall(job, leaves);
    if (known) return known.plan !== undefined;
    const { value, seen } = this.#witness.record(find);
    if (!value && !seen.includes(ALL) && !dependsOnActions(job)) this.#set(job, leaves, undefined);
    return value;
  }

  /** The plan of a job that is rewritten, maybe with others, at the place where it stands by now. */
  plan(job: WorkflowJob, leaves: boolean): JobPlan | undefined {
    const plan = this.#recall(job, leaves)?.plan;
    if (!plan) return undefined;
    const own = { job, ...moved(plan, job.extent.start), isOwn: true };
    if (!plan.isWide) return { ...own, unread: { changes: [], grant: undefined } };
    const grant = grantIdToken(job, { called: this.#called, leavesBystanders: leaves, writesOut: true });
    return 'refusal' in grant ? undefined : { ...own, granted: grant.edits, unread: { changes: [], grant } };
  }

  /** Keeps the plans of jobs that are rewritten together; another parser has read them by now. */
  keep(jobs: readonly JobPlan[], leaves: boolean): void {
    for (const plan of jobs) {
      const { job, isWide, isOwn } = plan;
      const inside = isWide ? { ...plan, granted: [] } : plan;
      const isInside = [...inside.edits, ...inside.granted].every((edit) => contains(job.extent, edit));
      if (isOwn && isInside) this.#set(job, leaves, moved(inside, -job.extent.start));
    }
  }

  #recall(job: WorkflowJob, leaves: boolean): Known | undefined {
    const { identity } = job;
    const known = identity && this.#next.has(job) ? KNOWN.get(identity) : undefined;
    if (known?.around !== this.#around) return undefined;
    // One text for all of them.
    known.around = this.#around;
    return known.behind === this.#behind(job) && known.leaves === leaves ? known : undefined;
  }

  #set(job: WorkflowJob, leaves: boolean, plan: LoosePlan | undefined): void {
    if (!job.identity || !this.#next.has(job)) return;
    // A string of its own: parts of a text keep all of it.
    const behind = ` ${this.#behind(job)}`.slice(1);
    KNOWN.set(job.identity, { around: this.#around, behind, leaves, plan });
  }

  #behind(job: WorkflowJob): string {
    const next = this.#next.get(job);
    return next ? firstLineOf(next) : '';
  }
}

function moved({ edits, granted, isWide, role, placeholder, wroteOut }: LoosePlan, by: number): LoosePlan {
  return {
    edits: movedEdits(edits, by),
    granted: movedEdits(granted, by),
    isWide,
    role,
    placeholder,
    wroteOut,
  };
}

function movedEdits(edits: readonly TextEdit[], by: number): readonly TextEdit[] {
  return edits.map(({ start, end, newText }) => ({ start: start + by, end: end + by, newText }));
}
