import {
  addFindings,
  createLinter,
  emptySummary,
  isAtLeast,
  rules as allRules,
  type Linter,
  type Rule,
  type Summary,
} from '@keyless/core';
import { parse as parseDotenv } from 'dotenv';
import type { CheckCommand } from '../args/check.ts';
import { styleFor, wantsColour } from '../colour.ts';
import { clearing, createProgress, type Progress } from '../progress.ts';
import { createFactsSource, type FactsSource } from '../facts.ts';
import type { CliIo } from '../io.ts';
import type { Judged } from '../judge.ts';
import { createJsonReporter } from '../reporters/json.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { createSarifReporter } from '../reporters/sarif.ts';
import { createGithubReporter, createTextReporter } from '../reporters/text.ts';
import { createConfigurations, type Configurations } from './configurations.ts';
import { diskFiles, dryFiles, type Changes, type FilesPort } from './files-port.ts';

/** One run of the command; only `totals` and `changes` change. */
export interface Run {
  readonly io: CliIo;
  readonly command: CheckCommand;
  readonly linter: Linter;
  readonly configurations: Configurations;
  readonly files: FilesPort;
  readonly facts: FactsSource;
  readonly reporter: Reporter;
  readonly progress: Progress;
  readonly totals: Totals;
  /** Files that were judged, by absolute path. */
  readonly judgedPaths: Set<string>;
  /** What `--diff` shows; empty where the disk is written to. */
  readonly changes: Changes;
  readonly isColoured: boolean;
}

interface Totals {
  summary: Summary;
  /** Rules that threw and files that could not be written. */
  failures: number;
  /** Places of `.keyless.yaml` that are wrong, and such files that cannot be read. */
  misconfigured: number;
  /** Some finding is as bad as `--fail-on`. */
  failing: boolean;
}

export function createRun(command: CheckCommand, given: CliIo): Run {
  const progress = createProgress(given.stderr, given.now ?? ((): number => performance.now()));
  const io: CliIo = {
    ...given,
    stdout: clearing(given.stdout, progress),
    stderr: clearing(given.stderr, progress),
  };
  const { ruleIds, maxSessionDuration } = command;
  const all = io.rules ?? allRules;
  const rules = ruleIds.length === 0 ? all : all.filter((rule) => ruleIds.includes(rule.meta.id));
  const changes: Changes = new Map();
  const files = command.diff ? dryFiles(changes) : diskFiles(io.fs);
  const isColoured = wantsColour(command.colour, io.env, io.stdout.isTerminal ?? false);
  return {
    io,
    command,
    linter: createLinter({
      rules,
      clock: io.clock ?? ((): Date => new Date()),
      readers: { dotenv: (text) => parseDotenv(text) },
    }),
    configurations: createConfigurations(files, { maxSessionDuration }),
    files,
    facts: createFactsSource(io, files),
    reporter: reporterOf(command, io, rules, isColoured),
    progress,
    totals: { summary: emptySummary, failures: 0, misconfigured: 0, failing: false },
    judgedPaths: new Set(),
    changes,
    isColoured,
  };
}

function reporterOf(
  { format, withSuppressed }: CheckCommand,
  io: CliIo,
  rules: readonly Rule[],
  isColoured: boolean,
): Reporter {
  switch (format) {
    case 'text':
      return createTextReporter(io, styleFor(isColoured));
    case 'json':
      return createJsonReporter(io);
    case 'sarif':
      return createSarifReporter(io, { metas: rules.map((rule) => rule.meta), withSuppressed });
    case 'github':
      return createGithubReporter(io);
  }
}

/** Leaves out what is milder than `--severity`, and counts the rest. */
export function count({ command, totals }: Run, judged: Judged): Judged {
  const isShown = ({ severity }: Judged['findings'][number]): boolean =>
    isAtLeast(severity, command.severity);
  const findings = judged.findings.filter(isShown);
  const suppressed = judged.suppressed.filter(isShown);
  const summary = addFindings(totals.summary, findings);
  const known = judged.known.filter(isShown);
  totals.summary = {
    ...summary,
    suppressed: summary.suppressed + suppressed.length,
    known: summary.known + known.length,
  };
  totals.failures += judged.failures;
  const { failOn } = command;
  totals.failing ||= failOn !== undefined && findings.some(({ severity }) => isAtLeast(severity, failOn));
  return { ...judged, findings, suppressed, known };
}
