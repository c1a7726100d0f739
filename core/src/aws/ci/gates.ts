import { isCommit } from './action-version.ts';
import { stepUsesAws } from './aws-use.ts';
import { isCredentialsStep } from './credentials-action.ts';
import { comparedReferences, nameOfReference, readCondition } from './expression.ts';
import { allSteps, readEntry, scriptHas } from './steps.ts';
import { identityRolesIn, keySecretsIn, resolveKeySecret } from './key-secrets.ts';
import type { KeyMention, Workflow, WorkflowGates, WorkflowJob, WorkflowStep } from './workflow.ts';

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

/** What a job tells who asks for its workflow as a whole, each looked for when it is first asked for. */
interface JobTraits {
  /** What its expressions read that compare or choose. */
  compared?: readonly string[];
  /** What its conditions read. */
  read?: readonly string[];
  namesToken?: boolean;
  mentions?: readonly KeyMention[];
  testsKeys?: boolean;
  identities?: readonly string[];
  givesInputs?: boolean;
  /** It has the workflow's permissions, and is not known to use AWS. */
  standsBy?: boolean;
  actions?: ActionCount;
}

interface ActionCount {
  readonly all: number;
  readonly pinned: number;
}

/** Nothing in them depends on where a job stands, or on what stands around it. */
const TRAITS = new WeakMap<object, JobTraits>();

/** What all conditions, expressions and scripts of a workflow tell. */
export function readGates(workflow: Workflow): WorkflowGates {
  return new ReadGates(workflow);
}

/** A class, so that each is looked for when it is first asked for: most of it is for those who compare versions. */
class ReadGates implements WorkflowGates {
  readonly #jobs: readonly (readonly [WorkflowJob, JobTraits])[];
  /** What of the text belongs to no job. */
  readonly #beside: readonly string[];
  #names: ReadonlySet<string> | undefined;
  #namesToken: boolean | undefined;
  #mentions: ReadonlySet<KeyMention> | undefined;
  #testsKeys: boolean | undefined;
  #identities: ReadonlySet<string> | undefined;
  #givesInputs: boolean | undefined;
  #pinsActions: boolean | undefined;
  #bystanders: ReadonlySet<WorkflowJob> | undefined;

  constructor({ parts, between, document }: Workflow) {
    const { text } = document.source;
    this.#jobs = parts.map((job) => [job, traitsOf(job)]);
    this.#beside = between.map(({ start, end }) => text.slice(start, end));
  }

  get names(): ReadonlySet<string> {
    return (this.#names ??= new Set([
      ...this.#jobs.flatMap(([job, traits]) => (traits.read ??= readNames(job))),
      ...this.#jobs.flatMap(([job, traits]) => (traits.compared ??= comparedNames(textOf(job)))),
      ...this.#beside.flatMap(comparedNames),
    ]));
  }

  get namesToken(): boolean {
    return (this.#namesToken ??=
      this.#beside.some(namesToken) ||
      this.#jobs.some(([job, traits]) => (traits.namesToken ??= namesToken(textOf(job)))));
  }

  get mentions(): ReadonlySet<KeyMention> {
    return (this.#mentions ??= new Set([
      ...this.#jobs.flatMap(([job, traits]) => (traits.mentions ??= mentionsIn(textOf(job)))),
      ...this.#beside.flatMap(mentionsIn),
    ]));
  }

  get testsKeys(): boolean {
    return (this.#testsKeys ??= this.#jobs.some(
      ([job, traits]) => (traits.testsKeys ??= allSteps(job).some((step) => scriptHas(step, KEY_TEST))),
    ));
  }

  get identities(): ReadonlySet<string> {
    return (this.#identities ??= new Set(
      [
        ...this.#jobs.flatMap(([job, traits]) => (traits.identities ??= identitiesIn(textOf(job)))),
        ...this.#beside.flatMap(identitiesIn),
      ].flatMap((name) => namedIn(name, this.#beside)),
    ));
  }

  get givesInputs(): boolean {
    return (this.#givesInputs ??= this.#jobs.some(
      ([job, traits]) => (traits.givesInputs ??= allSteps(job).some(isGivenInputs)),
    ));
  }

  get pinsActions(): boolean {
    return (this.#pinsActions ??= isMostlyPinned(
      this.#jobs.map(([job, traits]) => (traits.actions ??= countActions(job))),
    ));
  }

  get bystanders(): ReadonlySet<WorkflowJob> {
    return (this.#bystanders ??= new Set(
      this.#jobs.flatMap(([job, traits]) => ((traits.standsBy ??= standsBy(job)) ? [job] : [])),
    ));
  }
}

