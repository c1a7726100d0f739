import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runNpm } from './run-command.mjs';

/** What a command line and a language server need, and nothing of the extension. Paths from the repository's root. */
const FILES = [
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'dist/cli.js',
  'dist/cli.main.js',
  'dist/server.js',
  'dist/server.main.js',
  'dist/sts.js',
  'dist/rule-pages.js',
  'schemas/config.schema.json',
];

/** What the manifest of the npm package has from the extension's: one name, one version, one licence. */
const SHARED = ['name', 'version', 'description', 'license', 'homepage', 'repository', 'keywords', 'bin'];

/**
 * Packs the npm package, which has the command line and the language server. Its libraries are in its bundles, so it
 * depends on no package: `npx` fetches one file.
 * @param {string} root The repository's root folder; the bundles in its `dist` are built.
 * @param {string} target The folder for the tarball.
 * @returns {Promise<string>} The path of the tarball.
 * @throws {Error} When a bundle is missing, or npm fails, with the end of what it wrote.
 */
export async function packNpm(root, target) {
  const folder = await mkdtemp(join(tmpdir(), 'keyless-npm-'));
  try {
    return await packFrom(folder, root, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder An empty folder to pack in. @param {string} root @param {string} target */
async function packFrom(folder, root, target) {
  for (const file of FILES) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(root, file), join(folder, file));
  }
  const extension = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const manifest = {
    ...Object.fromEntries(SHARED.map((key) => [key, extension[key]])),
    engines: { node: extension.engines.node },
    files: FILES,
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await mkdir(target, { recursive: true });
  await runNpm(['pack', '--silent', '--pack-destination', target], { cwd: folder });
  return join(target, `${extension.name}-${extension.version}.tgz`);
}
