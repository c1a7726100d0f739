/**
 * `npm run bench`: times what a person waits for. The programs are built as they ship; the benchmarks are bundled and
 * minified in the same way and run in a process of their own.
 *
 *   npm run bench                       all of them
 *   npm run bench -- --only config      those with this in their name; may be given more than once
 *   npm run bench -- --record           and writes test/perf/results.json, which later runs compare with
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(import.meta.dirname, '../..');
const BUNDLE = join(ROOT, '.cache/bench/bench.mjs');

/** @param {readonly string[]} args @returns {number} */
function node(args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

const built = node(['esbuild.mjs']);
if (built !== 0) process.exit(built);
await build({
  absWorkingDir: ROOT,
  entryPoints: ['test/perf/main.ts'],
  outfile: BUNDLE,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  conditions: ['source', 'module'],
  loader: { '.md': 'text' },
  minify: true,
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
process.exitCode = node(['--expose-gc', BUNDLE, ...process.argv.slice(2)]);
