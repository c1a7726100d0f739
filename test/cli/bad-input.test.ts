import { execFileSync } from 'node:child_process';
import { mkdir, rm, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readReport, type Report } from './report-shape.ts';
import { createWorkspace, type Workspace } from './run-cli.ts';

const KEY_ID = 'ASIAQNZGKIQY56JQ7WML';

let workspace: Workspace;
beforeEach(async () => {
  workspace = await createWorkspace();
  // Whatever else lies about, this file must get its findings.
  await workspace.write('z/.env', `AWS_ACCESS_KEY_ID=${KEY_ID}\n`);
});
afterEach(() => workspace.dispose());

async function check(...paths: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await workspace.run(['check', '--format=json', ...paths]);
  expect(stderr).toBe('');
  expect(code).toBe(1);
  const report = readReport(stdout);
  expect(report.findings.map((one) => `${one.file} ${one.ruleId}`)).toContain('z/.env static-session-key');
  return report;
}

const nested = (depth: number) =>
  Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:\n`).join('');
const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
  .concat(
    Array.from(
      { length: 12 },
      (_, level) =>
        `b${level}: &b${level} [${Array(9)
          .fill(level === 0 ? '*a' : `*b${level - 1}`)
          .join(', ')}]`,
    ),
  )
  .join('\n');

describe('keyless check on bad input', () => {
  const texts: readonly (readonly [string, string, string | Uint8Array])[] = [
    ['an empty file', '.aws/config', ''],
    ['a file that ends in the middle of a header', '.aws/config', '[profile a]\nregion = x\n[prof'],
    [
      'a file that ends in the middle of a character',
      '.aws/config',
      Buffer.from('[default]\nregion = é').subarray(0, -1),
    ],
    ['a .env that ends in the middle of a quoted value', '.env', 'A="b\nC=d\n'],
    [
      'a workflow that ends in the middle of a flow map',
      '.github/workflows/a.yml',
      'on: push\njobs: { a: { steps: [ { run: "x',
    ],
    ['a workflow that is no map', '.github/workflows/a.yml', '- 1\n- 2\n'],
    ['a workflow of many documents', '.github/workflows/a.yml', '---\n'.repeat(500)],
    ['a deeply nested workflow', '.github/workflows/a.yml', nested(1000)],
    ['deeply nested brackets', '.github/workflows/a.yml', `a: ${'['.repeat(20_000)}`],
    ['an alias bomb', '.github/workflows/a.yml', bomb],
    ['an alias of itself', '.github/workflows/a.yml', 'a: &a [*a]\njobs: *a\n'],
    ['one very long line', '.env', `A=${'x'.repeat(900_000)}`],
    ['very many lines', '.aws/config', '[a]\n'.repeat(40_000)],
    [
      'text in another encoding',
      '.aws/credentials',
      Buffer.from([0x5b, 0x61, 0x5d, 0x0a, 0x72, 0x3d, 0xe9, 0x0a]),
    ],
  ];
  it.each(texts)('judges %s', async (_name, file, content) => {
    await workspace.write(file, content);
    const report = await check('.');
    expect(report.skipped).toEqual([]);
    expect(report.summary['files']).toBe(2);
    expect(report.findings.map((one) => one.ruleId)).not.toContain('internal-error');
  });

  it('leaves out binary and UTF-16 files', async () => {
    await workspace.write('.aws/config', Buffer.from([0x5b, 0, 0xff, 0x0a]));
    await workspace.write('.env', Buffer.from('\uFEFFA=b\r\n', 'utf16le'));
    expect((await check('.')).skipped).toEqual([
      { file: '.aws/config', reason: 'it is binary (it holds NUL bytes)' },
      { file: '.env', reason: 'it is UTF-16, not UTF-8' },
    ]);
  });

  it('leaves out a file of 50 MB', async () => {
    await truncate(await workspace.write('.env', ''), 50_000_000);
    expect((await check('.')).skipped).toEqual([
      { file: '.env', reason: 'its size of 47.7 MiB is over the limit of 1 MiB' },
    ]);
  });

  it('gets out of circles of links', async () => {
    await mkdir(join(workspace.folder, 'a'));
    await symlink('../a', join(workspace.folder, 'a', 'again'));
    await symlink('..', join(workspace.folder, 'a', 'up'));
    await symlink('.env', join(workspace.folder, '.env'));
    const report = await check('.');
    expect(report.skipped).toEqual([{ file: '.env', reason: 'its symbolic links run in a circle' }]);
    expect(report.summary['files']).toBe(1);
  });

  it('goes on behind a link to nothing', async () => {
    await symlink('none', join(workspace.folder, '.env'));
    expect((await check('.')).skipped).toEqual([{ file: '.env', reason: 'it does not exist (any more)' }]);
  });

  it('goes on behind a file that vanishes while it runs', async () => {
    const path = await workspace.write('a/.env', 'A=b\n');
    let gone = false;
    const stderr: string[] = [];
    const output = {
      write: async () => {
        // The first finding is out: now the next file goes.
        if (!gone) await rm(path);
        gone = true;
      },
    };
    const { code } = await workspace.run(['check', 'z', 'a/.env'], {
      stdout: output,
      stderr: { write: (text) => Promise.resolve(void stderr.push(text)) },
    });
    expect(gone).toBe(true);
    expect(code).toBe(1);
    expect(stderr).toEqual(['skipped a/.env: it does not exist (any more)\n']);
  });

  it.skipIf(process.platform === 'win32')('does not wait for fifos and devices', async () => {
    execFileSync('mkfifo', [join(workspace.folder, '.env'), join(workspace.folder, '.env.local')]);
    await symlink('/dev/zero', join(workspace.folder, '.env.zero'));
    const report = await check('.', '.env');
    expect(report.skipped.map((one) => one.file).sort()).toEqual(['.env', '.env.local', '.env.zero']);
    expect(new Set(report.skipped.map((one) => one.reason))).toEqual(new Set(['it is not a regular file']));
  });

  it('takes file names with anything in them', async () => {
    await workspace.write('a\nb\u001b[31m/.env', `AWS_ACCESS_KEY_ID=${KEY_ID}\n`);
    const report = await check('.');
    expect(report.findings.map((one) => one.file)).toContain('a\nb\u001b[31m/.env');
    const { stdout } = await workspace.run(['check', '.']);
    expect(stdout).not.toContain('\u001b');
  });
});
