/**
 * `npm run check`: all that can be judged without running a test. Every step runs, so that one look shows all that is
 * to be mended; each names the command that repeats it alone.
 */
import { runNpm } from './lib/run-command.mjs';

const STEPS = ['format:check', 'lint', 'types', 'layers', 'unused', 'generate:check'];

let failed = 0;
for (const step of STEPS) {
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
console.log(failed === 0 ? 'Everything is in order.' : `${failed} of ${STEPS.length} checks failed.`);
process.exitCode = failed === 0 ? 0 : 1;

/** @param {number} from */
function seconds(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}
