import { rules as allRules } from '@keyless/core';
import type { CheckCommand } from '../args/check.ts';
import { diffText } from '../check/diff.ts';
import { checkConfigurations, checkTarget, mendUnlessLeftOut } from '../check/check-target.ts';
import { createRun, type Run } from '../check/run.ts';
import { tellUnreadable } from '../check/tell-unreadable.ts';
import { missingPaths, targetsOf } from '../check/targets.ts';
import { paintDiff } from '../colour.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { displayName, printable } from '../names.ts';
import { unknownRule } from '../unknown-rule.ts';

/** `keyless check`: judges files and folders, mends them if asked to, and tells the exit code. */
export async function check(command: CheckCommand, io: CliIo): Promise<number> {
  const problems = [...unknownRules(command, io), ...(await missing(command, io))];
  if (problems.length > 0) {
    await io.stderr.write(problems.map((problem) => `keyless: ${problem}\n`).join(''));
    return EXIT.usage;
  }
  const run = createRun(command, io);
  try {
    if (command.fix) await mendAll(run);
    for await (const target of targetsOf(run)) await checkTarget(run, target);
    await checkConfigurations(run);
  } finally {
    await run.progress.clear();
  }
  io.signal.throwIfAborted();
  if (command.diff) await tellDiff(run);
  else await run.reporter.end(run.totals.summary, run.totals.failures);
  if (run.totals.misconfigured > 0) await io.stderr.write(MISCONFIGURED);
  if (await tellUnreadable(run)) run.totals.misconfigured += 1;
  return exitCode(run);
}

/** Before anything is judged: what is wrong with one file may hang on what another one says by then. */
async function mendAll(run: Run): Promise<void> {
  for await (const target of targetsOf(run)) await mendUnlessLeftOut(run, target);
}

function unknownRules({ ruleIds }: CheckCommand, io: CliIo): readonly string[] {
  const ids = (io.rules ?? allRules).map((rule) => rule.meta.id);
  return ruleIds.filter((id) => !ids.includes(id)).map((id) => unknownRule(id, ids));
}

async function missing({ paths }: CheckCommand, io: CliIo): Promise<readonly string[]> {
  return (await missingPaths(paths, io)).map((path) => `${printable(path)} does not exist`);
}

const MISCONFIGURED =
  'keyless: .keyless.yaml has mistakes, so it may not do what it is meant to; the rule invalid-configuration tells them\n';

function exitCode({ totals: { failures, misconfigured, failing, summary }, command }: Run): number {
  if (failures > 0) return EXIT.failure;
  if (misconfigured > 0) return EXIT.usage;
  return (command.diff ? summary.fixed > 0 : failing) ? EXIT.findings : EXIT.clean;
}

/** Shows what the fixes would change, and nothing else. */
async function tellDiff(run: Run): Promise<void> {
  const { changes, facts, io, isColoured, totals } = run;
  for (const [path, { before, after }] of changes) {
    if (before?.text === after.text) continue;
    const file = { name: displayName(io.cwd, path), path, kind: facts.classify(path), before, after };
    await io.stdout.write(paintDiff(diffText(file), isColoured));
  }
  const { fixed } = totals.summary;
  await io.stderr.write(`${fixed === 1 ? '1 fix' : `${fixed} fixes`} would be applied.\n`);
}
