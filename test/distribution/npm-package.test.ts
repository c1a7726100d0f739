import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packNpm } from '../../scripts/lib/npm-package.mjs';
import { runCommand, runNpm } from '../../scripts/lib/run-command.mjs';
import { readReport } from '../cli/report-shape.ts';
import { PLAIN } from '../lsp/client.ts';
import { startOverStdio } from '../lsp/server-process.ts';
import { until } from '../lsp/until.ts';
import { workflowText } from '../perf/samples/workflow.ts';
import { startFixture } from '../sessions/fixture.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What the tarball holds, and nothing else. */
const SHIPPED = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'dist/cli.js',
  'dist/cli.main.js',
  'dist/rule-pages.js',
  'dist/server.js',
  'dist/server.main.js',
  'dist/sts.js',
  'package.json',
  'schemas/config.schema.json',
];

const ENV = 'AWS_ACCESS_KEY_ID=ASIAQNZGKIQY56JQ7WML\n';

/** The npm package as somebody gets it: the tarball, installed into an empty project without any registry. */
describe('the npm package', () => {
  let folder = '';
  let tarball = '';
  const inProject = (...names: string[]) => path.join(folder, 'project', ...names);
  const installed = (...names: string[]) => inProject('node_modules/keyless', ...names);
  const bin = (name: string) =>
    inProject('node_modules/.bin', process.platform === 'win32' ? `${name}.cmd` : name);

  beforeAll(async () => {
    const built = ['server', 'server.main', 'cli', 'cli.main', 'sts', 'rule-pages'].every((name) =>
      existsSync(path.join(root, `dist/${name}.js`)),
    );
    if (!built) await runCommand(process.execPath, ['esbuild.mjs'], { cwd: root });
    folder = await mkdtemp(path.join(tmpdir(), 'keyless-npm-'));
    tarball = await packNpm(root, folder);
    await mkdir(inProject());
    await writeFile(inProject('package.json'), '{ "name": "empty", "private": true }\n');
    await runNpm(['install', '--offline', '--no-audit', '--no-fund', tarball], {
      cwd: inProject(),
      // A cache of its own: what this machine has installed before must not help.
      env: { ...process.env, npm_config_cache: path.join(folder, 'cache') },
    });
  }, 120_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs a program of the package by its name, and gives what came of it. */
  async function run(name: string, args: readonly string[], env = process.env) {
    try {
      const options = { cwd: inProject(), env, shell: process.platform === 'win32' };
      return { code: 0, ...(await promisify(execFile)(bin(name), args, options)) };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, stdout, stderr };
    }
  }

  it('holds the files on the list and nothing else', async () => {
    const listed = await runCommand('tar', ['tzf', tarball]);
    const files = listed.trim().split('\n');
    expect(files.sort()).toEqual(SHIPPED.map((file) => `package/${file}`).sort());
  });

  it('says in its manifest what it is, and nothing of the extension or of how it was made', async () => {
    const manifest = JSON.parse(await readFile(installed('package.json'), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(manifest).sort()).toEqual(
      [
        ...['bin', 'description', 'engines', 'files', 'homepage', 'keywords'],
        ...['license', 'name', 'repository', 'version'],
      ].sort(),
    );
    expect(manifest['engines']).toEqual({ node: '>=20.19' });
  });

  it('judges files from its command line', async () => {
    await writeFile(inProject('.env'), ENV);
    const { code, stdout } = await run('keyless', ['check', '--format', 'json', '.env']);
    expect(code).toBe(1);
    expect(readReport(stdout).findings.map(({ ruleId }) => ruleId)).toContain('static-session-key');
  });

  it('prints the page of a rule, which it brings along in a file of its own', async () => {
    const { code, stdout } = await run('keyless', ['explain-rule', 'static-session-key']);
    expect({ code, stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('# static-session-key') as string,
    });
  });

  it.each([
    ['where it is installed', []],
    ['where it is not', ['--yes', '--package', '../keyless.tgz']],
  ])('is run by npx %s', async (_where, options) => {
    await copyFile(tarball, path.join(folder, 'keyless.tgz'));
    const cwd = options.length === 0 ? inProject() : path.join(folder, 'elsewhere');
    await mkdir(cwd, { recursive: true });
    // Else npm takes the next folder above that has a manifest, whoever left one there, for where it is.
    if (cwd !== inProject()) await writeFile(path.join(cwd, 'package.json'), '{ "private": true }\n');
    const output = await runNpm(['exec', '--offline', ...options, '--', 'keyless', '--version'], { cwd });
    const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    expect(output).toBe(`${version}\n`);
  });

  it('refreshes a role with the AWS SDK that it brings along', async () => {
    const { home, env, close } = await startFixture();
    try {
      const { code, stdout } = await run('keyless', ['refresh', 'my-role'], { ...env, HOME: home });
      expect(code).toBe(0);
      expect(stdout).toContain(':assumed-role/ReadOnly/');
    } finally {
      await close();
    }
  });

  it('serves an editor', async () => {
    expect(await run('keyless-language-server', ['--version'])).toMatchObject({ code: 0 });
    const home = inProject('home');
    await mkdir(home, { recursive: true });
    const { client, ended } = await startOverStdio(installed('dist/server.js'), { home, folders: [home] });
    const uri = `file://${home}/.env`;
    await client.open(uri, ENV);
    expect(await client.codes(uri)).toContain('static-session-key');
    await client.shutdown();
    await client.connection.sendNotification('exit');
    expect(await ended).toBe(0);
  });

  // On Windows the server that a test starts is not told where caches are.
  it.skipIf(process.platform === 'win32')('goes on when it has kept its code and runs as usual', async () => {
    const home = inProject('long-lived');
    const caches = ['.cache', 'Library/Caches'].map((name) => path.join(home, name));
    for (const cache of caches) await mkdir(cache, { recursive: true });
    const { client, child } = await startOverStdio(installed('dist/server.js'), {
      home,
      capabilities: PLAIN,
    });
    const uri = `file://${home}/.github/workflows/all.yml`;
    await client.open(uri, workflowText(5000), 'yaml');
    let version = 1;
    const typeLetter = async (): Promise<void> => {
      version += 1;
      const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
      await client.change(uri, version, [{ range, text: '#\n' }]);
      await until(`version ${version}`, () => client.shown(uri)?.version === version);
    };
    const hasKept = () => caches.some((cache) => existsSync(path.join(cache, 'keyless')));
    while (!hasKept()) await typeLetter();
    for (let more = 0; more < 50; more += 1) await typeLetter();
    expect(child.exitCode).toBeNull();
    expect(client.shown(uri)?.diagnostics.map(({ code }) => code)).toContain('static-long-term-key');
    await client.shutdown();
  });
});
