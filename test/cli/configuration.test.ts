import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeFileSystem } from '@keyless/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReport, type Report } from './report-shape.ts';
import { createWorkspace, type Workspace } from './run-cli.ts';
import { readSarif } from './sarif-shape.ts';
import { safeRule } from './test-rules.ts';

const KEY_ID = 'ASIAQNZGKIQY56JQ7WML';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1';
const PASTED = `AWS_ACCESS_KEY_ID=${KEY_ID}\nAWS_SECRET_ACCESS_KEY=${SECRET}\n`;
const WORKFLOW = `on: push\njobs:\n  a:\n    runs-on: x\n    env: { AWS_ACCESS_KEY_ID: ${KEY_ID} }\n    steps: [{ run: aws s3 ls }]\n`;

const STORED =
  'on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v6\n        with:\n          aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}\n          aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}\n          aws-region: eu-west-1\n';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await createWorkspace();
  await workspace.write('repo/.git/HEAD', 'ref: refs/heads/main\n');
});
afterEach(() => workspace.dispose());

async function report(...argv: readonly string[]): Promise<Report & { code: number }> {
  const { code, stdout } = await workspace.run(['check', '--format=json', ...argv]);
  return { ...readReport(stdout), code };
}

function places({ findings }: Report): readonly string[] {
  return findings.map(({ ruleId, file }) => `${ruleId} ${file}`);
}

