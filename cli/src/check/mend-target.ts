import type { DocumentModel } from '@keyless/core';
import { displayName, printable } from '../names.ts';
import { writeProblem } from '../write-problem.ts';
import { lintOptions } from './lint-options.ts';
import { MendError, mendReviewed, mendSafely, type Mended } from './mend.ts';
import type { Run } from './run.ts';

/** Mends a file. Where that is not possible, the file stays as it is and its findings are reported. */
export async function mendTarget(run: Run, path: string, model: DocumentModel): Promise<void> {
  const { io, linter, files, facts, totals, command } = run;
  if (model.document.source.malformed) {
    // Its bytes that are no UTF-8 were lost in reading.
    await io.stderr.write(`keyless: ${nameOf(run, path)} is not fixed, because it is not valid UTF-8\n`);
    return;
  }
  const mending = {
    linter,
    files,
    path,
    optionsFor: (one: DocumentModel) => lintOptions(run, path, one),
    forget: () => facts.forget(),
  };
  try {
    await told(run, await (command.fix === 'review' ? mendReviewed : mendSafely)(mending, model));
  } catch (error) {
    if (!(error instanceof MendError)) throw error;
    totals.failures += 1;
    const reason = writeProblem(error.cause);
    await io.stderr.write(`keyless: ${nameOf(run, error.path)} cannot be written: ${reason}\n`);
    await told(run, error.mended);
  }
}

/** Counts what was mended, and names what a person has to fill in. */
async function told(run: Run, { applied, standIns }: Mended): Promise<void> {
  const { totals, io } = run;
  totals.summary = { ...totals.summary, fixed: totals.summary.fixed + applied.length };
  for (const { path, name } of standIns) {
    await io.stderr.write(
      `keyless: ${nameOf(run, path)}: replace ${printable(name)}, which stands for what Keyless cannot know\n`,
    );
  }
}

function nameOf({ io }: Run, path: string): string {
  return printable(displayName(io.cwd, path));
}
