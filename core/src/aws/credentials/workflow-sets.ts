import { isMap } from 'yaml';
import type { YamlEntry } from '../../documents/yaml/entry.ts';
import { childEntries } from '../../documents/yaml/path.ts';
import { contains, type Range } from '../../text/range.ts';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import { partOfInput } from '../ci/action-inputs.ts';
import { awsSteps } from '../ci/aws-use.ts';
import { stepLabel } from '../ci/labels.ts';
import { jobHasEmulator, mapIsForeign, stepIsForeign } from '../ci/endpoint.ts';
import { partOfStepInput } from '../ci/session-actions.ts';
import { allSteps, envMapsOf, lookupIn } from '../ci/steps.ts';
import { textBeside } from '../ci/text-beside.ts';
import { sourceInScript } from './script-source.ts';
import { sourceOfValue, type ValueSource } from '../ci/value-source.ts';
import type { EntryMap, Workflow, WorkflowJob, WorkflowStep } from '../ci/workflow.ts';
import { partOfVariable, type CredentialPart } from '../credential-names.ts';
import type { CredentialOwner, CredentialSet } from '../credential-set.ts';
import {
  commentedMaterial,
  strayMaterial,
  type MaterialGroup,
  type MaterialPlace,
} from './material-sites.ts';
import { scriptCandidates } from './script-sites.ts';
import { candidateOf, sitesOf, type Candidate, type Surroundings } from './site.ts';

/** The static credentials of a workflow, by jobs; of `undefined` those that stand in none. */
export interface WorkflowSets {
  of(job: WorkflowJob | undefined): readonly CredentialSet[];
  /** Whether those that stand in no job depend on all jobs; known when these were asked for. */
  dependOnJobs(): boolean;
  /** All of them, in document order. */
  all(): readonly CredentialSet[];
}

/** Jobs without any credentials, each with what stood beside the jobs then: they need not be looked through again. */
const WITHOUT_KEYS = new WeakMap<object, string>();

/** What is collected, and the maps that were read: aliases bring one map to many places, but it is one place to mend. */
interface Collection {
  readonly workflow: Workflow;
  readonly sets: CredentialSet[];
  readonly seen: Set<unknown>;
  /** Whether an emulator runs beside a job; looked for once a job. */
  readonly emulators: Map<WorkflowJob, boolean>;
}

/**
 * The static credentials of a GitHub workflow: in the `env:` of the workflow, its jobs, containers and steps, in inputs
 * of actions, in secrets for called workflows, in scripts, and commented out. Values that are made while it runs, and
 * keys for a store that is not AWS's, are none. Those of a job are looked for when they are asked for.
 */
export function createWorkflowSets(workflow: Workflow): WorkflowSets {
  const all = { workflow, seen: new Set<unknown>(), emulators: new Map<WorkflowJob, boolean>() };
  const found = new Map<WorkflowJob | undefined, CredentialSet[]>();
  let hasWideKeys = false;
  const beside = textBeside(workflow);
  const collect = (job: WorkflowJob | undefined): CredentialSet[] => {
    const into: Collection = { ...all, sets: [] };
    const around = (): Surroundings => {
      hasWideKeys = true;
      return workflowSurroundings(into);
    };
    if (job) addJob(into, job);
    else addEnv(into, workflow.env, () => safe`workflow`, {}, around);
    found.set(job, into.sets);
    return into.sets;
  };
  const isSharing = workflow.parts.some(({ identity }) => !identity);
  if (isSharing) {
    // The first place to which an alias brings a map keeps it.
    for (const part of [undefined, ...workflow.parts]) collect(part);
    const sets = found.get(undefined);
    sets?.push(...materialSets(workflow, undefined, [...found.values()].flat()));
    sets?.sort(byPlace);
  }
  const of = (job: WorkflowJob | undefined): readonly CredentialSet[] => {
    const known = found.get(job);
    if (known) return known;
    if (job?.identity && WITHOUT_KEYS.get(job.identity) === beside) return [];
    const sets = collect(job);
    sets.push(...materialSets(workflow, job, sets));
    if (job?.identity && sets.length === 0) WITHOUT_KEYS.set(job.identity, beside);
    return sets.sort(byPlace);
  };
  return {
    of,
    dependOnJobs: () => hasWideKeys,
    all: () => [undefined, ...workflow.jobs].flatMap(of).sort(byPlace),
  };
}

/** In document order. */
function byPlace(a: CredentialSet, b: CredentialSet): number {
  return (a.sites[0]?.keyRange.start ?? 0) - (b.sites[0]?.keyRange.start ?? 0);
}

/** Key material that stands in a job, or in none, where no known credentials are. */
function materialSets(
  workflow: Workflow,
  job: WorkflowJob | undefined,
  known: readonly CredentialSet[],
): readonly CredentialSet[] {
  const { document } = workflow;
  const place: MaterialPlace = job ? { texts: [job.extent], node: job.pair } : { texts: workflow.between };
  const sites = known.flatMap((set) => set.sites);
  const around = job ? [job] : workflow.parts;
  return [
    ...strayMaterial(document, sites, place).map((group) => materialSet(around, group)),
    ...commentedMaterial(document, place).map((group): CredentialSet => {
      const label = placeLabel(around, group.range);
      return { owner: { type: 'variables' }, label, sites: group.sites };
    }),
  ];
}

function addJob(into: Collection, job: WorkflowJob): void {
  const label = (): SafeText => safe`job ${job.id}`;
  addEnv(into, job.env, label, { job }, () => jobSurroundings(into, job));
  for (const map of innerEnvs(job)) addEnv(into, map, label, { job }, () => jobSurroundings(into, job));
  for (const step of allSteps(job)) addStep(into, step);
}

