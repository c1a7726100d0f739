import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  addFindings,
  createLinter,
  defaultSettings,
  emptySummary,
  isAtLeast,
  rules as allRules,
  type DocumentModel,
  type Linter,
  type LintOptions,
  type Settings,
  type Summary,
} from '@keyless/core';
import { errorCode, FileChangedError, readDocument, walkDocuments, type FoundDocument } from '@keyless/files';
import { parse as parseDotenv } from 'dotenv';
import type { CheckCommand } from '../args/check.ts';
import { EXIT } from '../exit-code.ts';
import { createFactsSource, type FactsSource } from '../facts.ts';
import type { CliIo } from '../io.ts';
import { fixFile, judge } from '../judge.ts';
import { displayName, printable, uriOf } from '../names.ts';
import { createJsonReporter, createTextReporter, type Reporter } from '../reporter.ts';

/** `keyless check`: judges files and folders, mends them if asked to, and tells the exit code. */
export async function check(command: CheckCommand, io: CliIo): Promise<number> {
  const missing = await missingPaths(command.paths, io);
  if (missing.length > 0) {
    await io.stderr.write(missing.map((path) => `keyless: ${printable(path)} does not exist\n`).join(''));
    return EXIT.usage;
  }
  const run: Run = {
    io,
    command,
    linter: createLinter({
      rules: io.rules ?? allRules,
      clock: () => new Date(),
      readers: { dotenv: (text) => parseDotenv(text) },
    }),
    settings: settingsOf(command),
    facts: createFactsSource(io),
    reporter: command.format === 'json' ? createJsonReporter(io) : createTextReporter(io),
    totals: { summary: emptySummary, failures: 0, failing: false },
  };
  await checkAll(run);
  return exitCode(run.totals);
}

/** One run of the command; only `totals` changes. */
interface Run {
  readonly io: CliIo;
  readonly command: CheckCommand;
  readonly linter: Linter;
  readonly settings: Settings;
  readonly facts: FactsSource;
  readonly reporter: Reporter;
  readonly totals: Totals;
}

interface Totals {
  summary: Summary;
  /** Rules that threw and files that could not be written. */
  failures: number;
  /** Some finding is as bad as `--fail-on`. */
  failing: boolean;
}

function exitCode({ failures, failing }: Totals): number {
  if (failures > 0) return EXIT.failure;
  return failing ? EXIT.findings : EXIT.clean;
}

function settingsOf({ maxSessionDuration }: CheckCommand): Settings {
  return maxSessionDuration === undefined ? defaultSettings : { ...defaultSettings, maxSessionDuration };
}

/** Paths that do not exist; the walk itself tells of everything else that is wrong with one. */
async function missingPaths(paths: readonly string[], io: CliIo): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const path of paths) {
    try {
      await stat(resolve(io.cwd, path));
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) missing.push(path);
    }
  }
  return missing;
}

async function checkAll(run: Run): Promise<void> {
  const { io, command, totals, reporter } = run;
  const roots = command.paths.map((path) => resolve(io.cwd, path));
  for await (const entry of walkDocuments(roots, { signal: io.signal, classify: run.facts.classify })) {
    if (entry.type === 'document') await checkFile(run, entry);
    else await skip(run, entry.path, entry.reason);
  }
  io.signal.throwIfAborted();
  await reporter.end(totals.summary);
}

async function skip({ reporter, totals }: Run, path: string, reason: string): Promise<void> {
  totals.summary = { ...totals.summary, skipped: totals.summary.skipped + 1 };
  await reporter.skipped(path, reason);
}

async function checkFile(run: Run, file: FoundDocument): Promise<void> {
  const { linter, settings, reporter, totals } = run;
  const read = await readDocument(file.path);
  if ('skipped' in read) {
    await skip(run, file.path, read.skipped.reason);
    return;
  }
  const options: LintOptions = {
    facts: await run.facts.factsOf({ ...file, text: read.source.text }),
    settings,
  };
  const parsed = linter.parse(uriOf(file.path), file.kind, read.source);
  const model = run.command.fix ? await mend(run, file, parsed, options) : parsed;
  const { findings, suppressed, failures } = judge(linter, model, options);
  const summary = addFindings(totals.summary, findings);
  totals.summary = { ...summary, suppressed: summary.suppressed + suppressed };
  totals.failures += failures;
  totals.failing ||= findings.some((finding) => isAtLeast(finding.severity, run.command.failOn));
  await reporter.findings(file.path, model, findings);
}

/** Mends a file on the disk. Where that is not possible, the file stays as it is and its findings are reported. */
async function mend(
  { io, linter, facts, totals }: Run,
  file: FoundDocument,
  model: DocumentModel,
  options: LintOptions,
): Promise<DocumentModel> {
  const name = printable(displayName(io.cwd, file.path));
  if (model.document.source.malformed) {
    // Its bytes that are no UTF-8 were lost in reading.
    await io.stderr.write(`keyless: ${name} is not fixed, because it is not valid UTF-8\n`);
    return model;
  }
  try {
    const fixed = await fixFile(linter, file.path, model, { ...options, fs: io.fs });
    totals.summary = { ...totals.summary, fixed: totals.summary.fixed + fixed.applied };
    if (fixed.applied > 0) facts.forget();
    return fixed.model;
  } catch (error) {
    totals.failures += 1;
    await io.stderr.write(`keyless: ${name} cannot be written: ${reasonOf(error)}\n`);
    return model;
  }
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
