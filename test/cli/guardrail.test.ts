import { readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { guardrails } from '@keyless/core';
import { nodeFileSystem } from '@keyless/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkspace, type Workspace } from './run-cli.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await createWorkspace();
});
afterEach(() => workspace.dispose());

const read = (name: string) => readFile(join(workspace.folder, name), 'utf8');

describe('keyless guardrail list', () => {
  it('lists them with their files, for people and for programs', async () => {
    const table = await workspace.run(['guardrail', 'list']);
    expect(table).toMatchObject({ code: 0, stderr: '' });
    const { code, stdout } = await workspace.run(['guardrail', 'list', '--json']);
    expect(code).toBe(0);
    const parsed = JSON.parse(stdout) as { guardrails: readonly { kind: string; path: string }[] };
    expect(parsed.guardrails.map(({ kind, path }) => [kind, path])).toEqual(
      guardrails.map(({ kind, path }) => [kind, path]),
    );
    for (const { kind, path } of guardrails)
      expect(table.stdout).toMatch(new RegExp(`^${kind} +${path} `, 'mu'));
  });
});

describe('keyless guardrail write', () => {
  it.each(guardrails)(
    'writes $kind where it belongs and says what is next',
    async ({ kind, path, text, next }) => {
      const { code, stdout, stderr } = await workspace.run(['guardrail', 'write', kind]);
      expect({ code, stdout, stderr }).toEqual({
        code: 0,
        stdout: `${path} is written. ${next}.\n`,
        stderr: '',
      });
      expect(await read(path)).toBe(text);
    },
  );

  it('never writes over a file unasked', async () => {
    await workspace.write('.checkov.yaml', 'mine: true\n');
    expect(await workspace.run(['guardrail', 'write', 'checkov'])).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'keyless: .checkov.yaml exists already; --output - prints what it would be, --force replaces it\n',
    });
    expect(await read('.checkov.yaml')).toBe('mine: true\n');
    expect((await workspace.run(['guardrail', 'write', 'checkov', '--force'])).code).toBe(0);
    expect(await read('.checkov.yaml')).not.toContain('mine');
  });

  it('takes no folder for a file', async () => {
    await workspace.write('infra/x.yaml', 'mine: true\n');
    expect(await workspace.run(['guardrail', 'write', 'scp', '--output', 'infra', '--force'])).toEqual({
      code: 3,
      stdout: '',
      stderr: 'keyless: infra is a folder; --output names the file\n',
    });
  });

  it('leaves the old file whole where the new one cannot be', async () => {
    await workspace.write('.checkov.yaml', 'mine: true\n');
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const fs = { ...nodeFileSystem, rename: () => Promise.reject(full) };
    expect(await workspace.run(['guardrail', 'write', 'checkov', '--force'], { fs })).toEqual({
      code: 3,
      stdout: '',
      stderr: 'keyless: .checkov.yaml cannot be written: no space left on the device\n',
    });
    expect(await read('.checkov.yaml')).toBe('mine: true\n');
    expect((await readdir(workspace.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('writes elsewhere, and to standard output', async () => {
    expect(await workspace.run(['guardrail', 'write', 'scp', '--output', 'infra/x.yaml'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^infra\/x\.yaml is written\. /u) as string,
    });
    expect(await workspace.run(['guardrail', 'write', 'scp', '--output', '-'])).toEqual({
      code: 0,
      stdout: await read('infra/x.yaml'),
      stderr: '',
    });
  });

  it.each([
    ['opa', 'um/k.rego', 'Run conftest test --policy um/k.rego .github/workflows/*.yml'],
    ['gitlab-ci', 'ci/k.yml', 'Include it in .gitlab-ci.yml: include: [{ local: ci/k.yml }]'],
    ['pre-commit', 'hooks.yaml', 'Run pre-commit install --config hooks.yaml'],
    ['checkov', 'ci/checkov.yaml', 'Run checkov --config-file ci/checkov.yaml --directory . from the root'],
    ['cfn-guard', 'ci/k.guard', 'Run cfn-guard validate --rules ci/k.guard --data template.yaml'],
  ])('says what is next for %s where it was written', async (kind, output, next) => {
    const { stdout } = await workspace.run(['guardrail', 'write', kind, '--output', output]);
    expect(stdout.startsWith(`${output} is written. ${next}`)).toBe(true);
    const { path, next: usual } = guardrails.find((one) => one.kind === kind)!;
    const there = await workspace.run(['guardrail', 'write', kind, '--output', `./${path}`]);
    expect(there.stdout).toBe(`${path} is written. ${usual}.\n`);
  });

  it.skipIf(process.platform === 'win32')('says why it cannot write', async () => {
    await symlink('/dev/null', join(workspace.folder, 'null'));
    const stderr = async (...argv: readonly string[]) =>
      (await workspace.run(['guardrail', 'write', 'scp', '--output', ...argv])).stderr;
    expect(await stderr('null', '--force')).toBe(
      'keyless: null cannot be written: it is not a regular file\n',
    );
    await workspace.write('file', '');
    expect(await stderr('file/x')).toBe(
      'keyless: file/x cannot be written: what should be its folder is a file\n',
    );
  });

  it('says so where it cannot write', async () => {
    await workspace.write('policy', 'a file\n');
    expect(await workspace.run(['guardrail', 'write', 'opa'])).toMatchObject({
      code: expect.toBeOneOf([1, 3]) as number,
      stdout: '',
    });
  });

  it.each([
    [[], 'guardrail is followed by list or write'],
    [['remove'], 'guardrail is followed by list or write'],
    [['list', 'scp'], 'guardrail list takes no kind'],
    [['write'], 'guardrail write takes one of github-actions'],
    [['write', 'sct'], 'guardrail write takes one of github-actions'],
    [['write', 'scp', 'opa'], 'guardrail write takes one of github-actions'],
    [['write', 'scp', '--output', ''], 'A path is empty'],
    [['list', '--force'], "Unknown option '--force' for guardrail list"],
    [['list', '--output', 'x'], "Unknown option '--output' for guardrail list"],
    [['write', 'scp', '--json'], "Unknown option '--json' for guardrail write"],
  ])('refuses %j', async (args, problem) => {
    const { code, stderr } = await workspace.run(['guardrail', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
  });
});
