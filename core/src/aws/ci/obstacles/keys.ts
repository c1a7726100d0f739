import type { YamlEntry } from '../../../documents/yaml/entry.ts';
import { isEmulatorValue } from '../../../secret/placeholders.ts';
import { safe } from '../../../secret/safe-text.ts';
import type { CredentialPart } from '../../credential-names.ts';
import { partOfVariable } from '../../credential-names.ts';
import type { CredentialSite } from '../../credential-set.ts';
import { partOfInput } from '../action-inputs.ts';
import { jobHasEmulator, mapIsForeign, namesOtherStore, stepIsForeign } from '../endpoint.ts';
import { nameOfReference, referencesIn, type ExpressionReference } from '../expression.ts';
import { keyLinesIn } from '../script-lines.ts';
import { allSteps, envMapsOf, readEntry, variableOf } from '../steps.ts';
import { sourceOfValue } from '../value-source.ts';
import type { EntryMap, WorkflowJob } from '../workflow.ts';
import type { ObstacleCheck, ObstacleContext } from './obstacle.ts';

const s3Compatible: ObstacleCheck = ({ job, workflow }) => {
  const steps = allSteps(job);
  const maps = [workflow.env, job.env].filter((map) => map !== undefined);
  const hasOtherKeys = keyEntriesOf(job).some((entry) => readEntry(entry, isKeyOfOtherStore));
  return hasOtherKeys || jobHasEmulator(job) || maps.some(mapIsForeign) || steps.some(stepIsForeign)
    ? {
        id: 's3-compatible',
        reason: safe`the job talks to an endpoint that is not AWS's, which knows no OIDC`,
      }
    : undefined;
};

/** No endpoint goes with them: that is told before. */
const dummyKeys: ObstacleCheck = ({ job }) => {
  const entry = keyEntriesOf(job).find((one) => readEntry(one, isEmulatorValue));
  return (
    entry && {
      id: 'dummy-keys',
      reason: safe`the job also has dummy keys, which only an emulator or a mock of AWS takes`,
      range: entry.keyRange,
    }
  );
};

const dynamicSecret: ObstacleCheck = (context) => {
  const site = sitesIn(context).find((one) => referencesOf(one).some((reference) => reference.dynamic));
  return (
    site && {
      id: 'dynamic-secret',
      reason: safe`which secret is used is computed while the job runs`,
      range: site.keyRange,
    }
  );
};

const severalIdentities: ObstacleCheck = (context) => {
  const sites = sitesIn(context);
  const ids = sites.filter((site) => site.part === 'access-key-id');
  const telling = ids.length > 0 ? ids : sites.filter((site) => site.part === 'secret-access-key');
  const identities = new Set(telling.map((site) => identityOf(context.job, site)));
  const chooses = sites.find((site) => distinctSecrets(referencesOf(site)) > 1);
  if (identities.size < 2 && !chooses) return undefined;
  const place = chooses ?? telling[1];
  return {
    id: 'several-identities',
    reason: safe`the job uses keys of more than one identity`,
    ...(place && { range: place.keyRange }),
  };
};

const computedValue: ObstacleCheck = ({ job }) => {
  const entry = keyEntriesOf(job).find((one) => isComputed(one, job));
  return (
    entry && {
      id: 'computed-value',
      reason: safe`a part of the credentials is made while the job runs or comes from an input`,
      range: entry.keyRange,
    }
  );
};

const secretGate: ObstacleCheck = (context) => {
  const { gates } = context.workflow;
  const sites = sitesIn(context);
  const depends = sites.some(
    (site) =>
      gates.names.has(`ENV.${site.name.toUpperCase()}`) ||
      referencesOf(site).some((reference) => gates.names.has(nameOfReference(reference))),
  );
  return depends || (sites.length > 0 && gates.testsKeys)
    ? {
        id: 'secret-gate',
        reason: safe`parts of the workflow run only if the keys are set, and would silently stop`,
      }
    : undefined;
};

const scriptKeys: ObstacleCheck = ({ sets }) => {
  const set = sets.find(({ owner }) => owner.type === 'script' && !hasPlainKeyLines(owner.step?.run));
  return (
    set && {
      id: 'script-keys',
      reason: safe`a script sets the keys in a way that cannot be taken out line by line`,
      ...placeOf(set.sites[0]),
    }
  );
};

