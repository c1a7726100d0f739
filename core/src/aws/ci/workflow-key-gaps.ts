import { safe, type SafeText } from '../../secret/safe-text.ts';
import type { CredentialSet } from '../credential-set.ts';
import { partOfVariable } from '../credential-names.ts';
import { isAbsence, isTold, namedParts, type NamedPart, type NamedValue } from '../environment-key-gaps.ts';
import { gapIn, type KeyGap } from '../key-gap.ts';
import { partOfInput } from './action-inputs.ts';
import { isCredentialsStep } from './credentials-action.ts';
import { allSteps, readEntry } from './steps.ts';
import { sourceOfValue } from './value-source.ts';
import type { EntryMap, Workflow, WorkflowGates, WorkflowJob } from './workflow.ts';

/** What is incomplete about the keys in one map of a workflow. */
export interface WorkflowKeyGap {
  readonly gap: KeyGap<NamedPart>;
  /** `of job deploy, step 2`. */
  readonly place: SafeText;
  readonly label: SafeText;
  /** The map is the inputs of AWS's credentials action, which takes nothing from elsewhere. */
  readonly isAction: boolean;
}

/**
 * The gaps of the keys of a job, or of those of none. Variables of several maps meet in a step, and steps hand on more, so that a part of an
 * `env:` counts as missing only where nothing in the file speaks of it and no step leaves credentials behind.
 */
export function workflowKeyGaps(
  workflow: Workflow,
  job: WorkflowJob | undefined,
  sets: readonly CredentialSet[],
): readonly WorkflowKeyGap[] {
  if (sets.length === 0) return [];
  const steps = job ? allSteps(job) : [];
  const inputs = byPlace(steps.filter(isCredentialsStep).map((step) => step.inputs));
  const variables = byPlace([job ? job.env : workflow.env, ...steps.map((step) => step.env)]);
  return sets.flatMap(({ owner, label, sites: [site] }) => {
    if (!site) return [];
    const isAction = inputs.has(site.keyRange.start);
    const map = (isAction ? inputs : variables).get(site.keyRange.start);
    const gap = map && gapIn(namedParts(valuesIn(map, isAction)));
    if (!gap || !isTold(gap)) return [];
    if (isAbsence(gap) && !isAction && mayBeElsewhere(gap, workflow.gates)) return [];
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

/** Maps by the places of their keys. */
function byPlace(maps: readonly (EntryMap | undefined)[]): ReadonlyMap<number, EntryMap> {
  return new Map(
    maps
      .filter((map) => map !== undefined)
      .flatMap((map) => map.entries.map((entry) => [entry.keyRange.start, map] as const)),
  );
}

/** Whether a step leaves credentials behind, or the file speaks of the missing part anywhere. */
function mayBeElsewhere({ type }: KeyGap<NamedPart>, { givesInputs, mentions }: WorkflowGates): boolean {
  if (givesInputs) return true;
  if (type === 'no-secret') return mentions.has('secret');
  if (type === 'no-id') return mentions.has('id');
  if (type === 'no-token') return mentions.has('token');
  return mentions.has('id') || mentions.has('secret');
}
