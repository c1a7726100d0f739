import { safe, type SafeText } from '../../secret/safe-text.ts';
import type { CredentialSet } from '../credential-set.ts';
import { partOfVariable } from '../credential-names.ts';
import { isAbsence, isTold, namedParts, type NamedPart, type NamedValue } from '../environment-key-gaps.ts';
import { gapIn, type KeyGap } from '../key-gap.ts';
import { partOfInput } from './action-inputs.ts';
import { isCredentialsStep } from './credentials-action.ts';
import { allSteps, readEntry } from './steps.ts';
import { sourceOfValue } from './value-source.ts';
import type { EntryMap, Workflow } from './workflow.ts';

/** What is incomplete about the keys in one map of a workflow. */
export interface WorkflowKeyGap {
  readonly gap: KeyGap<NamedPart>;
  /** `of job deploy, step 2`. */
  readonly place: SafeText;
  readonly label: SafeText;
  /** The map is the inputs of AWS's credentials action, which takes nothing from elsewhere. */
  readonly isAction: boolean;
}

/** How a text speaks of a part; a secret access key is no access key id. */
const MENTIONS: Readonly<Record<'id' | 'secret' | 'token', RegExp>> = {
  id: /(?<!secret[_-]?)access[_-]?key/iu,
  secret: /secret[_-]?(?:access[_-]?)?key/iu,
  token: /(?:session|security)[_-]?token/iu,
};

/**
 * The gaps of a workflow's keys. Variables of several maps meet in a step, and steps hand on more, so that a part of an
 * `env:` counts as missing only where nothing in the file speaks of it and no step leaves credentials behind.
 */
export function workflowKeyGaps(
  workflow: Workflow,
  sets: readonly CredentialSet[],
): readonly WorkflowKeyGap[] {
  const inputs = inputsOfAction(workflow);
  const variables = variablesOf(workflow);
  return sets.flatMap(({ owner, label, sites: [site] }) => {
    if (!site) return [];
    const isAction = inputs.has(site.keyRange.start);
    const map = (isAction ? inputs : variables).get(site.keyRange.start);
    const gap = map && gapIn(namedParts(valuesIn(map, isAction)));
    if (!gap || !isTold(gap)) return [];
    const mayBeElsewhere = !isAction && (inputs.size > 0 || isSpokenOf(gap, workflow));
    if (isAbsence(gap) && mayBeElsewhere) return [];
    return [{ gap, place: 'job' in owner ? safe`of ${label}` : safe`of the workflow`, label, isAction }];
  });
}

function valuesIn(map: EntryMap, isAction: boolean): readonly NamedValue[] {
  return map.entries.flatMap((entry) => {
    const part = isAction ? partOfInput('', entry.key) : partOfVariable(entry.key);
    if (part === undefined || !entry.scalar) return [];
    const source = readEntry(entry, (text) => sourceOfValue(text, () => undefined));
    return [{ part, name: entry.key, nameRange: entry.keyRange, text: entry.scalar.text, source }];
  });
}

/** The inputs of AWS's credentials action, by the places of their keys. */
function inputsOfAction({ jobs }: Workflow): ReadonlyMap<number, EntryMap> {
  const steps = jobs.flatMap(allSteps).filter(isCredentialsStep);
  return byPlace(steps.map((step) => step.inputs));
}

function variablesOf({ env, jobs }: Workflow): ReadonlyMap<number, EntryMap> {
  return byPlace([env, ...jobs.flatMap((job) => [job.env, ...allSteps(job).map((step) => step.env)])]);
}

function byPlace(maps: readonly (EntryMap | undefined)[]): ReadonlyMap<number, EntryMap> {
  return new Map(
    maps
      .filter((map) => map !== undefined)
      .flatMap((map) => map.entries.map((entry) => [entry.keyRange.start, map] as const)),
  );
}

/** Whether the file speaks of the missing part anywhere else. */
function isSpokenOf({ type }: KeyGap<NamedPart>, { document }: Workflow): boolean {
  const { text } = document.source;
  if (type === 'no-secret') return MENTIONS.secret.test(text);
  if (type === 'no-id') return MENTIONS.id.test(text);
  if (type === 'no-token') return MENTIONS.token.test(text);
  return MENTIONS.id.test(text) || MENTIONS.secret.test(text);
}
