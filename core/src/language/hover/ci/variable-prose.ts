import { findAwsVariable } from '../../../aws/aws-variables.ts';
import { stepLabel } from '../../../aws/ci/labels.ts';
import { findTokenVariable } from '../../../aws/ci/token-variables.ts';
import { allSteps, variableOf } from '../../../aws/ci/steps.ts';
import { exportsVariable, originOf, type VariableOrigin } from '../../../aws/ci/variable-origin.ts';
import type { EntryMap, Workflow, WorkflowJob, WorkflowStep } from '../../../aws/ci/workflow.ts';
import { partOfVariable } from '../../../aws/credential-names.ts';
import type { YamlEntry } from '../../../documents/yaml/entry.ts';
import { openText } from '../../../documents/yaml/scalars.ts';
import { safe, safeName, type SafeText } from '../../../secret/safe-text.ts';
import { code, phrase, type Block, type Phrase, type Prose } from '../../prose.ts';
import { settingProse } from '../setting-prose.ts';
import type { VariableView } from './ci-target.ts';

const ENV = code(safe`env`);

/** More steps than these make a hover unreadable. */
const MOST_EXPORTERS = 3;

/** What a variable is for, and where it comes from or goes to in the place where it stands. */
export function variableProse(name: string, seenFrom: VariableView): Prose {
  return [...placeBlocks(name, seenFrom), ...documentation(name)];
}

function documentation(name: string): Prose {
  const variable = findAwsVariable(name);
  if (variable) return settingProse(variable);
  const token = findTokenVariable(name);
  return token ? [phrase`${code(safeName(name))} ${safe`–`} ${token.summary}.`, [token.details]] : [];
}

function placeBlocks(name: string, view: VariableView): readonly Block[] {
  switch (view.level) {
    case 'step':
      return originBlocks(name, view.step);
    case 'job':
      return [[...phrase`Set for all steps of job ${code(view.job.id)}.`, ...exceptions(name, [view.job])]];
    case 'workflow':
      return [reachOfWorkflow(name, view.workflow)];
    case 'pipeline':
      return [];
  }
}

function originBlocks(name: string, step: WorkflowStep): readonly Block[] {
  const origin = originOf(step, name);
  if (origin) return [originPhrase(name, origin, step)];
  const { kind } = step.job.workflow;
  // A runner's own variables stand in no file.
  if (findTokenVariable(name)) return [];
  return kind === 'action'
    ? [phrase`Nothing in this file sets it: the step has what the job has that uses this action.`]
    : [phrase`No ${ENV} of step, job or workflow sets it, and no step before is known to.`];
}

function originPhrase(name: string, origin: VariableOrigin, { job }: WorkflowStep): Phrase {
  switch (origin.level) {
    case 'step':
      return phrase`In effect: the ${ENV} of the step itself${valuePhrase(name, origin.entry)}. It comes before all others.`;
    case 'export':
      return phrase`In effect: what ${stepLabel(origin.step)} has exported, which comes before the ${ENV} of job and workflow.`;
    case 'job':
      return phrase`In effect: the ${ENV} of job ${code(job.id)}, ${lineOf(origin.entry, job)}${valuePhrase(name, origin.entry)}.`;
    case 'workflow':
      return phrase`In effect: the ${ENV} of the workflow, ${lineOf(origin.entry, job)}${valuePhrase(name, origin.entry)}.`;
  }
}

function lineOf({ keyRange }: YamlEntry, { workflow }: WorkflowJob): SafeText {
  return safe`line ${workflow.document.source.lines.positionAt(keyRange.start).line + 1}`;
}

/** Of keys, tokens and what may be one, nothing. */
function valuePhrase(name: string, entry: YamlEntry): Phrase {
  const text = partOfVariable(name) === undefined ? openText(entry) : undefined;
  return text === undefined || text === '' || /[\r\n]/u.test(text) ? [] : phrase` (${code(safeName(text))})`;
}

/** Jobs that call a workflow hand no variables on. */
function reachOfWorkflow(name: string, { jobs }: Workflow): Phrase {
  const running = jobs.filter((job) => job.uses === undefined);
  const overriding = running.filter(({ env }) => sets(env, name));
  return [
    ...phrase`Set for all jobs of the workflow.`,
    ...(overriding.length > 0 ? [safe` ${countOf(overriding.length, 'job')} for it.`] : []),
    ...exceptions(
      name,
      running.filter((job) => !overriding.includes(job)),
    ),
    ...(running.length < jobs.length ? [safe` Workflows that it calls do not get it.`] : []),
  ];
}

/** The steps that do not see it: those with a variable of their own, and those behind a step that exports one. */
function exceptions(name: string, jobs: readonly WorkflowJob[]): readonly SafeText[] {
  const steps = jobs.flatMap(allSteps);
  const own = steps.filter(({ env }) => sets(env, name)).length;
  const exporters = steps.filter((step) => exportsVariable(step, name)).slice(0, MOST_EXPORTERS);
  return [
    ...(own > 0 ? [safe` ${countOf(own, 'step')} for it.`] : []),
    ...exporters.map((step) => safe` Behind ${stepLabel(step)}, what that has exported comes before it.`),
  ];
}

function countOf(count: number, what: 'job' | 'step'): SafeText {
  return count === 1
    ? safe`One ${safeName(what)} has an env of its own`
    : safe`${count} ${safeName(what)}s have an env of their own`;
}

function sets(map: EntryMap | undefined, name: string): boolean {
  return map !== undefined && variableOf([map], name) !== undefined;
}