function addStep(into: Collection, step: WorkflowStep): void {
  const { job } = step;
  const around = (): Surroundings => ({ foreign: stepIsForeign(step), emulator: hasEmulator(into, job) });
  const label = (): SafeText => stepLabel(step);
  addEnv(into, step.env, label, { job, step }, around);
  const lookup = lookupIn(envMapsOf(step));
  const { uses, inputs, run } = step;
  if (uses && inputs && isNew(into, inputs.holder.node)) {
    const part = (name: string): CredentialPart | undefined => partOfStepInput(step, name);
    const candidates = candidatesIn(inputs, part, (value) => sourceOfValue(value, lookup));
    add(into, { type: 'action-inputs', job, step }, label, candidates, around);
  }
  if (run?.scalar && isNew(into, run.node)) {
    const { source } = into.workflow.document;
    const candidates = scriptCandidates(source, run.scalar, (value) => sourceInScript(value, lookup));
    add(into, { type: 'script', job, step }, label, candidates, around);
  }
}

function addEnv(
  into: Collection,
  map: EntryMap | undefined,
  label: () => SafeText,
  reach: { readonly job?: WorkflowJob; readonly step?: WorkflowStep },
  around: () => Surroundings,
): void {
  if (!map || !isNew(into, map.holder.node)) return;
  // `env.X` in a map of variables means what wider maps say; its own variables are not yet known there.
  const wider = [reach.step && reach.job?.env, reach.job && into.workflow.env].filter(
    (one) => one !== undefined,
  );
  const judge = (text: string): ValueSource => sourceOfValue(text, lookupIn(wider));
  add(into, { type: 'workflow-env', ...reach }, label, candidatesIn(map, partOfSecretName, judge), around);
}

function add(
  into: Collection,
  owner: CredentialOwner,
  label: () => SafeText,
  candidates: readonly Candidate[],
  around: () => Surroundings,
): void {
  if (candidates.length === 0) return;
  const sites = sitesOf(candidates, around());
  if (sites.length > 0) into.sets.push({ owner, label: label(), sites });
}

function candidatesIn(
  map: EntryMap,
  partOf: (name: string) => CredentialPart | undefined,
  judge: (text: string) => ValueSource,
): readonly Candidate[] {
  return map.entries.flatMap((entry) => {
    const part = partOf(entry.key);
    return part !== undefined && entry.scalar ? [candidateOf(entry, part, judge)] : [];
  });
}

/** Maps of variables below a job that its steps do not see: of containers, and the secrets for a called workflow. */
function innerEnvs(job: WorkflowJob): readonly EntryMap[] {
  const { document } = job.workflow;
  const named = (name: string): YamlEntry | undefined => job.entries.findLast((entry) => entry.key === name);
  const services = childEntries(document, named('services'));
  const holders = [named('container'), ...services].flatMap((entry) =>
    childEntries(document, entry).filter(({ key }) => key === 'env'),
  );
  const secrets = job.uses === undefined ? [] : [named('secrets')];
  return [...holders, ...secrets]
    .filter((holder) => holder !== undefined)
    .map((holder) => ({
      holder,
      entries: childEntries(document, holder),
      flow: isMap(holder.node) && holder.node.flow === true,
      shared: holder.shared,
    }));
}

/** Secrets for a called workflow are named as it likes, often like inputs; no variable looks like that. */
function partOfSecretName(name: string): CredentialPart | undefined {
  return partOfVariable(name) ?? (name.includes('-') ? partOfInput('', name) : undefined);
}

function isNew({ seen }: Collection, node: unknown): boolean {
  if (node === undefined || seen.has(node)) return false;
  seen.add(node);
  return true;
}

/** Variables of a job lead away from AWS where its own do, or where all of its steps do. */
function jobSurroundings(into: Collection, job: WorkflowJob): Surroundings {
  const maps = [job.env, job.workflow.env].filter((map) => map !== undefined);
  return { foreign: maps.some(mapIsForeign) || allForeign(awsSteps(job)), emulator: hasEmulator(into, job) };
}

function workflowSurroundings(into: Collection): Surroundings {
  const { env, parts: jobs } = into.workflow;
  const isForeign = env !== undefined && mapIsForeign(env);
  return {
    foreign: isForeign || allForeign(jobs.flatMap(awsSteps)),
    emulator: jobs.some((job) => hasEmulator(into, job)),
  };
}

function hasEmulator({ emulators }: Collection, job: WorkflowJob): boolean {
  const known = emulators.get(job) ?? jobHasEmulator(job);
  emulators.set(job, known);
  return known;
}

function allForeign(steps: readonly WorkflowStep[]): boolean {
  return steps.length > 0 && steps.every(stepIsForeign);
}

function materialSet(jobs: readonly WorkflowJob[], { range, sites }: MaterialGroup): CredentialSet {
  const job = jobs.find((one) => contains(one.range, range));
  const step = job && allSteps(job).findLast((one) => contains(one.range, range));
  const inScript = step?.run?.scalar !== undefined && contains(step.run.scalar.range, range);
  const label = step ? stepLabel(step) : placeLabel(jobs, range);
  return { owner: inScript ? { type: 'script', job: step.job, step } : { type: 'variables' }, label, sites };
}

function placeLabel(jobs: readonly WorkflowJob[], range: Range): SafeText {
  const job = jobs.find((one) => contains(one.range, range));
  return job ? safe`job ${job.id}` : safe`workflow`;
}
