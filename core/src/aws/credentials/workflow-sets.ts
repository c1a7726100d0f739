import { isMap } from 'yaml';
import type { YamlEntry } from '../../documents/yaml/nodes.ts';
import { childEntries } from '../../documents/yaml/path.ts';
import { contains, type Range } from '../../text/range.ts';
import { safe, type SafeText } from '../../secret/safe-text.ts';
import { partOfInput } from '../ci/action-inputs.ts';
import { awsSteps } from '../ci/aws-use.ts';
import { stepLabel } from '../ci/labels.ts';
import { jobHasEmulator, mapIsForeign, stepIsForeign } from '../ci/endpoint.ts';
import { partOfStepInput } from '../ci/session-actions.ts';
import { allSteps, envMapsOf, lookupIn } from '../ci/steps.ts';
import { sourceInScript } from './script-source.ts';
import { sourceOfValue, type ValueSource } from '../ci/value-source.ts';
import type { EntryMap, Workflow, WorkflowJob, WorkflowStep } from '../ci/workflow.ts';
import { partOfVariable, type CredentialPart } from '../credential-names.ts';
import type { CredentialOwner, CredentialSet } from '../credential-set.ts';
import { commentedMaterial, strayMaterial, type MaterialGroup } from './material-sites.ts';
import { scriptCandidates } from './script-sites.ts';
import { candidateOf, sitesOf, type Candidate, type Surroundings } from './site.ts';

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
 * keys for a store that is not AWS's, are none.
 */
export function workflowCredentialSets(workflow: Workflow): readonly CredentialSet[] {
  const into: Collection = { workflow, sets: [], seen: new Set(), emulators: new Map() };
  addEnv(into, workflow.env, safe`workflow`, {}, () => workflowSurroundings(into));
  for (const job of workflow.jobs) addJob(into, job);
  const known = into.sets.flatMap((set) => set.sites);
  for (const group of strayMaterial(workflow.document, known)) into.sets.push(materialSet(workflow, group));
  for (const group of commentedMaterial(workflow.document)) {
    into.sets.push({
      owner: { type: 'variables' },
      label: placeLabel(workflow, group.range),
      sites: group.sites,
    });
  }
  return into.sets.sort((a, b) => (a.sites[0]?.keyRange.start ?? 0) - (b.sites[0]?.keyRange.start ?? 0));
}

function addJob(into: Collection, job: WorkflowJob): void {
  const label = safe`job ${job.id}`;
  addEnv(into, job.env, label, { job }, () => jobSurroundings(into, job));
  for (const map of innerEnvs(job)) addEnv(into, map, label, { job }, () => jobSurroundings(into, job));
  for (const step of allSteps(job)) addStep(into, step);
}

function addStep(into: Collection, step: WorkflowStep): void {
  const { job } = step;
  const around = (): Surroundings => ({ foreign: stepIsForeign(step), emulator: hasEmulator(into, job) });
  const label = stepLabel(step);
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
  label: SafeText,
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
  label: SafeText,
  candidates: readonly Candidate[],
  around: () => Surroundings,
): void {
  if (candidates.length === 0) return;
  const sites = sitesOf(candidates, around());
  if (sites.length > 0) into.sets.push({ owner, label, sites });
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
  const { env, jobs } = into.workflow;
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

function materialSet(workflow: Workflow, { range, sites }: MaterialGroup): CredentialSet {
  const job = workflow.jobs.find((one) => contains(one.range, range));
  const step = job && allSteps(job).findLast((one) => contains(one.range, range));
  const inScript = step?.run?.scalar !== undefined && contains(step.run.scalar.range, range);
  const label = step ? stepLabel(step) : placeLabel(workflow, range);
  return { owner: inScript ? { type: 'script', job: step.job, step } : { type: 'variables' }, label, sites };
}

function placeLabel(workflow: Workflow, range: Range): SafeText {
  const job = workflow.jobs.find((one) => contains(one.range, range));
  return job ? safe`job ${job.id}` : safe`workflow`;
}
