import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listSessionProfiles, loadProfiles, loadSts, planRefresh, refreshProfile } from '@keyless/sessions';

/** A workspace with AWS files of its own, which is where programs start that it brings along. */
let root: string;
let home: string;
let workspace: string;
const before = process.cwd();

const configOf = (command: string): string =>
  `[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/Demo\nsource_profile = helper\n[profile helper]\ncredential_process = ${command}\n`;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'keyless-own-'));
  [home, workspace] = [join(root, 'home'), join(root, 'workspace')];
  await mkdir(join(workspace, '.aws'), { recursive: true });
  await mkdir(join(home, '.aws'), { recursive: true });
  process.chdir(workspace);
});
afterEach(async () => {
  process.chdir(before);
  await rm(root, { recursive: true, force: true });
});

it('are the only ones that are read, wherever the program runs', async () => {
  await writeFile(join(workspace, '.aws', 'config'), configOf('touch proof'));
  const loaded = await loadProfiles({}, home);
  expect(await listSessionProfiles(loaded, { now: new Date() })).toEqual([]);
  expect(planRefresh(loaded, 'dev')).toMatchObject({ ok: false, kind: 'refused' });
});

it.skipIf(process.platform === 'win32')(
  'run no program of the workspace that has the same name',
  async () => {
    await writeFile(join(workspace, 'helper'), '#!/bin/sh\ntouch proof\n', { mode: 0o755 });
    await writeFile(join(home, '.aws', 'config'), configOf('./helper'));
    const result = await refreshProfile(planRefresh(await loadProfiles({}, home), 'dev'), {
      askMfaCode: () => Promise.resolve(undefined),
      progress: () => undefined,
      clock: () => new Date(),
      signal: new AbortController().signal,
      loadSts,
      env: { PATH: process.env['PATH'] },
      home,
    });
    expect(result).toMatchObject({ ok: false, kind: 'source' });
    expect((await readdir(workspace)).sort()).toEqual(['.aws', 'helper']);
  },
);
