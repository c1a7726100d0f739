import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('everything generated is fresh', () => {
  const root = join(import.meta.dirname, '../..');
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/generate.ts', '--check'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '--conditions=source' },
  });
  expect(run.stdout + run.stderr).toContain('Everything generated is fresh.');
  expect(run.status).toBe(0);
});
