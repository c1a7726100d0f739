import { githubFindings, textFindings, textSummary, type TextStyle } from '@keyless/core';
import type { CliIo } from '../io.ts';
import { displayName, displayNameOfUri, printable } from '../names.ts';
import type { Reporter } from './reporter.ts';

/** For people: findings as they come, on standard output; what was left out, on standard error. */
export function createTextReporter(io: CliIo, style: TextStyle): Reporter {
  const fileOf = (uri: string): string => displayNameOfUri(io.cwd, uri);
  return {
    judged: (path, model, { findings }) =>
      io.stdout.write(textFindings(displayName(io.cwd, path), model, findings, fileOf, style)),
    ...endings(io),
  };
}

/** For GitHub's runner: annotations as findings come, and the closing figures for whoever reads the log. */
export function createGithubReporter(io: CliIo): Reporter {
  return {
    judged: (path, model, { findings }) =>
      io.stdout.write(githubFindings(displayName(io.cwd, path), model.document.source, findings)),
    ...endings(io),
  };
}

function endings(io: CliIo): Pick<Reporter, 'skipped' | 'end'> {
  return {
    skipped: (path, reason) =>
      io.stderr.write(`skipped ${printable(displayName(io.cwd, path))}: ${reason}\n`),
    end: (summary) => io.stdout.write(textSummary(summary)),
  };
}
