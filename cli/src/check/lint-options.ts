import type { DocumentModel, LintOptions } from '@keyless/core';
import type { Run } from './run.ts';

/** All that a file is judged by: the files around it, and what its team has decided. */
export async function lintOptions(
  { facts, configurations }: Run,
  path: string,
  model: DocumentModel,
): Promise<LintOptions> {
  const around = await facts.factsOf(path, model);
  const { settings, baseline, by } = await configurations.of(path);
  const baselineProblem = by?.path === path ? by.baselineProblem : undefined;
  // A configuration has no getters among its facts, which a copy would lose.
  return { facts: baselineProblem ? { ...around, baselineProblem } : around, settings, baseline };
}
