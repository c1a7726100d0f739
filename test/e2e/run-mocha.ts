import { renameSync, writeFileSync } from 'node:fs';
import { RESULT_VARIABLE } from './suite-result.ts';
import type { SuiteFailure, SuiteResult, SuiteTest } from './suite-result.ts';

/** How long one test may take, in milliseconds; a suite may set its own. */
const TEST_TIMEOUT_MS = 30_000;

/**
 * Runs mocha inside the extension host: what `run()` of the suite's entry calls.
 * `define` imports the suite files, which find mocha's `suite`, `test` and hooks as globals, as they do everywhere.
 * @throws Error When a test failed, which is how both VS Code hosts are told.
 */
export async function runMocha(define: () => Promise<void>): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({ ui: 'tdd', timeout: TEST_TIMEOUT_MS, reporter: Mocha.reporters.Base });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, 'suites', mocha);
  await define();
  const tests: SuiteTest[] = [];
  const failures: SuiteFailure[] = [];
  write(tests, failures, false);
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('test end', (test) => {
      tests.push({ title: test.fullTitle(), state: stateOf(test), duration: test.duration ?? 0 });
      write(tests, failures, false);
    });
    runner.on('fail', (test, error: Error) => {
      failures.push({ title: test.fullTitle(), message: error.message, stack: error.stack ?? '' });
    });
  });
  write(tests, failures, true);
  if (failures.length > 0) throw new Error(`${failures.length} of ${tests.length} tests failed`);
}

function stateOf(test: Mocha.Test): SuiteTest['state'] {
  if (test.isPending()) return 'skipped';
  return test.isFailed() ? 'failed' : 'passed';
}

/** A failure of a hook belongs to no test that ended, so failures are counted by themselves. The file appears at once or not at all. */
function write(tests: readonly SuiteTest[], failures: readonly SuiteFailure[], ended: boolean): void {
  const file = process.env[RESULT_VARIABLE];
  if (file === undefined) throw new Error(`${RESULT_VARIABLE} does not name a file for the result`);
  const count = (state: SuiteTest['state']) => tests.filter((test) => test.state === state).length;
  const result: SuiteResult = {
    passed: count('passed'),
    failed: failures.length,
    skipped: count('skipped'),
    failures,
    tests,
    ended,
  };
  writeFileSync(`${file}.new`, JSON.stringify(result));
  renameSync(`${file}.new`, file);
}
