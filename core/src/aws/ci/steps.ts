import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { readText } from '../../documents/yaml/scalars.ts';
import type { Lookup } from './value-source.ts';
import type { EntryMap, WorkflowJob, WorkflowStep } from './workflow.ts';

/** All steps of a job in the order in which they are written, those of `parallel` steps included. */
export function allSteps(job: WorkflowJob): readonly WorkflowStep[] {
  const { steps } = job;
  // Few jobs have such steps, and everybody asks.
  if (steps.every(({ parallel }) => parallel.length === 0)) return steps;
  return steps.flatMap((step) => [step, ...step.parallel]);
}

/** How far back is looked for what a step finds already done; jobs are far shorter. */
const FARTHEST_STEP = 200;

/** The steps of a job that have run before another one, those of `parallel` steps included. */
export function earlierSteps(step: WorkflowStep): readonly WorkflowStep[] {
  const { steps } = step.job;
  const at = steps[step.index] === step ? step.index : steps.findIndex((one) => one.parallel.includes(step));
  return steps
    .slice(Math.max(0, at - FARTHEST_STEP), Math.max(0, at))
    .flatMap((one) => [one, ...one.parallel]);
}

/** The maps of variables that a step sees, the one that wins first. */
export function envMapsOf(step: WorkflowStep): readonly EntryMap[] {
  return [step.env, step.job.env, step.job.workflow.env].filter((map) => map !== undefined);
}

/** The text of an entry, secret or not; for reading only. Empty for null, maps and lists. */
export function readEntry<Result>(entry: YamlEntry, read: (text: string) => Result): Result {
  return readText(entry.scalar?.text ?? '', read);
}

/** A variable as a step sees it, where the file says what it is. */
export function variableOf(maps: readonly EntryMap[], name: string): YamlEntry | undefined {
  for (const map of maps) {
    const entry = map.entries.findLast((one) => one.key === name);
    if (entry) return entry;
  }
  return undefined;
}

/** Finds the text of a variable in maps, the first of which wins. */
export function lookupIn(maps: readonly EntryMap[]): Lookup {
  return (name) => {
    const entry = variableOf(maps, name);
    return entry && readEntry(entry, (text) => text);
  };
}

/** Whether a step's script has a line, its comments left out, in which a pattern is found. */
export function scriptHas(step: WorkflowStep, pattern: RegExp): boolean {
  return step.run !== undefined && readEntry(step.run, (text) => pattern.test(withoutComments(text)));
}

/** Blanks the comment lines of a script. Comments behind commands stay: a `#` there is often no comment. */
function withoutComments(script: string): string {
  return script.replaceAll(/^[ \t]*(?:#|REM\b).*$/gimu, '');
}
