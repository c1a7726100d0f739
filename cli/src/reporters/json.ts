import { jsonFindings, jsonReport, type JsonFinding, type JsonSkip } from '@keyless/core';
import type { CliIo } from '../io.ts';
import { displayName, displayNameOfUri } from '../names.ts';
import type { Reporter } from './reporter.ts';

/** For programs: one object at the end and nothing else. */
export function createJsonReporter(io: CliIo): Reporter {
  const all: JsonFinding[] = [];
  const skips: JsonSkip[] = [];
  const fileOf = (uri: string): string => displayNameOfUri(io.cwd, uri);
  return {
    judged: (path, model, { findings }) => {
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
