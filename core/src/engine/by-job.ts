import { aroundJobs } from '../aws/ci/text-beside.ts';
import type { Workflow, WorkflowJob } from '../aws/ci/workflow.ts';
import { sectionAt } from '../documents/ini/section-at.ts';
import { isOn } from '../text/range.ts';
import { jobContexts, type Reach } from './contexts.ts';
import type { ActiveRule } from './draft.ts';
import type { Conditions, KeptParts } from './kept-parts.ts';
import { NO_MEMORY, openMemory, type PartMemory } from './part-memory.ts';
import { judgeParts } from './part-judge.ts';
import type { Part, Places } from './part.ts';
import { invite, type Run } from './run.ts';
import { sightsOfJobs } from './seen-jobs.ts';
import { jobShow, type Guest } from './walk.ts';

/** A job as a part of its file. */
interface JobPart extends Part {
  readonly job: WorkflowJob;
}

/** Shows the jobs of a workflow that is edited to all rules, one after the other. */
export function judgeByJob(
  run: Run,
  workflow: Workflow,
  rules: readonly ActiveRule[],
  kept: KeptParts,
): readonly Guest[] {
  const { model, reach, collected } = run;
  const { witness } = model;
  const parts = workflow.parts.map((job): JobPart => ({
    job,
    identity: job.identity ?? {},
    range: job.extent,
  }));
  const { value, seen } = witness.record(() => invite(run, rules, jobContexts(model, reach)));
  // Rules that look at the file when they are made carry what they saw from job to job.
  const memory = seen.length === 0 ? memoryOf(run, workflow, parts, kept) : NO_MEMORY;
  judgeParts({
    model,
    parts,
    rules: value,
    again: () => invite(run, rules, run.plain),
    showTo: (guests) => {
      const show = jobShow(model, { guests, fail: (ruleId, error) => collected.fail(ruleId, error) });
      return (part) => show(part?.job);
    },
    witness,
    memory,
    collected,
  });
  return value.guests;
}

/** Nothing is kept of jobs that share values, or of a file with mistakes: these may be told at any place. */
function memoryOf(
  { model, reach }: Run,
  workflow: Workflow,
  parts: readonly JobPart[],
  kept: KeptParts,
): PartMemory {
  const { document } = workflow;
  const isSharing = parts.some(({ job }) => !job.identity);
  if (isSharing || document.problems.length > 0) return NO_MEMORY;
  return openMemory({
    kept,
    conditions: conditionsOf(workflow, reach),
    document: model.document,
    places: placesOf(workflow, parts, kept),
    sights: sightsOfJobs(workflow, reach.facts.called, kept),
  });
}

/** What all jobs depend on: what stands beside them, and what is known of the repository. */
function conditionsOf(workflow: Workflow, { settings, facts }: Reach): Conditions {
  return {
    settings,
    companion: undefined,
    file: JSON.stringify([aroundJobs(workflow), facts.oidcRoles, facts.remote]),
  };
}

/** Jobs, and the keys beside them, which read the same as long as anything is said again. */
function placesOf({ outer }: Workflow, parts: readonly JobPart[], kept: KeptParts): Places {
  const beside = outer.map(({ keyRange, valueRange }, index): Part => ({
    identity: kept.identityOfKey(index),
    range: { start: keyRange.start, end: valueRange.end },
  }));
  const byIdentity = new Map([...parts, ...beside].map((part) => [part.identity, part]));
  const lasting = new Set(beside.map(({ identity }) => identity));
  return {
    at: (offset) => beside.find(({ range }) => isOn(range, offset)) ?? sectionAt(parts, offset),
    of: (identity) => byIdentity.get(identity),
    isLasting: (identity) => lasting.has(identity),
  };
}
