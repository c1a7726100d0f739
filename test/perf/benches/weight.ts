import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { packageExtension } from '../../../scripts/lib/package-extension.mjs';
import type { Bench } from '../measure.ts';

const DIST = join(process.cwd(), 'dist');

async function kilobytes(file: string): Promise<readonly number[]> {
  return [(await stat(join(DIST, file))).size / 1000];
}

const BUNDLES = ['client.main', 'server.main', 'sts', 'cli.main', 'rule-pages'];

export const weightBenches: readonly Bench[] = [
  {
    name: 'weight-vsix',
    about: 'Size of the extension as it is installed from',
    unit: 'KB',
    goal: 700,
    measure: async () => {
      await packageExtension(process.cwd());
      return kilobytes('keyless.vsix');
    },
  },
  ...BUNDLES.map((bundle): Bench => ({
    name: `weight-${bundle.replace('.main', '')}`,
    about: `Size of dist/${bundle}.js`,
    unit: 'KB',
    measure: () => kilobytes(`${bundle}.js`),
  })),
];
