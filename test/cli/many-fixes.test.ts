import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReport } from './report-shape.ts';
import { createWorkspace, type Workspace } from './run-cli.ts';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await createWorkspace();
});
afterEach(() => workspace.dispose());

const read = (name: string) => readFile(join(workspace.folder, name), 'utf8');
const count = (text: string, part: string) => text.split(part).length - 1;

const SECRET = 'aws_secret_access_key = wJalrXUtnFEMIK7MDENGbPxRfiCYzQ2mSx4tLp9a\n';
const TOKEN = `aws_session_token = FwoGZXIvYXdzEBYaD${'aB3/'.repeat(40)}==\n`;
const keys = (kind: string, last: string) => `aws_access_key_id = ${kind}Y34FZKBOKMUTVV7${last}\n${SECRET}`;
const sso = (name: string, url: string) =>
  `[profile ${name}]\nsso_start_url = ${url}\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = R\n`;
const job = (name: string) => `  ${name}:
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-access-key-id: \${{ secrets.AWS_ACCESS_KEY_ID }}
          aws-secret-access-key: \${{ secrets.AWS_SECRET_ACCESS_KEY }}
          aws-region: us-east-1
      - run: aws s3 ls
`;

describe('fixes of a file that hang on each other', () => {
  const mend = (rule: string) => workspace.run(['check', '--fix=review', '--rule', rule]);
  /** What any rule calls an error, but for the stand-in of a role's name: a mistake that a fix has made is none of its own rule's. */
  const errors = async () => {
    const { stdout } = await workspace.run(['check', '--severity=error', '--format=json']);
    const ids = readReport(stdout).findings.map(({ ruleId }) => ruleId);
    return ids.filter((id) => id !== 'invalid-role-arn');
  };

  it('add the section that two pasted sessions need once', async () => {
    const session = (last: string) => keys('ASIA', last) + TOKEN;
    await workspace.write('.aws/config', `[profile a]\n${session('A')}\n[profile c]\n${session('B')}`);
    await mend('static-session-key');
    const text = await read('.aws/config');
    expect(count(text, '[profile base-identity]')).toBe(1);
    expect(count(text, 'source_profile = base-identity')).toBe(2);
    expect(await errors()).toEqual([]);
  });

  it('leave no circle of profiles whose keys are all gone', async () => {
    await workspace.write(
      '.aws/config',
      `[profile a]\n${keys('AKIA', 'A')}\n[profile c]\n${keys('AKIA', 'B')}`,
    );
    await mend('static-long-term-key');
    expect(await errors()).toEqual([]);
  });

  it('give each address of a sign-in one session', async () => {
    const [url, other] = ['https://acme.awsapps.com/start', 'https://acme.awsapps.com/start/'];
    await workspace.write('.aws/config', sso('x', url) + sso('y', other) + sso('z', url));
    await mend('legacy-sso');
    const text = await read('.aws/config');
    expect(text.match(/\[sso-session .*\]/gu)).toEqual(['[sso-session acme]', '[sso-session acme-2]']);
    expect(text.match(/sso_session = .*/gu)).toEqual([
      'sso_session = acme',
      'sso_session = acme-2',
      'sso_session = acme',
    ]);
    expect(await errors()).toEqual([]);
  });

  it('grant a permission that several jobs share once', async () => {
    const name = '.github/workflows/deploy.yml';
    const head = 'on: push\npermissions:\n  contents: read\njobs:\n';
    await workspace.write(name, head + job('staging') + job('prod') + job('spare'));
    await mend('ci-stored-keys');
    const text = await read(name);
    expect(count(text, 'id-token: write')).toBe(1);
    expect(count(text, 'role-to-assume:')).toBe(3);
  });

  it('are all applied, however many there are', async () => {
    const profiles = Array.from({ length: 150 }, (_, index) =>
      sso(`p${index}`, `https://a${index}.awsapps.com/start`),
    );
    await workspace.write('.aws/config', profiles.join(''));
    const { stdout } = await mend('legacy-sso');
    expect(stdout).toBe('No problems in 1 file.\n150 fixes applied.\n');
    expect(count(await read('.aws/config'), '[sso-session ')).toBe(150);
  });
});

describe('what is told after fixes', () => {
  const CONFIG = '[profile a]\nrole_arn = arn:aws:iam::123456789012:role/x\n';
  it.each([
    [
      'is wrong with a file that was judged before the other one was mended',
      `${CONFIG}credential_source = Environment\n`,
      '[profile a]\nsource_profile = b\n[b]\ncredential_process = x\n',
    ],
    ['is no longer wrong with it', `${CONFIG}source_profile = b\n`, '[profile b]\ncredential_process = x\n'],
  ])('%s', async (_name, config, credentials) => {
    await workspace.write('.aws/config', config);
    await workspace.write('.aws/credentials', credentials);
    const mended = await workspace.run(['check', '--fix', '--format=json']);
    const again = await workspace.run(['check', '--format=json']);
    expect(readReport(mended.stdout).summary['fixed']).toBe(1);
    expect(readReport(mended.stdout).findings).toEqual(readReport(again.stdout).findings);
    expect(mended.code).toBe(again.code);
  });
});
