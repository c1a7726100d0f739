import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSandbox } from './sandbox.mjs';

it('copies the examples, and removes the copies alone, twice if asked', async () => {
  const example = await mkdtemp(join(tmpdir(), 'keyless-example-'));
  try {
    await mkdir(join(example, '.aws'));
    await writeFile(join(example, '.aws/config'), '[default]\n');
    const sandbox = await createSandbox({ home: example });
    await writeFile(join(sandbox.home, '.aws/config'), 'changed');
    expect(await readFile(join(example, '.aws/config'), 'utf8')).toBe('[default]\n');
    expect(existsSync(sandbox.workspace)).toBe(true);
    await sandbox.remove();
    await sandbox.remove();
    expect(existsSync(sandbox.root)).toBe(false);
    expect(existsSync(join(example, '.aws/config'))).toBe(true);
  } finally {
    await rm(example, { recursive: true });
  }
});

it('fails when an example does not exist', async () => {
  await expect(createSandbox({ workspace: '/no/such/folder' })).rejects.toThrow('/no/such/folder');
});
