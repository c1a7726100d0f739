/**
 * `npm run bench`: times what a person waits for. The programs are built as they ship; the benchmarks are bundled and
 * minified in the same way and run in a process of their own.
 *
 *   npm run bench                       all of them
 *   npm run bench -- --only config      those with this in their name; may be given more than once
 *   npm run bench -- --short            ratios to work that is not ours, held against the record; needs no peers
 *   npm run bench -- --record           and writes bench/results.json, which later runs compare with
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { plainYaml, yamlOfBrowsers } from '../../scripts/lib/plain-yaml.mjs';

const ROOT = join(import.meta.dirname, '../..');
const BUNDLES = join(ROOT, '.cache/bench');

/** @param {readonly string[]} args @returns {number} */
function node(args) {
  return spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;
}

/** The programs that ours are compared with. They stand in a folder of their own with a lockfile of their own. */
function installPeers() {
  const folder = join(ROOT, 'test/perf/peers');
  if (existsSync(join(folder, 'node_modules'))) return 0;
  console.log('Installing the peers …');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  return spawnSync('npm', args, { cwd: folder, stdio: 'inherit' }).status ?? 1;
}

const prepared = node(['esbuild.mjs']) || (process.argv.includes('--short') ? 0 : installPeers());
if (prepared !== 0) process.exit(prepared);
/** @satisfies {import('esbuild').BuildOptions} */
const asShipped = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  conditions: ['source', 'module'],
  minify: true,
  logLevel: 'warning',
};
await build({
  ...asShipped,
  entryPoints: ['test/perf/peers/read-and-parse.ts'],
  outfile: join(BUNDLES, 'read-and-parse.js'),
  format: 'cjs',
  plugins: [plainYaml(ROOT)],
});
await build({
  ...asShipped,
  entryPoints: ['test/perf/main.ts'],
  outfile: join(BUNDLES, 'bench.mjs'),
  format: 'esm',
  // What is measured is what ships; what it is compared with is the library as it is.
  alias: { yaml: yamlOfBrowsers(ROOT) },
  plugins: [plainYaml(ROOT, (importer) => !importer.startsWith(import.meta.dirname))],
  loader: { '.md': 'text' },
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
});
process.exitCode = node(['--expose-gc', join(BUNDLES, 'bench.mjs'), ...process.argv.slice(2)]);
