import { dirname, join } from 'node:path';
import { BASELINE_NAME, writeBaseline } from '@keyless/core';
import {
  baselinePath,
  CONFIGURATION_NAME,
  nearestConfiguration,
  pathInConfiguration,
  threadedFileSystem,
  writeFileAtomic,
} from '@keyless/files';
import type { CheckCommand } from '../args/check.ts';
import { checkTarget } from '../check/check-target.ts';
import type { LoadedConfiguration } from '../check/configurations.ts';
import { createRun, type Run } from '../check/run.ts';
import { targetsOf } from '../check/targets.ts';
import { tellUnreadable } from '../check/tell-unreadable.ts';
import { EXIT } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { displayName, printable } from '../names.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { writeProblem } from '../write-problem.ts';

/** A baseline is about everything that a plain `keyless check` of a folder would report. */
const CHECK: Omit<CheckCommand, 'paths'> = {
  command: 'check',
  aws: false,
  stdinFilename: undefined,
  format: 'text',
  colour: 'never',
  fix: undefined,
  diff: false,
  ruleIds: [],
  severity: 'hint',
  failOn: undefined,
  withSuppressed: false,
  maxSessionDuration: undefined,
};

/** `keyless baseline write`: takes what a repository has today as known. */
export async function baseline(io: CliIo): Promise<number> {
  const configuration = await configurationFor(io);
  const folder = dirname(configuration);
  const files = new Map<string, Set<string>>();
  const plain = createRun({ ...CHECK, paths: [folder] }, io);
  const { by } = await plain.configurations.of(join(folder, CONFIGURATION_NAME));
  if ((await tellUnreadable(plain)) || (await tellForeign(by, io))) return EXIT.usage;
  const run: Run = { ...plain, reporter: collector(io, configuration, files) };
  for await (const target of targetsOf(run)) await checkTarget(run, target);
  io.signal.throwIfAborted();
  // Of files that nobody has looked at the baseline would forget what it knows.
  if (await tellUnreadable(run)) return EXIT.usage;
  const named = by?.configuration.baseline;
  const path = baselinePath(configuration, named?.path ?? BASELINE_NAME);
  const problem = await write(path, writeBaseline(files), io);
  if (problem !== undefined) {
    await io.stderr.write(`keyless: ${printable(displayName(io.cwd, path))} cannot be written: ${problem}\n`);
    return EXIT.failure;
  }
  await io.stdout.write(resultText(files, displayName(io.cwd, path)));
  if (!named) await nameIt(configuration, io);
  return run.totals.failures > 0 ? EXIT.failure : EXIT.clean;
}

/** The configuration of the working folder, or where it is to be: at the root of the repository, else right here. */
async function configurationFor({ cwd }: CliIo): Promise<string> {
  const place = join(cwd, CONFIGURATION_NAME);
  const found = await nearestConfiguration(place, (candidate) => threadedFileSystem.isTaken(candidate));
  if (found !== undefined) return found;
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (await threadedFileSystem.isThere(join(folder, '.git'))) return join(folder, CONFIGURATION_NAME);
    if (dirname(folder) === folder) return place;
  }
}

/** Tells of a file in place of the baseline that is somebody's, and whether there is one. */
async function tellForeign(by: LoadedConfiguration | undefined, io: CliIo): Promise<boolean> {
  if (by?.baselineProblem?.isReplaceable !== false) return false;
  await io.stderr.write(
    `keyless: the baseline is not written: ${by.baselineProblem.reason}; name another file in ${CONFIGURATION_NAME}\n`,
  );
  return true;
}

/** Keeps the fingerprints of what is found, and of what was known before and is still there. */
function collector(io: CliIo, configuration: string, files: Map<string, Set<string>>): Reporter {
  return {
    judged: (path, { document }, { findings, known }) => {
      // A configuration that is wrong is to be mended, not to be got used to.
      if (document.kind === 'keyless-config') return Promise.resolve();
      const prints = [...findings, ...known].map(({ fingerprint }) => fingerprint);
      if (prints.length > 0) files.set(pathInConfiguration(configuration, path), new Set(prints));
      return Promise.resolve();
    },
    skipped: (path, reason) =>
      io.stderr.write(`skipped ${printable(displayName(io.cwd, path))}: ${reason}\n`),
    end: () => Promise.resolve(),
  };
}

async function write(path: string, text: string, { fs }: CliIo): Promise<string | undefined> {
  try {
    // What stands in it is no secret, and others have to read it.
    await writeFileAtomic(path, text, {
      ...(fs && { fs }),
      ...((await threadedFileSystem.isThere(path)) ? {} : { mode: 0o644 }),
    });
    return undefined;
  } catch (error) {
    return writeProblem(error);
  }
}

function resultText(files: ReadonlyMap<string, ReadonlySet<string>>, name: string): string {
  const all = [...files.values()].reduce((sum, prints) => sum + prints.size, 0);
  return `${all === 1 ? '1 problem' : `${all} problems`} of ${files.size === 1 ? '1 file' : `${files.size} files`} written to ${printable(name)}.\n`;
}

/** A baseline that no configuration names is obeyed by nobody. */
async function nameIt(configuration: string, io: CliIo): Promise<void> {
  const name = printable(displayName(io.cwd, configuration));
  const line = `baseline: ${BASELINE_NAME}`;
  if (await threadedFileSystem.isThere(configuration)) {
    await io.stderr.write(`keyless: add this line to ${name}, so that it is obeyed: ${line}\n`);
    return;
  }
  await writeFileAtomic(configuration, `${line}\n`, { mode: 0o644, ...(io.fs && { fs: io.fs }) });
  await io.stdout.write(`${name} is new, and names it.\n`);
}
