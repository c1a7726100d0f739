import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium } from './chromium.mjs';

describe.skipIf(process.platform === 'win32')('findChromium', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keyless-chromium-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  async function program(name: string): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, '#!/bin/sh\n');
    await chmod(file, 0o755);
    return file;
  }

  it('takes what KEYLESS_CHROMIUM names before what is on PATH', async () => {
    const chosen = await program('my-browser');
    await program('chromium');
    expect(findChromium({ env: { PATH: folder, KEYLESS_CHROMIUM: chosen } })).toEqual({ path: chosen });
  });

  it('says so when KEYLESS_CHROMIUM names no program, and looks no further', async () => {
    await program('chromium');
    const found = findChromium({ env: { PATH: folder, KEYLESS_CHROMIUM: join(folder, 'nothing') } });
    expect(found).toEqual({
      path: undefined,
      reason: `KEYLESS_CHROMIUM names no program: ${folder}/nothing`,
    });
  });

  it.each(['chromium', 'google-chrome', 'microsoft-edge'])('finds %s on PATH', async (name) => {
    const file = await program(name);
    expect(findChromium({ env: { PATH: `/nowhere::${folder}` }, platform: 'linux' })).toEqual({ path: file });
  });

  it('passes over a file that cannot be run and a folder of the name', async () => {
    await writeFile(join(folder, 'google-chrome'), '');
    await chmod(join(folder, 'google-chrome'), 0o644);
    const file = await program('msedge');
    expect(findChromium({ env: { PATH: folder }, platform: 'linux' })).toEqual({ path: file });
  });

  it('looks where Windows keeps programs', () => {
    const found = findChromium({ env: { PROGRAMFILES: folder }, platform: 'win32' });
    expect(found.path).toBeUndefined();
    expect(found).toHaveProperty('reason', expect.stringContaining('KEYLESS_CHROMIUM'));
  });
});
