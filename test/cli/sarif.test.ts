import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rules } from '@keyless/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkspace, type Workspace } from './run-cli.ts';
import { readSarif } from './sarif-shape.ts';
import { brokenRule, safeRule } from './test-rules.ts';

const KEY_ID = 'ASIAQNZGKIQY56JQ7WML';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzTESTKEY1';
const TOKEN = `IQoJb3JpZ2luX2VjEJr${'aB3/'.repeat(40)}==`;
const PASTED = `AWS_ACCESS_KEY_ID=${KEY_ID}\nAWS_SECRET_ACCESS_KEY=${SECRET}\nAWS_SESSION_TOKEN=${TOKEN}\n`;

let workspace: Workspace;
beforeEach(async () => {
  workspace = await createWorkspace();
});
afterEach(() => workspace.dispose());

describe('keyless check --format sarif', () => {
  it('describes every rule, those of a weakness with a severity of GitHub', async () => {
    const { code, stdout, stderr } = await workspace.run(['check', '--format', 'sarif'], {
      rulePage: (id) =>
        Promise.resolve(`# ${id}\n\n<!-- head:start -->\n\n[other](other.md) [net](https://x.example/)\n`),
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [{ tool, columnKind, results }] = readSarif(stdout).runs;
    expect(tool.driver).toMatchObject({ name: 'Keyless', semanticVersion: '0.1.0' });
    expect(columnKind).toBe('utf16CodeUnits');
    expect(results).toEqual([]);
    expect(tool.driver.rules.map(({ id }) => id)).toEqual([
      ...rules.map(({ meta }) => meta.id),
      'unused-suppression',
    ]);
    const rule = (id: string) => tool.driver.rules.find((one) => one.id === id);
    expect(rule('static-session-key')).toMatchObject({
      helpUri: 'https://github.com/keyless-for-aws/keyless/blob/main/docs/rules/static-session-key.md',
      help: {
        markdown:
          '# static-session-key\n\n[other](https://github.com/keyless-for-aws/keyless/blob/main/docs/rules/other.md) [net](https://x.example/)\n',
      },
      defaultConfiguration: { level: 'error' },
      properties: {
        precision: 'high',
        'security-severity': '8.0',
        tags: ['aws', 'security', 'external/cwe/cwe-312', 'external/cwe/cwe-798'],
      },
    });
    expect(rule('quoted-value')?.properties).not.toHaveProperty('security-severity');
  });

  it('gives results with places, fingerprints and what explains them, and ends with 0', async () => {
    await workspace.write(
      'a b/.aws/config',
      '[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\nsource_profile = a\n',
    );
    await workspace.write('é/.env', `# 😀\nA="😀" # x\n${PASTED}`);
    const { code, stdout, stderr } = await workspace.run(['check', '--format=sarif']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [{ results, originalUriBaseIds }] = readSarif(stdout).runs;
    expect(originalUriBaseIds['%SRCROOT%']?.uri).toBe(pathToFileURL(`${workspace.folder}/`).href);
    expect(results.find(({ ruleId }) => ruleId === 'static-session-key')).toMatchObject({
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: '%C3%A9/.env', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 19, endLine: 3, endColumn: 39 },
          },
        },
      ],
    });
    expect(results.some(({ locations }) => JSON.stringify(locations).includes('a%20b/.aws/config'))).toBe(
      true,
    );
    const prints = results.map(({ partialFingerprints }) => partialFingerprints['keyless/v1']);
    expect(new Set(prints).size).toBe(prints.length);
    for (const secret of [KEY_ID, SECRET, TOKEN, SECRET.slice(10, 30)]) expect(stdout).not.toContain(secret);
  });

  it('names other places of a finding', async () => {
    await workspace.write(
      '.aws/config',
      '[profile a]\nregion = eu-west-1\n[profile a]\nregion = eu-west-2\n',
    );
    const [{ results }] = readSarif((await workspace.run(['check', '--format=sarif'])).stdout).runs;
    expect(results.find(({ ruleId }) => ruleId === 'duplicate-section')).toMatchObject({
      relatedLocations: [{ id: 1, physicalLocation: { region: { startLine: 1 } } }],
    });
  });

  it('gives fixes as replacements without what they replace', async () => {
    await workspace.write('.env', 'A=old\n');
    const [{ results }] = readSarif(
      (await workspace.run(['check', '--format=sarif'], { rules: [safeRule] })).stdout,
    ).runs;
    expect(results[0]?.fixes).toEqual([
      {
        description: { text: 'Write new' },
        artifactChanges: [
          {
            artifactLocation: { uri: '.env', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 1, startColumn: 3, endLine: 1, endColumn: 6 },
                insertedContent: { text: 'new' },
              },
            ],
          },
        ],
      },
    ]);
  });

  it('leaves out a fix that would write a secret somewhere else', async () => {
    await workspace.write(
      '.aws/config',
      `[default]\naws_secret_access_key = "${SECRET}"\naws_access_key_id = "${KEY_ID}"\n`,
    );
    const { stdout } = await workspace.run(['check', '--format=sarif', '--rule', 'quoted-value']);
    const [{ results }] = readSarif(stdout).runs;
    expect(results).toHaveLength(2);
    expect(stdout).not.toContain(SECRET);
    expect(stdout).not.toContain(KEY_ID);
  });

  it('marks what comments silence, or omits it', async () => {
    await workspace.write('.env', '# keyless: ignore[safe-rule] for a test\nA=old\n');
    const included = await workspace.run(['check', '--format=sarif', '--fail-on=hint'], {
      rules: [safeRule],
    });
    expect(included.code).toBe(0);
    expect(readSarif(included.stdout).runs[0].results).toMatchObject([
      { ruleId: 'safe-rule', suppressions: [{ kind: 'inSource', status: 'accepted' }] },
    ]);
    const omitted = await workspace.run(['check', '--format=sarif', '--suppressed=omit'], {
      rules: [safeRule],
    });
    expect(readSarif(omitted.stdout).runs[0].results).toEqual([]);
  });

  it('lets --fail-on decide the exit code', async () => {
    await workspace.write('.env', 'A=old\n');
    const run = async (...more: readonly string[]) =>
      (await workspace.run(['check', '--format=sarif', ...more], { rules: [safeRule] })).code;
    expect([await run(), await run('--fail-on=warning'), await run('--fail-on=error')]).toEqual([0, 1, 0]);
  });

  it('tells of rules that fail and of files that are left out as notifications', async () => {
    await workspace.write('a/.env', 'A=old and-quite-private\n');
    await symlink('nowhere', join(workspace.folder, '.env'));
    const { code, stdout } = await workspace.run(['check', '--format=sarif'], {
      rules: [brokenRule, safeRule],
    });
    expect(code).toBe(3);
    const [{ invocations, results }] = readSarif(stdout).runs;
    expect(results.map(({ ruleId }) => ruleId)).toEqual(['safe-rule']);
    expect(invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: 'error', message: { text: expect.stringContaining('broken-rule') as string } },
          { level: 'note', message: { text: 'Skipped: it does not exist (any more)' } },
        ],
      },
    ]);
    expect(stdout).not.toContain('private');
  });

  it('names files above the working folder by themselves', async () => {
    await workspace.write('.env', 'A=old\n');
    await workspace.write('inner/x', '');
    const { stdout } = await workspace.run(['check', '--format=sarif', '..'], {
      cwd: join(workspace.folder, 'inner'),
      rules: [safeRule],
    });
    const uri = pathToFileURL(join(workspace.folder, '.env')).href;
    expect(readSarif(stdout).runs[0].results[0]?.locations).toMatchObject([
      { physicalLocation: { artifactLocation: { uri } } },
    ]);
  });
});

describe('keyless check --format github', () => {
  it('makes an annotation of each finding', async () => {
    await workspace.write('a,b:c%/.env', '# x\nA=old\n');
    const { code, stdout } = await workspace.run(['check', '--format=github'], { rules: [safeRule] });
    expect(code).toBe(1);
    expect(stdout).toBe(
      '::warning file=a%2Cb%3Ac%25/.env,line=2,endLine=2,col=3,endColumn=6,title=safe-rule::Found something. Change it.\n1 problem (1 warning) in 1 file.\n1 problem can be fixed with --fix.\n',
    );
  });

  it('has no line that a file could forge', async () => {
    await workspace.write(
      '.github/workflows/a.yml',
      `on: push\njobs:\n  "x\\n::error::y":\n    runs-on: x\n    env: { AWS_ACCESS_KEY_ID: ${KEY_ID} }\n    steps: [{ run: aws s3 ls }]\n`,
    );
    const { stdout } = await workspace.run(['check', '--format=github']);
    const lines = stdout.split('\n').filter((line) => line.startsWith('::'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) file=\.github/u);
    expect(stdout).not.toContain(KEY_ID);
  });
});
