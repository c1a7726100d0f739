import { isCommit } from './action-version.ts';
import { stepUsesAws } from './aws-use.ts';
import { isCredentialsStep } from './credentials-action.ts';
import { comparedReferences, nameOfReference, readCondition } from './expression.ts';
import { allSteps, readEntry, scriptHas } from './steps.ts';
import type { KeyMention, Workflow, WorkflowGates, WorkflowJob } from './workflow.ts';

const KEY_TEST =
  /(?:\[|\btest)\s+(?:!\s+)?(?:-[nz]\s+)?["']?\$(?:\{\{[^}]*?)?\{?[^"'\s]*?(?:AWS|aws)[-_](?:ACCESS|SECRET|SESSION|access|secret|session)/u;

/** The job's own token, under its names: a workflow's `env:` may hand it to every job. */
const GITHUB_TOKEN = /GITHUB_TOKEN|github\.token|github\[\s*'token'|toJSON\(\s*(?:github|secrets)\s*\)/iu;

/** How a text speaks of a part; a secret access key is no access key id. */
const MENTIONS: readonly (readonly [KeyMention, RegExp])[] = [
  ['id', /(?<!secret[_-]?)access[_-]?key/iu],
  ['secret', /secret[_-]?(?:access[_-]?)?key/iu],
  ['token', /(?:session|security)[_-]?token/iu],
];

/** What a text tells, whatever it means. */
interface TextTraits {
  /** What its expressions read that compare or choose. */
  readonly compared: readonly string[];
  readonly namesToken: boolean;
  readonly mentions: readonly KeyMention[];
}

/** What a job tells who asks for its workflow as a whole. */
interface JobTraits extends TextTraits {
  /** What its conditions read. */
  readonly read: readonly string[];
  readonly testsKeys: boolean;
  readonly givesInputs: boolean;
  /** It has the workflow's permissions, and is not known to use AWS. */
  readonly standsBy: boolean;
  readonly actions: number;
  readonly pinned: number;
}

/** Nothing in them depends on where a job stands, or on what stands around it. */
const TRAITS = new WeakMap<object, JobTraits>();

/** Looks through all conditions, expressions and scripts of a workflow. */
export function readGates(workflow: Workflow): WorkflowGates {
  const { parts, between, document } = workflow;
  const { text } = document.source;
  const jobs = parts.map((job) => ({ job, traits: traitsOf(job) }));
  const own = jobs.map(({ traits }) => traits);
  const all = [...own, ...between.map(({ start, end }) => textTraits(text.slice(start, end)))];
  const actions = own.reduce((sum, one) => sum + one.actions, 0);
  const pinned = own.reduce((sum, one) => sum + one.pinned, 0);
  return {
    names: new Set([...own.flatMap(({ read }) => read), ...all.flatMap(({ compared }) => compared)]),
    namesToken: all.some((one) => one.namesToken),
    mentions: new Set(all.flatMap((one) => one.mentions)),
    testsKeys: own.some((one) => one.testsKeys),
    givesInputs: own.some((one) => one.givesInputs),
    pinsActions: pinned > 0 && pinned * 2 >= actions,
    bystanders: new Set(jobs.filter(({ traits }) => traits.standsBy).map(({ job }) => job)),
  };
}

/** As words that differ where what is told differs. */
export function gatesAsNames(gates: WorkflowGates): readonly string[] {
  const { names, mentions, bystanders, namesToken, testsKeys, givesInputs, pinsActions } = gates;
  const flags = [namesToken, testsKeys, givesInputs, pinsActions].map(String);
  return [...flags, ...mentions, '', ...names, '', ...[...bystanders].map(({ id }) => id)];
}

function traitsOf(job: WorkflowJob): JobTraits {
  const { identity } = job;
  if (!identity) return readTraits(job);
  const traits = TRAITS.get(identity) ?? readTraits(job);
  TRAITS.set(identity, traits);
  return traits;
}

function readTraits(job: WorkflowJob): JobTraits {
  const steps = allSteps(job);
  const refs = steps.flatMap(({ uses }) => (uses ? [uses.ref] : []));
  // Where jobs share values, the whole text is looked at once.
  const { start, end } = job.identity ? job.extent : { start: 0, end: 0 };
  return {
    ...textTraits(job.workflow.document.source.text.slice(start, end)),
    read: conditionsOf(job).flatMap((text) => readCondition(text).references.map(nameOfReference)),
    testsKeys: steps.some((step) => scriptHas(step, KEY_TEST)),
    givesInputs: steps.some((step) => isCredentialsStep(step) && (step.inputs?.entries.length ?? 0) > 0),
    standsBy: job.permissions === undefined && !job.steps.some(stepUsesAws),
    actions: refs.length,
    pinned: refs.filter(isCommit).length,
  };
}

function textTraits(text: string): TextTraits {
  return {
    compared: comparedReferences(text).map(nameOfReference),
    namesToken: GITHUB_TOKEN.test(text),
    mentions: MENTIONS.filter(([, pattern]) => pattern.test(text)).map(([part]) => part),
  };
}

function conditionsOf(job: WorkflowJob): readonly string[] {
  const own = job.entries.filter(({ key }) => key === 'if').map((entry) => readEntry(entry, (text) => text));
  return [...own, ...allSteps(job).flatMap((step) => step.condition ?? [])];
}
