import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeFileSystem } from '@keyless/files';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReport } from './report-shape.ts';
import { createWorkspace, type Workspace } from './run-cli.ts';
import { reviewRule, safeRule } from './test-rules.ts';

const KEY_ID = 'ASIAQNZGKIQY56JQ7WML';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1';
const TOKEN = `IQoJb3JpZ2luX2VjEJr${'aB3/'.repeat(40)}==`;
const SESSION = `aws_access_key_id = ${KEY_ID}\naws_secret_access_key = ${SECRET}\naws_session_token = ${TOKEN}\n`;
const BASE = '[base]\naws_access_key_id = AKIASP2TPHJSQH3FJRUX\naws_secret_access_key = abc\n';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await createWorkspace();
});
afterEach(() => workspace.dispose());

const read = (name: string) => readFile(join(workspace.folder, name), 'utf8');
const REWRITE = ['check', '--fix=review', '--rule', 'static-session-key'];

describe('keyless check --fix=review', () => {
  it('applies the fixes of the rule that is named, and no others', async () => {
    await workspace.write('.env', 'A=old\nB=mine\nC=mine\n');
    const { code, stdout } = await workspace.run(['check', '--fix=review', '--rule', 'review-rule'], {
      rules: [safeRule, reviewRule],
    });
    expect(await read('.env')).toBe('A=old\nB=yours\nC=yours\n');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'No problems in 1 file.\n2 fixes applied.\n' });
  });

  it('changes both AWS files, each in one step, and makes config for its owner alone', async () => {
    await workspace.write('.aws/credentials', `[dev]\n${SESSION}${BASE}`);
    const { code, stderr, stdout } = await workspace.run(REWRITE);
    expect(await read('.aws/credentials')).toBe(`[dev]\n${BASE}`);
    const config = await read('.aws/config');
    expect(config).toContain('[profile dev]\n');
    expect(config).toContain('source_profile = base\n');
    expect((await stat(join(workspace.folder, '.aws/config'))).mode & 0o777).toBe(0o600);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^keyless: \.aws\/config: replace [A-Z_]+, which stands for/u) as string,
    });
    expect(stdout).toContain('1 fix applied.');
  });

  it('does nothing to either file where the first cannot be written', async () => {
    const before = `[dev]\n${SESSION}${BASE}`;
    await workspace.write('.aws/credentials', before);
    const rename = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOSPC' }));
    const { code, stderr } = await workspace.run(REWRITE, { fs: { ...nodeFileSystem, rename } });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'keyless: .aws/config cannot be written: no space left on the device\n',
    });
    expect(await read('.aws/credentials')).toBe(before);
    await expect(read('.aws/config')).rejects.toThrow('ENOENT');
  });

  it('says 2 for a rule that does not exist', async () => {
    expect(await workspace.run(['check', '--fix=review', '--rule', 'static-sesion-key'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'keyless: there is no rule "static-sesion-key"; did you mean static-session-key?\n',
    });
  });
});

