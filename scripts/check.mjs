/**
 * `npm run check`: all that can be judged without running a test. Every step runs, so that one look shows all that is
 * to be mended; each names the command that repeats it alone. As many run at a time as the machine has processors.
 */
import { availableParallelism } from 'node:os';
import { runNpm } from './lib/run-command.mjs';

const STEPS = ['lint', 'types', 'format:check', 'layers', 'unused', 'generate:check'];

let failed = 0;
const waiting = [...STEPS];
await Promise.all(Array.from({ length: availableParallelism() }, runWaiting));
console.log(failed === 0 ? 'Everything is in order.' : `${failed} of ${STEPS.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;

/** Runs one step after the other until none waits. */
async function runWaiting() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await runStep(step);
}

/** @param {string} step */
async function runStep(step) {
  const from = Date.now();
  try {
    await runNpm(['run', '--silent', step]);
    console.log(`ok      npm run ${step} (${seconds(from)})`);
  } catch (error) {
    failed += 1;
    console.log(`failed  npm run ${step} (${seconds(from)})`);
    console.log(error instanceof Error ? error.message : error);
  }
}

/** @param {number} from */
function seconds(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}
