/**
 * `npm test`: every tier, the one in a real VS Code included. The last line counts all tests. A tier that cannot run on
 * this machine is said to be skipped; with CI=true that is a failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './lib/chromium.mjs';
import { installDependencies } from './lib/dependencies.mjs';
import { packageExtension } from './lib/package-extension.mjs';
import { installHost } from './lib/vscode-host.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const RESULTS = join(ROOT, '.cache/test-results');

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @param {string} line */
function progress(line) {
  console.log(`· ${line}`);
}

/** Runs a script with this Node, its output shown. @param {readonly string[]} args @returns {number | null} Exit code. */
function run(args) {
  return spawnSync(process.execPath, [...args], { cwd: ROOT, stdio: 'inherit' }).status;
}

/**
 * Runs vitest and counts. A run that ends before it has written its result counts as one failure.
 * @param {string} name
 * @param {readonly string[]} args
 * @returns {Promise<Count>}
 */
async function vitest(name, args) {
  const file = join(RESULTS, `${name}.json`);
  const vitestEntry = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const code = run([
    vitestEntry,
    'run',
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const result = await readFile(file, 'utf8').then(JSON.parse, () => undefined);
  if (result === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const count = {
    passed: result.numPassedTests,
    failed: result.numFailedTests,
    skipped: result.numPendingTests + result.numTodoTests,
  };
  // A file that cannot be loaded has no failed test, but fails the run.
  return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/** The suites that run inside VS Code's extension host. @returns {Promise<Count>} */
async function extensionHost() {
  const file = join(RESULTS, 'extension-host.json');
  run(['--conditions=source', '--import', 'tsx', 'test/e2e/main.ts', '--result', file]);
  return readFile(file, 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 1, skipped: 0 }));
}

/** @returns {Promise<Count>} */
async function realVsCode() {
  const browser = await ensureChromium({ progress });
  if (browser.path === undefined) {
    const inCi = process.env['CI'] === 'true';
    console.log(`The tests in a real VS Code are ${inCi ? 'missing' : 'skipped'}: ${browser.reason}`);
    return { passed: 0, failed: inCi ? 1 : 0, skipped: inCi ? 0 : 1 };
  }
  await installHost({ progress });
  progress('Suites inside the extension host of a real VS Code');
  const suites = await extensionHost();
  progress('A person in a real VS Code');
  const journeys = await vitest('journeys', ['--project', 'journeys']);
  return add(suites, journeys);
}

/** What must not get slower, as ratios to work that is not ours. @returns {Promise<Count>} */
async function speed() {
  const file = join(RESULTS, 'speed.json');
  run(['test/perf/bench.mjs', '--short', '--result', file]);
  return readFile(file, 'utf8').then(JSON.parse, () => ({ passed: 0, failed: 1, skipped: 0 }));
}

/** @param {Count} a @param {Count} b @returns {Count} */
function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

await installDependencies(ROOT, { progress });
progress('Installing Open Policy Agent and CloudFormation Guard, for the guardrails (about 5 s) …');
await installDependencies(join(ROOT, 'test/guardrails/tools'));
await rm(RESULTS, { recursive: true, force: true });
await mkdir(RESULTS, { recursive: true });
await packageExtension(ROOT, { progress });
progress('Speed, held against the record');
const counts = [
  await speed(),
  await vitest('vitest', ['--project', 'unit', '--project', 'integration']),
  await realVsCode(),
];
const count = counts.reduce(add);
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1;