describe('keyless check --diff', () => {
  it('shows what --fix would change, writes nothing, and says 1', async () => {
    const text = '\uFEFFA=1\r\nB=2\r\nC=3\r\nD=4\r\nE=old\r\nF=6\rG=old';
    await workspace.write('.env', text);
    const { code, stdout, stderr } = await workspace.run(['check', '--diff'], {
      rules: [safeRule, reviewRule],
    });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '2 fixes would be applied.\n' });
    expect(stdout).toBe(
      '--- .env\n+++ .env\n@@ -2,6 +2,6 @@\n B=2\n C=3\n D=4\n-E=old\n+E=new\n F=6\n-G=old\n+G=new\n',
    );
    expect(await read('.env')).toBe(text);
  });

  it('says 0 where there is nothing to change', async () => {
    await workspace.write('.env', 'B=mine\n');
    expect(await workspace.run(['check', '--diff'], { rules: [safeRule, reviewRule] })).toEqual({
      code: 0,
      stdout: '',
      stderr: '0 fixes would be applied.\n',
    });
  });

  it('shows a rewrite over two files with every secret masked', async () => {
    const before = `[dev]\n${SESSION}${BASE}`;
    await workspace.write('.aws/credentials', before);
    const { code, stdout, stderr } = await workspace.run([...REWRITE, '--diff']);
    expect(code).toBe(1);
    expect(stdout).toContain('--- /dev/null\n+++ .aws/config\n');
    expect(stdout).toContain(
      '\n-aws_access_key_id = ASIA…7WML\n-aws_secret_access_key = ***\n-aws_session_token = ***\n',
    );
    for (const secret of [KEY_ID, SECRET, TOKEN, TOKEN.slice(0, 30)]) {
      expect(stdout).not.toContain(secret);
      expect(stderr).not.toContain(secret);
    }
    expect(await read('.aws/credentials')).toBe(before);
    await expect(read('.aws/config')).rejects.toThrow('ENOENT');
  });

  it('ends where a file beside the one that is judged would be changed again and again', async () => {
    await workspace.write('.git/HEAD', 'ref: refs/heads/main\n');
    await workspace.write('.gitignore', '/x\n');
    await workspace.write('.env', `AWS_ACCESS_KEY_ID=${KEY_ID}\n`);
    const { stdout } = await workspace.run(['check', '--diff', '--fix=review', '--rule', 'env-file-tracked']);
    expect(stdout).toBe('--- .gitignore\n+++ .gitignore\n@@ -1,1 +1,2 @@\n /x\n+/.env\n');
  });

  it('is coloured where that is asked for', async () => {
    await workspace.write('.env', 'E=old\n');
    const { stdout } = await workspace.run(['check', '--diff', '--color=always'], { rules: [safeRule] });
    expect(stdout).toContain('\u001b[31m-E=old\u001b[39m\n\u001b[32m+E=new\u001b[39m\n');
  });
});

describe('keyless check -', () => {
  const stdin = (content: string | Uint8Array) => ({
    readAll: () => Promise.resolve(Buffer.from(content)),
    ask: () => Promise.resolve(undefined),
  });
  const argv = (...more: readonly string[]) => ['check', '-', '--stdin-filename', 'a/.env', ...more];

  it('judges standard input as the file that is named', async () => {
    const { code, stdout } = await workspace.run(argv(), {
      rules: [safeRule],
      stdin: stdin('\uFEFFA=old\n'),
    });
    expect(code).toBe(1);
    expect(stdout).toContain('a/.env:1:3  warning  Found something.');
  });

  it('shows the fixes of it', async () => {
    const { code, stdout } = await workspace.run(argv('--diff'), {
      rules: [safeRule],
      stdin: stdin('A=old\n'),
    });
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: '--- a/.env\n+++ a/.env\n@@ -1,1 +1,1 @@\n-A=old\n+A=new\n',
    });
  });

  it('knows the files around the name', async () => {
    await workspace.write('.aws/credentials', BASE);
    const config = '[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = base\n';
    const run = (text: string) =>
      workspace.run(['check', '-', '--stdin-filename', '.aws/config', '--rule', 'dangling-source-profile'], {
        stdin: stdin(text),
      });
    expect((await run(config)).code).toBe(0);
    expect((await run(config.replace('= base', '= other'))).code).toBe(1);
  });

  it.each([
    ['notes.txt', 'x', 'its name and place tell of no kind of file that Keyless knows'],
    ['.env', 'é'.repeat(600_000), 'its size is over the limit of 1 MiB'],
    ['.env', Buffer.from('\uFEFFA=old\n', 'utf16le'), 'it is UTF-16, not UTF-8'],
    ['.env', 'A=old\0\n', 'it is binary (it holds NUL bytes)'],
  ])('leaves out %s', async (name, content, reason) => {
    const options = { rules: [safeRule], stdin: stdin(content) };
    const { stdout, stderr } = await workspace.run(['check', '-', '--stdin-filename', name], options);
    expect(stderr).toBe(`skipped ${name}: ${reason}\n`);
    expect(stdout).toBe('No problems in 0 files.\n1 file or folder skipped.\n');
  });

  it('tells of bytes that are no UTF-8, as of a file, and fixes nothing there', async () => {
    const content = Buffer.from('[default]\nregion = eu-west-1 # \xff x\n', 'latin1');
    const named = ['check', '-', '--stdin-filename', '.aws/config'];
    const { code, stdout } = await workspace.run([...named, '--format=json'], { stdin: stdin(content) });
    expect([code, readReport(stdout).findings.map(({ ruleId }) => ruleId)]).toEqual([
      1,
      expect.arrayContaining(['unreadable-file']),
    ]);
    expect(await workspace.run([...named, '--diff'], { stdin: stdin(content) })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'keyless: .aws/config is not fixed, because it is not valid UTF-8\n0 fixes would be applied.\n',
    });
  });

  it('tells of an input that cannot be read', async () => {
    const readAll = () => Promise.reject(Object.assign(new Error('read'), { code: 'EIO' }));
    const { stderr } = await workspace.run(argv(), { stdin: { ...stdin(''), readAll } });
    expect(stderr).toBe('skipped a/.env: it cannot be read (EIO)\n');
  });
});

