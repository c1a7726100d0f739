import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { plainYaml } from '../../scripts/lib/plain-yaml.mjs';
import { protocolModules } from '../../scripts/lib/protocol-modules.mjs';

const ROOT = join(import.meta.dirname, '../..');

/** The server as one file, as it ships. */
export interface Bundle {
  readonly path: string;
  dispose(): Promise<void>;
}

/** Bundles the server into a folder of its own, so that no build is needed before the tests. */
export async function bundleServer(): Promise<Bundle> {
  const folder = await mkdtemp(join(tmpdir(), 'keyless-bundle-'));
  const path = join(folder, 'server.js');
  const { warnings } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['server/src/main.ts'],
    outfile: path,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    conditions: ['source', 'module'],
    plugins: [plainYaml(ROOT), protocolModules],
    loader: { '.md': 'text' },
    logLevel: 'error',
  });
  if (warnings.length > 0) throw new Error(warnings.map((one) => one.text).join('\n'));
  return { path, dispose: () => rm(folder, { recursive: true, force: true }) };
}
