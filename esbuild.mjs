/**
 * Bundles what ships: the extension, the language server, the command line, and in files of their own what few need: AWS's
 * SDK and the pages of the rules. Each of the first three is a program, `<name>.main.js`, and what starts it.
 *
 *   node esbuild.mjs               minified, as it ships
 *   node esbuild.mjs --no-minify   readable
 *   node esbuild.mjs --watch       readable, with source maps, again on each change
 */
import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import * as esbuild from 'esbuild';
import { protocolModules } from './scripts/lib/protocol-modules.mjs';
import { plainYaml } from './scripts/lib/plain-yaml.mjs';

const root = import.meta.dirname;
const { values: flags } = parseArgs({
  options: { watch: { type: 'boolean', default: false }, minify: { type: 'boolean', default: true } },
  allowNegative: true,
});

/**
 * `executable`: named in `bin`, so it starts with a shebang. `starts`: the program that it starts, built before it, in a
 * process of its own where that is executable.
 */
const bundles = [
  program('client', 'client/src/extension.ts', { executable: false }),
  program('server', 'server/src/main.ts', { executable: true }),
  program('cli', 'cli/src/main.ts', { executable: true }),
  { name: 'sts', entry: 'sessions/src/aws/sts.lazy.ts' },
  { name: 'rule-pages', entry: 'core/src/report/rule-pages.lazy.ts' },
];

function program(name, entry, { executable }) {
  return {
    name,
    entry: `${name}/src/start.ts`,
    executable,
    starts: { name: `${name}.main`, entry, isOwnProcess: executable },
  };
}

/** Leaves an import of `<name>.lazy.ts` a `require` of dist/<name>.js at run time, so that nothing loads it before it is needed. */
const lazyBundles = {
  name: 'lazy-bundles',
  setup(build) {
    build.onResolve({ filter: /\.lazy\.ts$/ }, ({ kind, path: request }) => {
      if (kind === 'entry-point') return undefined;
      if (kind === 'dynamic-import')
        return { path: `./${path.basename(request, '.lazy.ts')}.js`, external: true };
      return {
        errors: [
          { text: `${request} is a bundle of its own: import it with import(), never at the top of a file` },
        ],
      };
    });
  },
};

/**
 * Loads those of Node's modules when something of them is used that take milliseconds to load and are seldom used:
 * hashes, other processes, and writing. Libraries ask for them at their top, for what we never call. What such a module has
 * cannot be spread into another object. Not for the extension: VS Code has loaded them, and its libraries copy the names
 * that such a module has when they are loaded.
 */
const lazyNode = {
  name: 'lazy-node',
  setup(build) {
    build.onResolve(
      { filter: /^(?:node:)?(?:crypto|child_process|fs\/promises)$/ },
      ({ namespace, path: request }) =>
        namespace === 'lazy-node'
          ? { path: request, external: true }
          : { path: request.replace(/^node:/, ''), namespace: 'lazy-node' },
    );
    // As a prototype, because esbuild copies the names that an object has itself.
    build.onLoad({ filter: /.*/, namespace: 'lazy-node' }, ({ path: request }) => ({
      contents: `module.exports = Object.create(new Proxy({}, { get: (_, name) => require('node:${request}')[name] }));`,
    }));
  },
};

function optionsFor({ name, entry, executable = false, isOwnProcess = false }, programHash = '') {
  return {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: `dist/${name}.js`,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // `source`: the workspaces' TypeScript; `module`: what esbuild would ask for by itself.
    conditions: ['source', 'module'],
    external: ['vscode'],
    // A CommonJS bundle loads its neighbour with `require`, which also shows it in `require.cache`.
    supported: { 'dynamic-import': false },
    loader: { '.md': 'text' },
    // The AWS SDK warns about Node versions on standard error; which Node runs is the editor's choice.
    define: {
      'process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED': '"true"',
      PROGRAM_HASH: JSON.stringify(programHash),
    },
    banner: executable ? { js: '#!/usr/bin/env node' } : {},
    minify: flags.minify && !flags.watch,
    sourcemap: flags.watch,
    metafile: true,
    logLevel: 'warning',
    plugins: [plainYaml(root), protocolModules, lazyBundles, ...(isOwnProcess ? [lazyNode] : [])],
  };
}

function fileOf({ name }) {
  return path.join(root, 'dist', `${name}.js`);
}

async function finish(bundle, { metafile }) {
  const { name, executable = false } = bundle;
  if (executable) await chmod(fileOf(bundle), 0o755);
  await mkdir(path.join(root, '.cache/bundles'), { recursive: true });
  await writeFile(path.join(root, '.cache/bundles', `${name}.json`), JSON.stringify(metafile));
  const { size } = await stat(fileOf(bundle));
  process.stdout.write(`dist/${name}.js`.padEnd(20) + `${(size / 1000).toFixed(1)} KB\n`.padStart(12));
}

/**
 * Writes what is not ASCII as escapes, which esbuild leaves out in tagged templates: V8 keeps a text with a single such
 * character in twice the room, and a starter reads its program byte by byte.
 */
async function toAscii(bundle) {
  const text = await readFile(fileOf(bundle), 'utf8');
  const escaped = text.replaceAll(
    /(?<!\\)[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (escaped !== text) await writeFile(fileOf(bundle), escaped);
}

/** Names code that was compiled of a program: that of another text must never run in its place. */
async function hashOf(bundle) {
  return createHash('sha256')
    .update(await readFile(fileOf(bundle)))
    .digest('hex')
    .slice(0, 16);
}

/** What starts the program is built once, without a hash: a program that changes is compiled each time. */
async function watch(bundle) {
  if (bundle.starts) await watch(bundle.starts);
  const report = {
    name: 'report',
    setup(build) {
      build.onEnd(async (result) => {
        if (result.errors.length === 0) await finish(bundle, result);
      });
    },
  };
  const options = optionsFor(bundle);
  const context = await esbuild.context({ ...options, plugins: [...options.plugins, report] });
  await context.watch();
}

async function bundleOnce(bundle) {
  if (bundle.starts) await bundleOnce(bundle.starts);
  const hash = bundle.starts && (await hashOf(bundle.starts));
  const built = await esbuild.build(optionsFor(bundle, hash));
  await toAscii(bundle);
  await finish(bundle, built);
}

/** Each bundle by itself: one that fails does not keep the others from being built. */
async function build(bundle) {
  try {
    await (flags.watch ? watch(bundle) : bundleOnce(bundle));
  } catch (error) {
    process.exitCode = 1;
    // esbuild has printed its own findings.
    process.stderr.write(
      `dist/${bundle.name}.js is not built${'errors' in error ? '' : `: ${error.message}`}\n`,
    );
  }
}

await Promise.all(bundles.map(build));
