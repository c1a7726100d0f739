import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { classify } from '@keyless/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = path.resolve(import.meta.dirname, '../..');
const manifest = path.join(root, '.pre-commit-hooks.yaml');
const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0;

const PATHS = [
  ...['.env', 'app/.env.local', 'prod.env', '.envrc', 'a/.aws/config', '.aws/credentials', 'compose.yaml'],
  ...[
    '.github/workflows/ci.yml',
    'x/action.yaml',
    '.gitlab-ci.yml',
    'ci/a.gitlab-ci.yml',
    'docker-compose.yml',
  ],
  ...[
    '.circleci/config.yml',
    '.circleci/a/b.yml',
    'buildspec-x.yml',
    'infra/cfn/a/b.yaml',
    'x.template.yaml',
  ],
  ...[
    'env',
    'environment',
    'x.environ',
    '.env/notes.txt',
    'aws/config',
    '.github/workflows/a/b.yml',
    'ci.yml',
  ],
  ...['README.md', 'src/action.yml.ts', 'my-action.yml', 'template.json', 'a.envrc'],
];

/** Python's verbose form, in which white space means nothing, as a pattern of this language. */
function patternOf(files: string): RegExp {
  return new RegExp(files.replace('(?x)', '').replaceAll(/\s/gu, ''), 'u');
}

describe('the hook for pre-commit', () => {
  const [hook] = parse(readFileSync(manifest, 'utf8')) as readonly [{ readonly files: string }];

  it.each(PATHS)('is given %s if and only if Keyless judges it', (name) => {
    expect(patternOf(hook.files).test(name)).toBe(classify(`/repo/${name}`) !== undefined);
  });
});

/** pre-commit itself, which installs the hook from a clone of this repository as it does for everybody. */
describe.skipIf(!hasPreCommit)(
  `pre-commit${hasPreCommit ? '' : ' (not installed)'}`,
  { timeout: 600_000 },
  () => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'keyless-pre-commit-')));
    const source = path.join(folder, 'source');
    const project = path.join(folder, 'project');
    const env = {
      ...process.env,
      ...{ GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com' },
      ...{ GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com' },
      PRE_COMMIT_HOME: path.join(folder, 'home'),
      npm_config_prefer_offline: 'true',
    };
    const git = (cwd: string, ...args: readonly string[]) =>
      execFileSync('git', args, { cwd, env, encoding: 'utf8' }).trim();
    const preCommit = (...args: readonly string[]) =>
      spawnSync('pre-commit', args, { cwd: project, env, encoding: 'utf8' });

    /** A repository of its own with this tree as it is now, whether or not it is committed. */
    beforeAll(() => {
      const files = git(root, 'ls-files', '--cached', '--others', '--exclude-standard', '-z').split('\0');
      for (const file of files.filter((name) => name !== '')) {
        mkdirSync(path.dirname(path.join(source, file)), { recursive: true });
        cpSync(path.join(root, file), path.join(source, file), { force: true, verbatimSymlinks: true });
      }
      git(source, 'init', '--quiet');
      git(source, 'add', '--all', '--force');
      git(source, 'commit', '--quiet', '--no-verify', '--message', 'all');
      mkdirSync(project);
      git(project, 'init', '--quiet');
      writeFileSync(
        path.join(project, '.pre-commit-config.yaml'),
        `repos: [{ repo: '${source}', rev: '${git(source, 'rev-parse', 'HEAD')}', hooks: [{ id: keyless }] }]\n`,
      );
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('takes the manifest', () => {
      expect(preCommit('validate-manifest', manifest).status).toBe(0);
    });

    it('stops a commit of a key, and no commit of anything else', () => {
      writeFileSync(path.join(project, 'notes.txt'), 'AWS_ACCESS_KEY_ID=ASIAQNZGKIQY56JQ7WML\n');
      git(project, 'add', '--all');
      // A manifest may have any name, so that other YAML files, such as pre-commit's own, are looked at and found to be none.
      expect(preCommit('run')).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('Passed') as string,
      });
      git(project, 'commit', '--quiet', '--no-verify', '--message', 'none');
      const nothing = preCommit('run', '--files', 'notes.txt');
      expect({ code: nothing.status, output: nothing.stdout }).toMatchObject({
        code: 0,
        output: expect.stringContaining('(no files to check)') as string,
      });
      writeFileSync(path.join(project, '.env'), 'APP=shop\n');
      git(project, 'add', '--all');
      const clean = preCommit('run');
      expect(clean.stdout + clean.stderr).toContain('Passed');
      writeFileSync(path.join(project, '.env'), 'AWS_ACCESS_KEY_ID=ASIAQNZGKIQY56JQ7WML\n');
      git(project, 'add', '--all');
      const { status, stdout } = preCommit('run', '--all-files');
      expect(status).toBe(1);
      expect(stdout).toContain('static-session-key');
      // Its own configuration is YAML and none of ours.
      expect(stdout).toContain('1 YAML file passed by');
      expect(stdout).not.toContain('.pre-commit-config.yaml');
    });
  },
);