describe('.keyless.yaml', () => {
  it('sets the levels of rules and the policy for its repository, and for no other', async () => {
    await workspace.write(
      'repo/.keyless.yaml',
      'rules:\n  static-session-key: hint\n  incomplete-key-set: off\n',
    );
    await workspace.write('repo/api/.env', PASTED);
    await workspace.write('other/.env', PASTED);
    const severities = async (path: string) =>
      Object.fromEntries((await report(path)).findings.map(({ ruleId, severity }) => [ruleId, severity]));
    expect(await severities('repo')).toMatchObject({ 'static-session-key': 'hint' });
    expect(await severities('repo')).not.toHaveProperty('incomplete-key-set');
    expect(await severities('other')).toMatchObject({
      'static-session-key': 'error',
      'incomplete-key-set': 'error',
    });
  });

  it('gives the policy, which the command line overrides', async () => {
    await workspace.write('repo/.keyless.yaml', 'maxSessionDuration: 3600\n');
    await workspace.write(
      'repo/.aws/config',
      '[profile base]\ncredential_process = x\n[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\nduration_seconds = 7200\n',
    );
    expect(places(await report('repo'))).toEqual(['oversized-duration repo/.aws/config']);
    expect(places(await report('repo', '--max-session-duration', '7200'))).toEqual([]);
  });

  it('excludes files, also those that are named', async () => {
    await workspace.write('repo/.keyless.yaml', 'exclude: [vendor/, "*.example.env"]\n');
    await workspace.write('repo/vendor/.env', PASTED);
    await workspace.write('repo/a.example.env', PASTED);
    const walked = await report('repo');
    expect([walked.findings, walked.skipped, walked.summary['files']]).toEqual([[], [], 1]);
    expect(await report('repo/vendor/.env')).toMatchObject({
      findings: [],
      skipped: [{ file: 'repo/vendor/.env', reason: 'it is excluded by .keyless.yaml' }],
    });
  });

  it('tells the role of OIDC where no workflow does', async () => {
    await workspace.write(
      'repo/.keyless.yaml',
      'oidc:\n  roleArn: arn:aws:iam::123456789012:role/from-team\n  region: eu-west-3\n',
    );
    await workspace.write('repo/.github/workflows/a.yml', STORED);
    const titles = (await report('repo')).findings.flatMap(({ fixes }) => fixes.map(({ title }) => title));
    expect(titles.join('\n')).toContain('arn:aws:iam::123456789012:role/from-team');
  });

  it('ends the run with 2 where it is wrong, tells where, and holds for the rest', async () => {
    await workspace.write(
      'repo/.keyless.yaml',
      'rules:\n  static-sesion-key: off\n  static-secret-key: off\n',
    );
    await workspace.write('repo/api/.env', PASTED);
    const { code, stdout, stderr } = await workspace.run(['check', 'repo/api', '--fail-on=error']);
    expect(code).toBe(2);
    expect(stdout).toContain('repo/.keyless.yaml:2:3  error  There is no rule static-sesion-key');
    expect(stdout).toContain('  fix (review): Use static-session-key\n');
    expect(stdout).not.toContain('static-secret-key\n');
    expect(stderr).toBe(
      'keyless: .keyless.yaml has mistakes, so it may not do what it is meant to; the rule invalid-configuration tells them\n',
    );
    expect((await report('repo')).findings.filter(({ file }) => file.endsWith('.yaml'))).toHaveLength(1);
    expect((await workspace.run(['check', '--diff', 'repo/api'])).code).toBe(2);
  });

  const EXCLUDING = 'exclude: [vendor/]\n';
  const unreadable: readonly (readonly [string, (path: string) => Promise<unknown>, string])[] = [
    ['UTF-16', (path) => writeFile(path, `\uFEFF${EXCLUDING}`, 'utf16le'), 'it is UTF-16, not UTF-8'],
    ['with NUL bytes', (path) => writeFile(path, `${EXCLUDING}\0`), 'it is binary (it holds NUL bytes)'],
    [
      'very long',
      (path) => writeFile(path, EXCLUDING + '# x\n'.repeat(300_000)),
      'its size of 1.1 MiB is over the limit of 1 MiB',
    ],
    ['a link to nothing', (path) => symlink('none', path), 'it does not exist (any more)'],
    ['a folder', (path) => mkdir(path), 'it is not a regular file'],
  ];
  it.each(unreadable)(
    'ends the run with 2 where it is %s, and nothing is fixed',
    async (_name, make, why) => {
      const path = join(workspace.folder, 'repo/.keyless.yaml');
      await make(path);
      await workspace.write('repo/vendor/.env', 'A=old\n');
      await workspace.write('other/.env', 'A=old\n');
      const options = { rules: [safeRule] };
      const told = `keyless: repo/.keyless.yaml cannot be read: ${why}; the files that it holds for were left alone\n`;
      const { code, stdout, stderr } = await workspace.run(
        ['check', '--fix', 'repo/vendor', 'other'],
        options,
      );
      expect({ code, stderr }).toEqual({ code: 2, stderr: told });
      expect(stdout).toContain('1 fix applied.');
      expect(await readFile(join(workspace.folder, 'repo/vendor/.env'), 'utf8')).toBe('A=old\n');
      expect(await workspace.run(['check', 'repo/vendor/.env'], options)).toMatchObject({
        code: 2,
        stderr: `skipped repo/vendor/.env: .keyless.yaml cannot be read, which may exclude it\n${told}`,
      });
      expect((await workspace.run(['check', '--fix', 'repo'], options)).code).toBe(2);
      // Whoever takes what is found for known would take it for files that are excluded, and lose what was known of others.
      const baseline = await workspace.run(['baseline', 'write'], { cwd: join(workspace.folder, 'repo') });
      expect([baseline.code, baseline.stdout]).toEqual([2, '']);
      await rm(path, { recursive: true });
      await workspace.write('repo/.keyless.yaml', 'rules: {}\n');
      await make(join(workspace.folder, 'repo/vendor/.keyless.yaml'));
      const nested = await workspace.run(['baseline', 'write'], { cwd: join(workspace.folder, 'repo') });
      expect([nested.code, nested.stdout]).toEqual([2, '']);
    },
  );

  it('ends the run with 2 where it cannot be read and there is nothing else', async () => {
    await workspace.write('repo/.keyless.yaml', '\0');
    const { code, stderr } = await workspace.run(['check', 'repo']);
    expect(code).toBe(2);
    expect(stderr).toContain('skipped repo/.keyless.yaml: it is binary');
    expect(stderr).toContain('keyless: repo/.keyless.yaml cannot be read: it is binary');
  });

  it('does not get out of that by turning the rule off', async () => {
    await workspace.write('repo/.keyless.yaml', 'rules:\n  invalid-configuration: off\nexlude: []\n');
    await workspace.write('repo/.env', 'A=1\n');
    expect((await report('repo')).code).toBe(2);
  });
});

