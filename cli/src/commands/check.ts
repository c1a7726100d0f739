import { nearestName, rules as allRules, type DocumentModel, type LintOptions } from '@keyless/core';
import { errorCode, FileChangedError } from '@keyless/files';
import type { CheckCommand } from '../args/check.ts';
import { diffText } from '../check/diff.ts';
import { MendError, mendReviewed, mendSafely, type Mended } from '../check/mend.ts';
import { count, createRun, type Run } from '../check/run.ts';
import { missingPaths, targetsOf, type Target } from '../check/targets.ts';
import { paintDiff } from '../colour.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { judge } from '../judge.ts';
import { displayName, printable, uriOf } from '../names.ts';

/** `keyless check`: judges files and folders, mends them if asked to, and tells the exit code. */
export async function check(command: CheckCommand, io: CliIo): Promise<number> {
  const problems = [...unknownRules(command, io), ...(await missing(command, io))];
  if (problems.length > 0) {
    await io.stderr.write(problems.map((problem) => `keyless: ${problem}\n`).join(''));
    return EXIT.usage;
  }
  const run = createRun(command, io);
  for await (const target of targetsOf(run)) await checkTarget(run, target);
  io.signal.throwIfAborted();
  if (command.diff) return tellDiff(run);
  await run.reporter.end(run.totals.summary, run.totals.failures);
  return exitCode(run);
}

function unknownRules({ ruleIds }: CheckCommand, io: CliIo): readonly string[] {
  const ids = (io.rules ?? allRules).map((rule) => rule.meta.id);
  return ruleIds
    .filter((id) => !ids.includes(id))
    .map((id) => {
      const near = nearestName(id, ids);
      const hint = near === undefined ? 'keyless rules lists them' : `did you mean ${near}?`;
      return `there is no rule ${JSON.stringify(id)}; ${hint}`;
    });
}

async function missing({ paths }: CheckCommand, io: CliIo): Promise<readonly string[]> {
  return (await missingPaths(paths, io)).map((path) => `${printable(path)} does not exist`);
}

function exitCode({ totals: { failures, failing } }: Run): number {
  if (failures > 0) return EXIT.failure;
  return failing ? EXIT.findings : EXIT.clean;
}

async function checkTarget(run: Run, target: Target): Promise<void> {
  const { linter, reporter, totals, command } = run;
  if (target.type === 'skipped') {
    totals.summary = { ...totals.summary, skipped: totals.summary.skipped + 1 };
    await reporter.skipped(target.path, target.reason);
    return;
  }
  const parsed = linter.parse(uriOf(target.path), target.kind, target.source);
  const model = command.fix ? await mend(run, target.path, parsed) : parsed;
  if (command.diff) return;
  const judged = count(run, judge(linter, model, await optionsFor(run, target.path, model)));
  await reporter.judged(target.path, model, judged);
}

async function optionsFor(run: Run, path: string, { document }: DocumentModel): Promise<LintOptions> {
  const { facts, settings } = run;
  return {
    facts: await facts.factsOf({ path, kind: document.kind, text: document.source.text }),
    settings,
  };
}

/** Mends a file. Where that is not possible, the file stays as it is and its findings are reported. */
async function mend(run: Run, path: string, model: DocumentModel): Promise<DocumentModel> {
  const { io, linter, files, facts, totals, command } = run;
  if (model.document.source.malformed) {
    // Its bytes that are no UTF-8 were lost in reading.
    await io.stderr.write(`keyless: ${nameOf(run, path)} is not fixed, because it is not valid UTF-8\n`);
    return model;
  }
  const mending = {
    linter,
    files,
    path,
    optionsFor: (one: DocumentModel) => optionsFor(run, path, one),
    forget: () => facts.forget(),
  };
  try {
    return await told(run, await (command.fix === 'review' ? mendReviewed : mendSafely)(mending, model));
  } catch (error) {
    if (!(error instanceof MendError)) throw error;
    totals.failures += 1;
    const reason = reasonOf(error.cause);
    await io.stderr.write(`keyless: ${nameOf(run, error.path)} cannot be written: ${reason}\n`);
    return told(run, error.mended);
  }
}

/** Counts what was mended, and names what a person has to fill in. */
async function told(run: Run, { model, applied, standIns }: Mended): Promise<DocumentModel> {
  const { totals, io } = run;
  totals.summary = { ...totals.summary, fixed: totals.summary.fixed + applied.length };
  for (const { path, name } of standIns) {
    await io.stderr.write(
      `keyless: ${nameOf(run, path)}: replace ${printable(name)}, which stands for what Keyless cannot know\n`,
    );
  }
  return model;
}

/** Shows what the fixes would change, and nothing else. */
async function tellDiff(run: Run): Promise<number> {
  const { changes, facts, io, isColoured, totals } = run;
  for (const [path, { before, after }] of changes) {
    if (before?.text === after.text) continue;
    const file = { name: displayName(io.cwd, path), path, kind: facts.classify(path), before, after };
    await io.stdout.write(paintDiff(diffText(file), isColoured));
  }
  const { fixed } = totals.summary;
  await io.stderr.write(`${fixed === 1 ? '1 fix' : `${fixed} fixes`} would be applied.\n`);
  if (totals.failures > 0) return EXIT.failure;
  return fixed > 0 ? EXIT.findings : EXIT.clean;
}

function nameOf({ io }: Run, path: string): string {
  return printable(displayName(io.cwd, path));
}

function reasonOf(error: unknown): string {
  if (error instanceof FileChangedError) return 'it has changed since it was read';
  const code = errorCode(error);
  return code === undefined ? 'unknown error' : (WRITE_ERRORS[code] ?? code);
}

/** What the codes of the operating system mean to people. */
const WRITE_ERRORS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'your disk quota is used up',
  EROFS: 'the file system is read-only',
};