const containerEnvironment: ObstacleCheck = ({ job, workflow }) => {
  const { text } = workflow.document.source;
  const holder = job.entries.find(
    ({ key, valueRange }) =>
      (key === 'container' || key === 'services') &&
      /AWS_(?:ACCESS_KEY|SECRET|SESSION|SECURITY)/u.test(text.slice(valueRange.start, valueRange.end)),
  );
  return (
    holder && {
      id: 'container-environment',
      reason: safe`a container of the job gets the keys, and it starts before any step`,
      range: holder.keyRange,
    }
  );
};

const otherPartition: ObstacleCheck = ({ job, workflow }) => {
  const { text } = workflow.document.source;
  const places = [job.range, ...(workflow.env ? [workflow.env.holder.valueRange] : [])];
  return places.some(({ start, end }) => /\bcn-(?:north|northwest)-\d\b/u.test(text.slice(start, end)))
    ? {
        id: 'other-partition',
        reason: safe`the job uses a region in China, which has an identity provider and an audience of its own`,
      }
    : undefined;
};

/** What the keys are, and who else depends on them. */
export const KEY_CHECKS: readonly ObstacleCheck[] = [
  s3Compatible,
  dummyKeys,
  dynamicSecret,
  severalIdentities,
  computedValue,
  secretGate,
  scriptKeys,
  containerEnvironment,
  otherPartition,
];

function sitesIn({ sets }: ObstacleContext): readonly CredentialSite[] {
  return sets.flatMap((set) => set.sites).filter((site) => !site.commentedOut);
}

function placeOf(site: CredentialSite | undefined): { readonly range?: CredentialSite['range'] } {
  return site ? { range: site.keyRange } : {};
}

function referencesOf(site: CredentialSite): readonly ExpressionReference[] {
  return site.value.derive(referencesIn);
}

function distinctSecrets(references: readonly ExpressionReference[]): number {
  const stored = references.filter(({ context }) => context === 'secrets' || context === 'vars');
  return new Set(stored.map(nameOfReference)).size;
}

/** What tells one key from another: its text, in which a variable of the job stands for what it is defined as. */
function identityOf(job: WorkflowJob, site: CredentialSite): string {
  return site.value.derive((text) => {
    const [first, ...others] = referencesIn(text);
    if (!first || others.length > 0) return text.replaceAll(/\s/gu, '');
    if (first.context !== 'env') return nameOfReference(first);
    const maps = [...allSteps(job).flatMap(envMapsOf), job.env, job.workflow.env].filter(
      (map) => map !== undefined,
    );
    const entry = variableOf(maps, first.path[0] ?? '');
    const [meant] = entry ? readEntry(entry, referencesIn) : [];
    return nameOfReference(meant ?? first);
  });
}

function isComputed(entry: YamlEntry, job: WorkflowJob): boolean {
  if (!entry.scalar) return false;
  const maps = [...allSteps(job).map((step) => step.env), job.env, job.workflow.env].filter(
    (map) => map !== undefined,
  );
  return readEntry(entry, (text) => sourceOfValue(text, (name) => textIn(maps, name))) === 'computed';
}

/** By the name of its secret. */
function isKeyOfOtherStore(text: string): boolean {
  return referencesIn(text).some((reference) => namesOtherStore(nameOfReference(reference)));
}

/** What gives a part of a key in the variables and inputs that a job sees. */
function keyEntriesOf(job: WorkflowJob): readonly YamlEntry[] {
  const maps = [job.workflow.env, job.env, ...allSteps(job).flatMap((step) => [step.env, step.inputs])];
  return maps.flatMap((map) => map?.entries ?? []).filter((entry) => credentialPart(entry) !== undefined);
}

function credentialPart({ key }: YamlEntry): CredentialPart | undefined {
  return partOfVariable(key) ?? partOfInput('', key);
}

function textIn(maps: readonly EntryMap[], name: string): string | undefined {
  const entry = variableOf(maps, name);
  return entry && readEntry(entry, (text) => text);
}

/** Whether the keys of a script stand on lines of their own, whose ends the file shows. */
function hasPlainKeyLines(run: YamlEntry | undefined): boolean {
  if (run?.scalar === undefined || run.scalar.style === 'folded') return false;
  const found = readEntry(run, keyLinesIn);
  return found !== undefined && (found.only || run.scalar.style === 'literal');
}