describe('what Git ignores', () => {
  it('is left out of folders, but for files that live on one machine', async () => {
    await workspace.write('repo/.gitignore', 'out/\n.env\n.aws/\n.github/\n');
    await workspace.write('repo/out/.github/workflows/a.yml', WORKFLOW);
    await workspace.write('repo/out/.env', PASTED);
    await workspace.write('repo/.env', PASTED);
    await workspace.write('repo/.aws/credentials', '[a]\naws_access_key_id = x\n');
    await workspace.write('repo/ci/.github/workflows/b.yml', WORKFLOW);
    const files = new Set((await report('repo')).findings.map(({ file }) => file));
    expect([...files].sort()).toEqual(['repo/.aws/credentials', 'repo/.env', 'repo/out/.env']);
    expect((await report('repo')).skipped).toEqual([]);
    expect(places(await report('repo/ci/.github/workflows/b.yml'))).toContain(
      'static-session-key repo/ci/.github/workflows/b.yml',
    );
  });
});

describe('keyless baseline write', () => {
  const write = (cwd = 'repo') => workspace.run(['baseline', 'write'], { cwd: join(workspace.folder, cwd) });

  it('takes what is there for known, from then on and wherever it moves, and nothing else', async () => {
    const path = await workspace.write('repo/api/.env', PASTED);
    const before = (await report('repo')).findings.length;
    expect(before).toBeGreaterThan(0);
    expect(await write('repo/api')).toEqual({
      code: 0,
      stdout: `${before} problems of 1 file written to ../.keyless-baseline.json.\n../.keyless.yaml is new, and names it.\n`,
      stderr: '',
    });
    const after = await report('repo');
    expect([after.code, after.findings, after.summary['known']]).toEqual([0, [], before]);
    await writeFile(
      path,
      `# moved\n\n${PASTED}AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEJr${'aB3/'.repeat(40)}==\n`,
    );
    expect(places(await report('repo'))).toEqual(['static-session-token repo/api/.env']);
  });

  it('holds neither a secret nor its hash, and says the same when it is written again', async () => {
    await workspace.write('repo/.env', PASTED);
    await write();
    const baseline = await readFile(join(workspace.folder, 'repo/.keyless-baseline.json'), 'utf8');
    expect(JSON.parse(baseline)).toEqual({
      version: 1,
      files: { '.env': expect.arrayContaining(['static-session-key:AWS variables:0']) as unknown },
    });
    expect(baseline).not.toContain(KEY_ID);
    expect(baseline).not.toContain(SECRET);
    // The same for other secrets: nothing is made of their values.
    await workspace.write(
      'repo/.env',
      PASTED.replace(KEY_ID, 'ASIAQNZGKIQY5AAAAAAA').replace(SECRET, SECRET.replace('w', 'z')),
    );
    await write();
    expect(await readFile(join(workspace.folder, 'repo/.keyless-baseline.json'), 'utf8')).toBe(baseline);
  });

  it('writes where .keyless.yaml says, readable for others, and forgets what has gone', async () => {
    await workspace.write('repo/.keyless.yaml', 'baseline: ci/known.json\n');
    await workspace.write('repo/ci/x', '');
    await workspace.write('repo/.env', PASTED);
    expect((await write()).stdout).toMatch(/written to ci\/known\.json\.\n$/u);
    expect((await stat(join(workspace.folder, 'repo/ci/known.json'))).mode & 0o777).toBe(0o644);
    await workspace.write('repo/.env', 'A=1\n');
    await write();
    expect(await readFile(join(workspace.folder, 'repo/ci/known.json'), 'utf8')).toBe(
      '{\n  "version": 1,\n  "files": {}\n}\n',
    );
  });

  it('says why it cannot be written', async () => {
    await workspace.write('repo/.keyless.yaml', 'baseline: none/known.json\n');
    expect(await write()).toEqual({
      code: 3,
      stdout: '',
      stderr: 'keyless: none/known.json cannot be written: its folder does not exist\n',
    });
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    const fs = { ...nodeFileSystem, open: () => Promise.reject(denied) };
    const options = { fs, cwd: join(workspace.folder, 'repo') };
    await workspace.write('repo/.keyless.yaml', 'baseline: known.json\n');
    const { stderr } = await workspace.run(['baseline', 'write'], options);
    expect(stderr).toBe('keyless: known.json cannot be written: permission denied\n');
  });

  it('tells how to name it where there is a configuration that does not', async () => {
    await workspace.write('repo/.keyless.yaml', 'rules: {}\n');
    expect((await write()).stderr).toBe(
      'keyless: add this line to .keyless.yaml, so that it is obeyed: baseline: .keyless-baseline.json\n',
    );
  });

  it('is a mistake of the configuration where it cannot be read', async () => {
    await workspace.write('repo/.keyless.yaml', 'baseline: known.json\n');
    await workspace.write('repo/.env', 'A=1\n');
    const missing = await report('repo');
    expect(missing.code).toBe(2);
    expect(missing.findings).toMatchObject([
      {
        ruleId: 'invalid-configuration',
        line: 1,
        column: 11,
        message: expect.stringContaining('known.json does not exist') as string,
      },
    ]);
    await workspace.write('repo/known.json', '{"version": 2, "files": {}}');
    expect((await report('repo')).findings[0]?.message).toBe(
      'The baseline cannot be used: known.json is no baseline of this version. Make it anew with keyless baseline write.',
    );
  });

  it.each([
    ['package.json', '{"name": "a", "version": "1.0.0", "files": ["dist"]}'],
    ['terraform.tfstate', '{"version": 4, "resources": []}'],
    ['.aws/config', '[default]\nregion = eu-west-1\n'],
    ['.keyless.yaml', undefined],
  ])('leaves %s alone, which is no baseline, and nobody is told to write one there', async (name, text) => {
    const path = await workspace.write(`repo/${name}`, text ?? '');
    await workspace.write('repo/.keyless.yaml', `baseline: ${name}\n`);
    const before = await readFile(path, 'utf8');
    expect(await write()).toEqual({
      code: 2,
      stdout: '',
      stderr: `keyless: the baseline is not written: ${name} is no baseline; name another file in .keyless.yaml\n`,
    });
    expect(await readFile(path, 'utf8')).toBe(before);
    const { code, findings } = await report('repo');
    expect(code).toBe(2);
    expect(findings[0]?.message).toBe(
      `The baseline cannot be used: ${name} is no baseline. Name another file, which keyless baseline write then makes.`,
    );
  });

  it.each([
    ['known.json', '{"version": 2, "files": {}, "more": 1}'],
    ['.keyless-baseline.json', '<<<<<<< HEAD\n'],
  ])('makes %s anew, which nobody can read any more, and counts what is written', async (name, text) => {
    const path = await workspace.write(`repo/${name}`, text);
    await workspace.write('repo/.keyless.yaml', `baseline: ${name}\n`);
    await workspace.write('repo/.env', PASTED);
    await workspace.write('repo/clean/.env', 'A=1\n');
    const { code, stdout, stderr } = await write();
    expect([code, stderr]).toEqual([0, '']);
    const { files } = JSON.parse(await readFile(path, 'utf8')) as { files: Record<string, string[]> };
    expect(Object.keys(files)).toEqual(['.env']);
    expect(stdout).toBe(`${files['.env']?.length} problems of 1 file written to ${name}.\n`);
  });

  it('keeps its findings from being fixed, and marks them in SARIF', async () => {
    await workspace.write('repo/.env', 'A=old\n');
    const options = { rules: [safeRule], cwd: join(workspace.folder, 'repo') };
    await workspace.run(['baseline', 'write'], options);
    await workspace.run(['check', '--fix'], options);
    expect(await readFile(join(workspace.folder, 'repo/.env'), 'utf8')).toBe('A=old\n');
    const { stdout } = await workspace.run(['check', '--format=sarif'], options);
    expect(readSarif(stdout).runs[0].results).toMatchObject([{ suppressions: [{ kind: 'external' }] }]);
    const text = await workspace.run(['check'], options);
    expect(text.stdout).toContain('1 problem known to the baseline.\n');
  });
});
