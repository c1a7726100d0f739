/**
 * Runs the suites of `test/e2e/suites` inside a real VS Code and prints what came of them.
 *
 *   tsx test/e2e/run-suites.ts                      in VS Code's server, which comes from npm
 *   tsx test/e2e/run-suites.ts --runner electron    in desktop VS Code, which is downloaded; --vscode VERSION
 *   --vsix FILE      the packaged extension instead of the repository's own build
 *   --result FILE    writes the result as JSON, for a program that counts
 */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runInElectron } from './runner-electron.ts';
import { runInServer } from './runner-server.ts';
import type { SuiteOptions, SuiteOutcome } from './runner-server.ts';
import { REPOSITORY } from './suite-bundle.ts';
import type { SuiteResult } from './suite-result.ts';

/** Runs a suite in the runner that is asked for; the options and the result are the same for both. */
export async function runSuites(
  options: Partial<SuiteOptions> & { readonly runner?: 'server' | 'electron'; readonly version?: string },
): Promise<SuiteOutcome> {
  const { runner = 'server', entry = join(REPOSITORY, 'test/e2e/suites/index.ts'), ...rest } = options;
  return runner === 'electron' ? runInElectron({ entry, ...rest }) : runInServer({ entry, ...rest });
}

/** The result as lines for a person: each test, then each failure with what it said. */
export function describeResult({ tests, failures, passed, failed, skipped }: SuiteResult): string {
  const marks = { passed: '✓', failed: '✗', skipped: '-' };
  return [
    ...tests.map(({ state, title, duration }) => `${marks[state]} ${title} (${duration} ms)`),
    ...failures.map(({ title, message, stack }) => `\n✗ ${title}\n${stack === '' ? message : stack}`),
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join('\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runner: { type: 'string', default: 'server' },
      vscode: { type: 'string', default: 'stable' },
      entry: { type: 'string', default: 'test/e2e/suites/index.ts' },
      vsix: { type: 'string' },
      workspace: { type: 'string' },
      home: { type: 'string' },
      result: { type: 'string' },
    },
  });
  const { runner, vscode, entry, vsix, workspace, home, result } = values;
  if (runner !== 'server' && runner !== 'electron')
    throw new Error(`--runner is server or electron, not ${runner}`);
  const outcome = await runSuites({
    runner,
    version: vscode,
    entry: resolve(entry),
    ...(vsix === undefined ? {} : { vsix: resolve(vsix) }),
    ...(workspace === undefined ? {} : { workspace: resolve(workspace) }),
    ...(home === undefined ? {} : { home: resolve(home) }),
    progress: (line) => console.error(line),
  });
  if (result !== undefined) await writeFile(result, JSON.stringify(outcome, null, 2));
  console.log(outcome.kind === 'ran' ? describeResult(outcome.result) : `Not run: ${outcome.reason}`);
  process.exitCode = outcome.kind === 'ran' && outcome.result.failed === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