/** As words that differ where what is told differs. */
export function gatesAsNames(gates: WorkflowGates): readonly string[] {
  const { names, mentions, identities, bystanders, namesToken, testsKeys, givesInputs, pinsActions } = gates;
  const flags = [namesToken, testsKeys, givesInputs, pinsActions].map(String);
  return [...flags, ...mentions, '', ...names, '', ...identities, '', ...[...bystanders].map(({ id }) => id)];
}

/** The secrets that a job takes access key ids from itself, or its workflow does where it takes none. */
export function keySecretsOf({ workflow, extent }: WorkflowJob): readonly string[] {
  const { text } = workflow.document.source;
  const beside = workflow.between.map(({ start, end }) => text.slice(start, end));
  const own = keySecretsIn(text.slice(extent.start, extent.end));
  return (own.length > 0 ? own : beside.flatMap(keySecretsIn)).flatMap((name) => namedIn(name, beside));
}

function identitiesIn(text: string): readonly string[] {
  return [...keySecretsIn(text), ...identityRolesIn(text)];
}

/** What a variable of the workflow stands for; nothing where the file does not tell. */
function namedIn(name: string, beside: readonly string[]): readonly string[] {
  const meant = beside.reduce(resolveKeySecret, name);
  return meant.startsWith('ENV.') ? [] : [meant];
}

function traitsOf({ identity }: WorkflowJob): JobTraits {
  if (!identity) return {};
  const traits = TRAITS.get(identity) ?? {};
  TRAITS.set(identity, traits);
  return traits;
}

/** The text of a job. Where jobs share values, the whole text is looked at once. */
function textOf({ identity, extent, workflow }: WorkflowJob): string {
  return identity ? workflow.document.source.text.slice(extent.start, extent.end) : '';
}

function comparedNames(text: string): readonly string[] {
  return comparedReferences(text).map(nameOfReference);
}

function namesToken(text: string): boolean {
  return GITHUB_TOKEN.test(text);
}

function mentionsIn(text: string): readonly KeyMention[] {
  return MENTIONS.filter(([, pattern]) => pattern.test(text)).map(([part]) => part);
}

function readNames(job: WorkflowJob): readonly string[] {
  return conditionsOf(job).flatMap((text) => readCondition(text).references.map(nameOfReference));
}

function conditionsOf(job: WorkflowJob): readonly string[] {
  const own = job.entries.filter(({ key }) => key === 'if').map((entry) => readEntry(entry, (text) => text));
  return [...own, ...allSteps(job).flatMap((step) => step.condition ?? [])];
}

function isGivenInputs(step: WorkflowStep): boolean {
  return isCredentialsStep(step) && (step.inputs?.entries.length ?? 0) > 0;
}

function countActions(job: WorkflowJob): ActionCount {
  const refs = allSteps(job).flatMap(({ uses }) => (uses ? [uses.ref] : []));
  return { all: refs.length, pinned: refs.filter(isCommit).length };
}

/** Whether at least half of the actions are pinned. */
function isMostlyPinned(counts: readonly ActionCount[]): boolean {
  const pinned = counts.reduce((sum, one) => sum + one.pinned, 0);
  return pinned > 0 && pinned * 2 >= counts.reduce((sum, one) => sum + one.all, 0);
}

function standsBy(job: WorkflowJob): boolean {
  return job.permissions === undefined && !job.steps.some(stepUsesAws);
}
