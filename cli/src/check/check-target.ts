import { basename } from 'node:path';
import { isLocal } from '@keyless/core';
import { CONFIGURATION_NAME } from '@keyless/files';
import { judge } from '../judge.ts';
import { lintOptions } from './lint-options.ts';
import { mendTarget } from './mend-target.ts';
import { count, type Run } from './run.ts';
import type { Target } from './targets.ts';

/** Judges a file, and tells what was found. */
export async function checkTarget(run: Run, target: Target): Promise<void> {
  if (target.type === 'skipped') {
    // Nothing beside it may ask for it, and it is wrong all the same.
    if (basename(target.path) === CONFIGURATION_NAME) await run.configurations.of(target.path);
    return skip(run, target.path, target.reason);
  }
  if (target.type === 'foreign') {
    passBy(run);
    return;
  }
  const { linter, reporter, command, facts, judgedPaths } = run;
  const reason = await reasonToLeaveOut(run, target);
  if (reason !== undefined) {
    // Of what lies in a folder only what cannot be judged is worth a word.
    if (target.isNamed) await skip(run, target.path, reason);
    return;
  }
  judgedPaths.add(target.path);
  if (command.diff) return;
  run.progress.step('document');
  const model = facts.modelOf(target.path, target.kind, target.source);
  const judged = count(run, judge(linter, model, await lintOptions(run, target.path, model)));
  await reporter.judged(target.path, model, judged);
}

/** Mends a file, unless it is left out. */
export async function mendUnlessLeftOut(run: Run, target: Target): Promise<void> {
  if (target.type !== 'document' || (await reasonToLeaveOut(run, target)) !== undefined) return;
  run.progress.step('document');
  await mendTarget(run, target.path, run.facts.modelOf(target.path, target.kind, target.source));
}

/** The configurations that were obeyed and that nobody has named: what is wrong in them is to be known. */
export async function checkConfigurations(run: Run): Promise<void> {
  for (const { path, source, problems } of await run.configurations.loaded()) {
    run.totals.misconfigured += problems;
    if (run.judgedPaths.has(path) || problems === 0) continue;
    await checkTarget(run, { type: 'document', path, kind: 'keyless-config', source, isNamed: true });
  }
}

async function skip({ reporter, totals }: Run, path: string, reason: string): Promise<void> {
  totals.summary = { ...totals.summary, skipped: totals.summary.skipped + 1 };
  await reporter.skipped(path, reason);
}

/** A hook names each YAML file that is committed: of those that are none of ours, how many they are is enough. */
function passBy({ totals }: Run): void {
  totals.summary = { ...totals.summary, foreign: totals.summary.foreign + 1 };
}

/**
 * What a team excludes, and what Git ignores, unless it is named or is of a kind that lives on one machine: a `.env` is
 * ignored for the very reason that there are keys in it.
 */
async function reasonToLeaveOut(
  { configurations, facts }: Run,
  { path, kind, isNamed }: Extract<Target, { readonly type: 'document' }>,
): Promise<string | undefined> {
  const { isExcluded, isUnknown } = await configurations.of(path);
  if (isUnknown) return `${CONFIGURATION_NAME} cannot be read, which may exclude it`;
  if (isExcluded) return `it is excluded by ${CONFIGURATION_NAME}`;
  if (isNamed || isLocal(kind)) return undefined;
  return (await facts.gitOf(path))?.ignored === true ? 'Git ignores it' : undefined;
}
