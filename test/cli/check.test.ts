import { chmod, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReport } from './report-shape.ts';
import { createWorkspace, type Workspace } from './run-cli.ts';
import { brokenRule, reviewRule, safeRule } from './test-rules.ts';

const KEY_ID = 'ASIAQNZGKIQY56JQ7WML';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1';
const TOKEN = `IQoJb3JpZ2luX2VjEJr${'aB3/'.repeat(40)}==`;
const PASTED = `AWS_ACCESS_KEY_ID=${KEY_ID}\nAWS_SECRET_ACCESS_KEY=${SECRET}\nAWS_SESSION_TOKEN=${TOKEN}\n`;

let workspace: Workspace;
beforeEach(async () => {
  workspace = await createWorkspace();
});
afterEach(() => workspace.dispose());

describe('keyless check', () => {
  it('says 0 and nothing wrong about a clean folder', async () => {
    await workspace.write('a/.env', 'NAME=value\n');
    expect(await workspace.run(['check', 'a'])).toEqual({
      code: 0,
      stdout: 'No problems in 1 file.\n',
      stderr: '',
    });
  });

  it('reports pasted keys and says 1', async () => {
    await workspace.write('a/.env', PASTED);
    const { code, stdout, stderr } = await workspace.run(['check', 'a']);
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toContain('a/.env:1:19  error  ');
    expect(stdout).toContain(
      '  static-session-key\n  1 | AWS_ACCESS_KEY_ID=ASIA…7WML\n    |                   ^^^^^^^^^\n',
    );
    expect(stdout).toContain('\n  3 | AWS_SESSION_TOKEN=***\n    |                   ^^^\n');
  });

  it.each(['text', 'json'])('shows no secret as %s', async (format) => {
    await workspace.write(
      '.aws/config',
      `[profile a]\naws_access_key_id=${KEY_ID}\naws_session_token = ${TOKEN}\n`,
    );
    await workspace.write('.aws/credentials', `[a]\naws_secret_access_key=${SECRET}\n`);
    await workspace.write('.env', PASTED);
    await workspace.write(
      '.github/workflows/ci.yml',
      `on: push\njobs:\n  a:\n    runs-on: x\n    env: { AWS_ACCESS_KEY_ID: ${KEY_ID}, AWS_SECRET_ACCESS_KEY: ${SECRET}, AWS_SESSION_TOKEN: "${TOKEN}" }\n    steps:\n      - run: aws s3 ls\n`,
    );
    const { stdout, stderr, code } = await workspace.run(['check', '--format', format]);
    expect(code).toBe(1);
    for (const secret of [KEY_ID, SECRET, TOKEN, SECRET.slice(10, 30), TOKEN.slice(0, 30)]) {
      expect(stdout).not.toContain(secret);
      expect(stderr).not.toContain(secret);
    }
    expect(stdout).toContain('ASIA…7WML');
  });

  it('prints exactly one JSON object of the documented shape', async () => {
    await workspace.write('a/.env', PASTED);
    await workspace.write('a/large/.env', 'x'.repeat(1024 * 1024 + 1));
    const { code, stdout, stderr } = await workspace.run(['check', '--format=json', '.']);
    expect(code).toBe(1);
    expect(stderr).toBe('');
    const report = readReport(stdout);
    expect(
      report.findings.map((one) => [one.ruleId, one.file, one.line, one.column, one.endLine, one.endColumn]),
    ).toContainEqual(['static-session-key', 'a/.env', 1, 19, 1, 19 + KEY_ID.length]);
    expect(report.skipped).toEqual([
      { file: 'a/large/.env', reason: 'its size of more than 1 MiB is over the limit of 1 MiB' },
    ]);
    expect(report.summary).toMatchObject({ files: 1, skipped: 1 });
    expect(new Set(report.findings.map((one) => one.fingerprint)).size).toBe(report.findings.length);
  });

  it('counts columns in UTF-16 units behind a byte order mark and an emoji', async () => {
    await workspace.write('.env', '\uFEFF# 😀\r\nA="😀 old"\r\n');
    const report = readReport(
      (await workspace.run(['check', '--format=json'], { rules: [safeRule] })).stdout,
    );
    expect(report.findings).toMatchObject([{ line: 2, column: 7, endLine: 2, endColumn: 10 }]);
  });

  it('names files from the working folder, also those above it', async () => {
    await workspace.write('a/b/.env', 'old');
    await workspace.write('a/c d/.env', 'A=old\n');
    const { stdout } = await workspace.run(['check', '--format=json', '..'], {
      cwd: join(workspace.folder, 'a', 'b'),
      rules: [safeRule],
    });
    expect(readReport(stdout).findings.map((one) => one.file)).toEqual(['.env', '../c d/.env']);
  });

  it('takes the working folder where no path is given, and absolute paths', async () => {
    const path = await workspace.write('.env', 'A=old\n');
    const named = await workspace.run(['check', '--format=json', path], { rules: [safeRule] });
    const bare = await workspace.run(['check', '--format=json'], { rules: [safeRule] });
    expect(readReport(named.stdout)).toEqual(readReport(bare.stdout));
    expect(readReport(named.stdout).findings).toHaveLength(1);
  });

  it('reports a document once, however often and through whatever it is named', async () => {
    await workspace.write('a/.env', 'A=old\n');
    await symlink('a', join(workspace.folder, 'b'));
    const { stdout } = await workspace.run(['check', '--format=json', 'a', 'b', '.', 'a/.env'], {
      rules: [safeRule],
    });
    expect(readReport(stdout)).toMatchObject({ findings: [{ file: 'a/.env' }], summary: { files: 1 } });
  });

  it('judges config and credentials of one folder together', async () => {
    await workspace.write(
      '.aws/config',
      '[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\n',
    );
    await workspace.write(
      '.aws/credentials',
      '[base]\naws_access_key_id = AKIASP2TPHJSQH3FJRUX\naws_secret_access_key = x\n',
    );
    const ids = async (): Promise<readonly string[]> => {
      const { stdout } = await workspace.run(['check', '--format=json', '.aws/config']);
      return readReport(stdout).findings.map((one) => one.ruleId);
    };
    expect(await ids()).not.toContain('dangling-source-profile');
    await workspace.write('.aws/credentials', '');
    expect(await ids()).toContain('dangling-source-profile');
  });

  it('judges the files that the environment names', async () => {
    await workspace.write(
      'conf',
      '[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\n',
    );
    await workspace.write(
      'creds',
      '[base]\naws_access_key_id = AKIASP2TPHJSQH3FJRUX\naws_secret_access_key = x\n',
    );
    const unknown = await workspace.run(['check', '--format=json', 'conf']);
    expect(readReport(unknown.stdout).skipped).toMatchObject([{ file: 'conf' }]);
    const env = {
      DIR: workspace.folder,
      AWS_CONFIG_FILE: '$DIR/conf',
      AWS_SHARED_CREDENTIALS_FILE: '~/../creds',
    };
    const known = readReport((await workspace.run(['check', '--format=json', 'conf'], { env })).stdout);
    expect(known).toMatchObject({ findings: [], skipped: [], summary: { files: 1 } });
  });

  it('knows the roles that other workflows of the repository assume', async () => {
    const workflow = (step: string) =>
      `on: push\npermissions:\n  id-token: write\n  contents: read\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${step}`;
    await workspace.write(
      '.github/workflows/a.yml',
      workflow(
        '      - uses: aws-actions/configure-aws-credentials@v6\n        with:\n          role-to-assume: arn:aws:iam::123456789012:role/from-elsewhere\n          aws-region: eu-west-1\n',
      ),
    );
    await workspace.write(
      '.github/workflows/b.yml',
      workflow(
        '      - uses: aws-actions/configure-aws-credentials@v6\n        with:\n          aws-access-key-id: ${{ secrets.AWS_ACCESS_KEY_ID }}\n          aws-secret-access-key: ${{ secrets.AWS_SECRET_ACCESS_KEY }}\n          aws-region: eu-west-1\n',
      ),
    );
    const report = readReport((await workspace.run(['check', '--format=json'])).stdout);
    const titles = report.findings.filter((one) => one.file.endsWith('b.yml')).flatMap((one) => one.fixes);
    expect(titles.map((fix) => fix.title).join('\n')).toContain(
      'arn:aws:iam::123456789012:role/from-elsewhere',
    );
  });

  it('knows the workflows and actions that a job uses, also where only the job is asked about', async () => {
    const step =
      '{uses: aws-actions/configure-aws-credentials@v6, with: {role-to-assume: "arn:aws:iam::123456789012:role/D", aws-region: eu-west-1}}';
    const codes = async (): Promise<readonly string[]> => {
      const { stdout } = await workspace.run(['check', '--format', 'json', 'a/.github/workflows/caller.yml']);
      return readReport(stdout).findings.map(({ ruleId, message }) => `${ruleId}: ${message.slice(0, 14)}`);
    };
    await workspace.write(
      'a/.github/workflows/caller.yml',
      'on: push\npermissions: {contents: read}\njobs:\n  call: {uses: ./.github/workflows/callee.yml}\n  use: {steps: [{uses: ./aws}]}\n',
    );
    const callee = (one: string): string => `on: workflow_call\njobs: {a: {steps: [${one}]}}\n`;
    await workspace.write('a/.github/workflows/callee.yml', callee('{run: make}'));
    expect(await codes()).toEqual([]);
    await workspace.write('a/.github/workflows/callee.yml', callee(step));
    await workspace.write('a/aws/action.yml', `runs: {using: composite, steps: [${step}]}\n`);
    expect(await codes()).toEqual(['missing-id-token: Job call uses ', 'missing-id-token: Job use uses a']);
    await workspace.write(
      'a/.github/workflows/caller.yml',
      'on: push\npermissions: {contents: read, id-token: write}\njobs:\n  call: {uses: ./.github/workflows/callee.yml}\n  use: {steps: [{uses: ./aws}]}\n',
    );
    expect(await codes()).toEqual([]);
  });

  it('knows what Git ignores', async () => {
    await workspace.write('repo/.git/HEAD', 'ref: refs/heads/main\n');
    await workspace.write('repo/.gitignore', '.env\n');
    await workspace.write('repo/api/.gitignore', '!.env\n');
    for (const path of ['repo/.env', 'repo/api/.env', 'repo/prod.env', 'outside/.env'])
      await workspace.write(path, PASTED);
    const { stdout } = await workspace.run(['check', '--format', 'json', 'repo', 'outside']);
    const tracked = readReport(stdout).findings.filter(({ ruleId }) => ruleId === 'env-file-tracked');
    expect(tracked.map(({ file, fixes }) => [file, fixes.map(({ title }) => title)])).toEqual([
      ['repo/api/.env', []],
      ['repo/prod.env', ['Add prod.env to .gitignore']],
    ]);
  });

  it('judges templates of CloudFormation by their content', async () => {
    const role =
      'Resources:\n  A:\n    Type: AWS::IAM::Role\n    Properties:\n      MaxSessionDuration: 86400\n';
    await workspace.write('infra/template.yaml', role);
    await workspace.write('infra/cfn/values.yaml', role.replace('Resources', 'Values'));
    await workspace.write('infra/.aws-sam/build/template.yaml', role);
    const { stdout } = await workspace.run(['check', '--format', 'json', 'infra']);
    expect(readReport(stdout).findings.map(({ file, ruleId }) => [file, ruleId])).toEqual([
      ['infra/template.yaml', 'oversized-duration'],
    ]);
  });

  it('finds manifests of Kubernetes by their content', async () => {
    const manifest = 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData:\n';
    const key = '  AWS_ACCESS_KEY_ID: ASIAQNZGKIQY56JQ7WML\n';
    await workspace.write('repo/k8s/a.yaml', `\uFEFF${manifest}${key}`);
    await workspace.write('repo/k8s/cfn/secret.yml', manifest + key);
    await workspace.write('repo/values.yaml', `env:\n${key}`);
    await workspace.write('repo/openapi.yaml', 'x: y\n'.repeat(300_000));
    await workspace.write('repo/crds.yaml', `apiVersion: v1\nkind: X\n${'# y\n'.repeat(300_000)}`);
    const report = readReport((await workspace.run(['check', '--format', 'json', 'repo'])).stdout);
    expect(report.findings.map(({ file }) => file)).toEqual(['repo/k8s/a.yaml', 'repo/k8s/cfn/secret.yml']);
    expect(report.skipped.map(({ file }) => file)).toEqual(['repo/crds.yaml']);
  });

  it('counts YAML files that are none of its own, as a hook names them, and says no more of them', async () => {
    await workspace.write('mkdocs.yml', 'site_name: Shop\n');
    await workspace.write('values.yaml', 'env: { AWS_ACCESS_KEY_ID: ASIAQNZGKIQY56JQ7WML }\n');
    await workspace.write('.env', 'A=1\n');
    const names = ['mkdocs.yml', 'values.yaml', '.env', 'mkdocs.yml'];
    expect(await workspace.run(['check', ...names])).toEqual({
      code: 0,
      stdout: 'No problems in 1 file.\n2 YAML files passed by: of no kind that Keyless knows.\n',
      stderr: '',
    });
    const { stdout } = await workspace.run(['check', '--format=json', ...names]);
    expect(readReport(stdout)).toMatchObject({ skipped: [], summary: { files: 1, skipped: 0, foreign: 2 } });
    expect((await workspace.run(['check', '--format=sarif', ...names])).stdout).not.toContain('mkdocs');
    const piped = await workspace.run(['check', '-', '--stdin-filename', 'mkdocs.yml'], {
      stdin: {
        readAll: () => Promise.resolve(Buffer.from('site_name: Shop\n')),
        ask: () => Promise.resolve(undefined),
      },
    });
    expect([piped.stderr, piped.stdout]).toEqual(['', expect.stringContaining('1 YAML file passed by')]);
    expect((await workspace.run(['check', '.'])).stdout).toBe('No problems in 1 file.\n');
  });

  it('tells of YAML files that cannot be judged, whatever they are', async () => {
    await workspace.write('large.yaml', `apiVersion: v1\nkind: X\n${'# y\n'.repeat(300_000)}`);
    await workspace.write('binary.yaml', 'apiVersion: v1\nkind: X\n\0');
    const { stderr } = await workspace.run(['check', 'large.yaml', 'binary.yaml']);
    expect(stderr).toBe(
      'skipped large.yaml: its size of 1.1 MiB is over the limit of 1 MiB\nskipped binary.yaml: it is binary (it holds NUL bytes)\n',
    );
  });

  it.skipIf(process.getuid?.() === 0)('tells of YAML files that are closed', async () => {
    const path = await workspace.write('closed.yaml', 'site_name: Shop\n');
    await chmod(path, 0);
    for (const named of ['closed.yaml', '.']) {
      const { stderr } = await workspace.run(['check', named]);
      expect(stderr).toBe('skipped closed.yaml: permission denied\n');
    }
  });

  it('lets --max-session-duration set the policy', async () => {
    await workspace.write(
      '.aws/config',
      '[profile base]\ncredential_process = x\n[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\nduration_seconds = 7200\n',
    );
    expect((await workspace.run(['check'])).stdout).not.toContain('oversized-duration');
    const { code, stdout } = await workspace.run(['check', '--max-session-duration', '3600']);
    expect(stdout).toContain('oversized-duration');
    expect(code).toBe(1);
  });

  it.each([
    ['hint', 1],
    ['warning', 1],
    ['error', 0],
  ])('with --fail-on %s says %i about a warning', async (severity, code) => {
    await workspace.write('.env', 'A=old\n');
    expect((await workspace.run(['check', '--fail-on', severity], { rules: [safeRule] })).code).toBe(code);
  });

  it('says 2 about paths that do not exist, all of them, before anything else', async () => {
    await workspace.write('.env', PASTED);
    expect(await workspace.run(['check', '.', 'none', '.env/x'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'keyless: none does not exist\nkeyless: .env/x does not exist\n',
    });
  });

  it('says 3 about a rule that throws, names it, and goes on with the others', async () => {
    await workspace.write('.env', 'A=old and-quite-private\n');
    const { code, stdout, stderr } = await workspace.run(['check', '--format=json'], {
      rules: [brokenRule, safeRule],
    });
    expect(code).toBe(3);
    const report = readReport(stdout);
    expect(report.findings.map((one) => one.ruleId)).toEqual(['internal-error', 'safe-rule']);
    expect(report.findings[0]!.message).toMatch(
      /^The rule broken-rule failed here \(.+\), so its findings are missing\./u,
    );
    expect(stdout + stderr).not.toContain('private');
  });

  it('tells what it leaves out, and judges the rest', async () => {
    await workspace.write('notes.txt', 'A=old\n');
    await workspace.write('.env', 'A=old\n');
    const { code, stdout, stderr } = await workspace.run(['check', 'notes.txt', '.env'], {
      rules: [safeRule],
    });
    expect(code).toBe(1);
    expect(stderr).toBe('skipped notes.txt: its name and place tell of no kind of file that Keyless knows\n');
    expect(stdout).toContain('1 file or folder skipped.');
  });

  it('leaves out what a comment silences, and counts it', async () => {
    await workspace.write('.env', '# keyless: ignore[safe-rule] for a test\nA=old\n');
    const { code, stdout } = await workspace.run(['check', '--format=json'], { rules: [safeRule] });
    expect(code).toBe(0);
    expect(readReport(stdout)).toMatchObject({ findings: [], summary: { suppressed: 1 } });
  });

  it('counts the fixes that are there', async () => {
    await workspace.write('.env', 'A=old\nB=mine\n');
    const { stdout } = await workspace.run(['check'], { rules: [safeRule, reviewRule] });
    expect(stdout).toContain('\n  fix (safe): Write new\n');
    expect(stdout).toContain(
      '1 problem can be fixed with --fix.\n1 problem held back: its fix needs your review.',
    );
  });

  it.skipIf(process.getuid?.() === 0)('tells of a folder that is closed', async () => {
    await workspace.write('closed/.env', 'A=old\n');
    await chmod(join(workspace.folder, 'closed'), 0);
    const { stdout } = await workspace.run(['check', '--format=json']);
    await chmod(join(workspace.folder, 'closed'), 0o700);
    expect(readReport(stdout).skipped).toEqual([{ file: 'closed', reason: 'permission denied' }]);
  });

  it('stops at a signal with its code, and prints no half of a JSON object', async () => {
    for (let index = 0; index < 20; index += 1) await workspace.write(`${index}/.env`, 'A=old\n');
    const stop = new AbortController();
    let findings = 0;
    const stdout = {
      write: () => {
        findings += 1;
        stop.abort(130);
        return Promise.resolve();
      },
    };
    const text = await workspace.run(['check'], { rules: [safeRule], signal: stop.signal, stdout });
    expect(text).toMatchObject({ code: 130, stderr: 'keyless: stopped\n' });
    expect(findings).toBe(1);
    expect(await workspace.run(['check', '--format=json'], { signal: AbortSignal.abort(143) })).toEqual({
      code: 143,
      stdout: '',
      stderr: 'keyless: stopped\n',
    });
  });
});
