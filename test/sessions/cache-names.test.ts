import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadProfiles, planRefresh } from '@keyless/sessions';

const PROGRAM = join(import.meta.dirname, 'botocore-names.py');

/** Debian's Python, which has the AWS CLI 2, and the one on the PATH, which may have botocore. */
const pythons = ['/usr/bin/python3', 'python3'].filter((python) => {
  const probe = 'try:\n import awscli\nexcept ImportError:\n pass\nimport botocore';
  return spawnSync(python, ['-c', probe]).status === 0;
});

/** Each setting that is part of a name, in forms that matter; `undefined` leaves it out. */
const FORMS = {
  duration_seconds: [undefined, '3600', '1_800', ' 900', '7200 # two hours'],
  external_id: [undefined, 'abc', 'é ☃ 😀 " \\ /'],
  role_session_name: [undefined, 'me', 'é@x'],
  mfa_serial: [undefined, 'arn:aws:iam::111122223333:mfa/u', 'GAHT12345678'],
} as const;

/** Every combination of them, as profiles `p0`, `p1` and so on. */
function combinations(): readonly string[] {
  let sections = ['role_arn = arn:aws:iam::123456789012:role/team/é\nsource_profile = base\n'];
  for (const [key, values] of Object.entries(FORMS)) {
    sections = sections.flatMap((section) =>
      values.map((value) => (value === undefined ? section : `${section}${key} = ${value}\n`)),
    );
  }
  return sections;
}

const sections = combinations();
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'keyless-names-'));
  await mkdir(join(home, '.aws'));
  const base = '[profile base]\naws_access_key_id = AKIAQ3EGRT7YHXW5KLMN\naws_secret_access_key = secret\n';
  const profiles = sections.map((section, index) => `[profile p${index}]\n${section}`);
  await writeFile(join(home, '.aws', 'config'), base + profiles.join(''));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const known = pythons.length > 0 ? pythons : ['(no botocore)'];
describe.skipIf(pythons.length === 0).each(known)(
  'the names of cache entries, with the botocore of %s',
  (python) => {
    it('are the same for every combination of what a profile may say', async () => {
      const names = sections.map((_section, index) => `p${index}`);
      const env = { PATH: process.env['PATH'], HOME: home, AWS_DEFAULT_REGION: 'eu-west-1' };
      const { stdout, stderr } = spawnSync(python, [PROGRAM, ...names], { env, encoding: 'utf8' });
      expect(stderr).toBe('');
      const theirs = JSON.parse(stdout) as Readonly<Record<string, string>>;
      const loaded = await loadProfiles({}, home);
      const ours = names.map((name) => {
        const plan = planRefresh(loaded, name);
        return [name, plan.ok ? plan.hops.at(-1)?.cacheName : plan.meaning];
      });
      expect(Object.fromEntries(ours)).toEqual(theirs);
      expect(new Set(Object.values(theirs)).size).toBeGreaterThan(100);
    });
  },
);
