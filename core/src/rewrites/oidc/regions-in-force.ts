import { readExpressions } from '../../aws/ci/expression.ts';
import { earlierSteps, envMapsOf, lookupIn, readEntry } from '../../aws/ci/steps.ts';
import type { Lookup } from '../../aws/ci/value-source.ts';
import type { WorkflowStep } from '../../aws/ci/workflow.ts';

/** What a script writes to the config file. */
const CONFIGURED =
  /\baws[ \t]+configure[ \t]+set[ \t]+(?:default\.)?region[ \t]+["']?(\$\{\{[^}]*\}\}|[^\s"';&|]+)/gu;

/** A variable of a shell, alone. */
const SHELL_VARIABLE = /^\$(?:env:)?\{?(\w+)\}?$/u;

/**
 * The regions that a step finds now and would not find behind a step that exports another one. Most tools read
 * `AWS_REGION` and then `AWS_DEFAULT_REGION`, boto3 the latter alone, and all of them the config file last. What the
 * step's own `env:` says outdoes what is exported under the same name.
 */
export function regionsInForce(step: WorkflowStep): readonly string[] {
  const { job, env } = step;
  const outer = lookupIn([job.env, job.workflow.env].filter((map) => map !== undefined));
  const own = lookupIn(env ? [env] : []);
  const inFile = configuredRegions(step);
  const found = (...texts: readonly (string | undefined)[]): readonly string[] => {
    const text = texts.find((one) => one !== undefined && one.trim() !== '');
    return text === undefined ? inFile : [resolve(text, outer)];
  };
  return [
    ...(own('AWS_REGION') === undefined
      ? found(outer('AWS_REGION'), own('AWS_DEFAULT_REGION'), outer('AWS_DEFAULT_REGION'))
      : []),
    ...(own('AWS_DEFAULT_REGION') === undefined ? found(outer('AWS_DEFAULT_REGION')) : []),
  ];
}

/** What the last script so far that sets regions has set, for whatever profiles. */
function configuredRegions(step: WorkflowStep): readonly string[] {
  const last = [...earlierSteps(step), step].findLast((one) => configuredBy(one).length > 0);
  return last ? configuredBy(last) : [];
}

function configuredBy(step: WorkflowStep): readonly string[] {
  if (!step.run) return [];
  const lookup = lookupIn(envMapsOf(step));
  const texts = readEntry(step.run, (text) => [...text.matchAll(CONFIGURED)]);
  return texts.map(([, text = '']) => resolve(text, lookup));
}

/** What a variable stands for, where a text is nothing else and the file says so; else the text. */
function resolve(text: string, lookup: Lookup): string {
  const trimmed = text.trim();
  const [expression] = readExpressions(trimmed);
  const reference = expression?.simple === true ? expression.references[0] : undefined;
  const name = SHELL_VARIABLE.exec(trimmed)?.[1] ?? (reference?.context === 'env' ? reference.path[0] : '');
  return lookup(name ?? '')?.trim() ?? trimmed.replaceAll(/\s+/gu, ' ');
}
