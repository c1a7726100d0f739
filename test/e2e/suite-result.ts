import { readFile } from 'node:fs/promises';

/** Names the file into which the suite, which runs in another process, writes its result. */
export const RESULT_VARIABLE = 'KEYLESS_E2E_RESULT';

/** One test that did not pass. */
export type SuiteFailure = { readonly title: string; readonly message: string; readonly stack: string };

/** One test that ran, by its full title; its time in milliseconds. */
export type SuiteTest = {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly duration: number;
};

/** What a run of the suites came to. `ended` is false where the process ended before mocha did. */
export type SuiteResult = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly SuiteFailure[];
  readonly tests: readonly SuiteTest[];
  readonly ended: boolean;
};

/**
 * Reads what the suite wrote. The file is written after each test, so that a host that crashed still tells how far it came.
 * @throws Error When the suite wrote nothing, or ended before all tests had run; `log` is then the end of what the host said.
 */
export async function readSuiteResult(file: string, log: readonly string[]): Promise<SuiteResult> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const tail = log.length === 0 ? '' : `\n${log.slice(-40).join('\n')}`;
  if (text === undefined) throw new Error(`The suite ended without a result.${tail}`);
  const result = JSON.parse(text) as SuiteResult;
  if (!result.ended) {
    const last = result.tests.at(-1)?.title ?? 'no test';
    throw new Error(`The suite ended early, after ${result.passed} passed tests (last: ${last}).${tail}`);
  }
  return result;
}