describe('keyless check --aws', () => {
  it('judges the files of the home folder, alone or with others', async () => {
    await workspace.write('home/.aws/config', '[profile old\n');
    await workspace.write('repo/.env', 'A=old\n');
    const files = async (...argv: readonly string[]) => {
      const { stdout } = await workspace.run(['check', '--format=json', ...argv], {
        rules: [safeRule],
        cwd: join(workspace.folder, 'repo'),
      });
      return (JSON.parse(stdout) as { findings: readonly { file: string }[] }).findings.map(
        ({ file }) => file,
      );
    };
    expect(await files('--aws')).toEqual(['../home/.aws/config']);
    expect(await files('--aws', '.')).toEqual(['.env', '../home/.aws/config']);
  });
});

describe('what is reported', () => {
  it('leaves out what is milder than --severity', async () => {
    await workspace.write('.env', 'A=old\n');
    const run = (severity: string) => workspace.run(['check', '--severity', severity], { rules: [safeRule] });
    expect(await run('error')).toEqual({ code: 0, stdout: 'No problems in 1 file.\n', stderr: '' });
    expect((await run('warning')).code).toBe(1);
  });

  const coloured = async (
    argv: readonly string[],
    env: Readonly<Record<string, string>>,
    isTerminal: boolean,
  ) => {
    await workspace.write('.env', 'A=old\n');
    let text = '';
    const stdout = {
      isTerminal,
      write: (chunk: string) => {
        text += chunk;
        return Promise.resolve();
      },
    };
    await workspace.run(['check', ...argv], { rules: [safeRule], env, stdout });
    return text.includes('\u001b[');
  };

  it.each<[readonly string[], Readonly<Record<string, string>>, boolean, boolean]>([
    [[], {}, false, false],
    [[], {}, true, true],
    [[], { NO_COLOR: '1' }, true, false],
    [[], { NO_COLOR: '' }, true, true],
    [[], { TERM: 'dumb' }, true, false],
    [[], { FORCE_COLOR: '1' }, false, true],
    [[], { FORCE_COLOR: '0' }, true, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, false, true],
    [['--color=always'], { NO_COLOR: '1' }, false, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, true, false],
    [['--format=json'], { FORCE_COLOR: '1' }, true, false],
    [['--format=github'], { FORCE_COLOR: '1' }, true, false],
  ])('with %j, %j and a terminal: %s is coloured: %s', async (argv, env, isTerminal, expected) => {
    expect(await coloured(argv, env, isTerminal)).toBe(expected);
  });

  it('says the same with colours as without', async () => {
    await workspace.write('.env', `AWS_ACCESS_KEY_ID=${KEY_ID}\n`);
    const plain = await workspace.run(['check', '--color=never']);
    const styled = await workspace.run(['check', '--color=always']);
    expect(styled.stdout).toContain('\u001b[1m\u001b[31merror');
    expect(styled.stdout.replaceAll(/\u001b\[\d+m/gu, '')).toBe(plain.stdout);
  });
});
