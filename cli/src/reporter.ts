import {
  jsonFindings,
  jsonReport,
  textFindings,
  textSummary,
  type DocumentModel,
  type Finding,
  type JsonFinding,
  type JsonSkip,
  type Summary,
} from '@keyless/core';
import type { CliIo } from './io.ts';
import { displayName, displayNameOfUri, printable } from './names.ts';

/** Tells what a run finds, in one of the formats. Paths are absolute. */
export interface Reporter {
  findings(path: string, model: DocumentModel, findings: readonly Finding[]): Promise<void>;
  skipped(path: string, reason: string): Promise<void>;
  end(summary: Summary): Promise<void>;
}

/** For people: findings as they come, on standard output; what was left out, on standard error. */
export function createTextReporter(io: CliIo): Reporter {
  const fileOf = (uri: string): string => displayNameOfUri(io.cwd, uri);
  return {
    findings: (path, model, findings) =>
      io.stdout.write(textFindings(displayName(io.cwd, path), model, findings, fileOf)),
    skipped: (path, reason) =>
      io.stderr.write(`skipped ${printable(displayName(io.cwd, path))}: ${reason}\n`),
    end: (summary) => io.stdout.write(textSummary(summary)),
  };
}

/** For programs: one object at the end and nothing else. */
export function createJsonReporter(io: CliIo): Reporter {
  const all: JsonFinding[] = [];
  const skips: JsonSkip[] = [];
  const fileOf = (uri: string): string => displayNameOfUri(io.cwd, uri);
  return {
    findings: (path, model, findings) => {
      all.push(...jsonFindings(displayName(io.cwd, path), model.document.source, findings, fileOf));
      return Promise.resolve();
    },
    skipped: (path, reason) => {
      skips.push({ file: displayName(io.cwd, path), reason });
      return Promise.resolve();
    },
    end: (summary) => io.stdout.write(jsonReport({ findings: all, skipped: skips, summary })),
  };
}
