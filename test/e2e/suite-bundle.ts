import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The repository's root folder. */
export const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Bundles a suite's entry into one CommonJS file, which is what an extension host loads.
 * It is written within the repository, so that mocha, which stays outside of the bundle, is found in its `node_modules`.
 * @returns The bundle's path.
 */
export async function bundleSuite(entry: string): Promise<string> {
  const outdir = join(REPOSITORY, '.cache/e2e');
  await mkdir(outdir, { recursive: true });
  const outfile = join(outdir, `${basename(entry, '.ts')}.cjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    conditions: ['source'],
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
