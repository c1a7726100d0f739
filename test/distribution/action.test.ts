import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NoOperationTraceWriter } from '@actions/workflow-parser';
import { parseAction } from '@actions/workflow-parser/actions/action-parser';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packNpm } from '../../scripts/lib/npm-package.mjs';
import { readReport } from '../cli/report-shape.ts';

const root = path.resolve(import.meta.dirname, '../..');
const text = readFileSync(path.join(root, 'action.yml'), 'utf8');

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly 'working-directory'?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const action = parse(text) as {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};

it('the action is one that GitHub’s own parser has nothing against', () => {
  const { context, value } = parseAction({ name: 'action.yml', content: text }, new NoOperationTraceWriter());
  expect(value).toBeDefined();
  expect(context.errors.getErrors()).toEqual([]);
});

it('no script of the action holds an expression, which would be pasted into it unquoted', () => {
  for (const { run = '' } of action.runs.steps) expect(run).not.toContain('${{');
});

it('the action installs this version', () => {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  expect(action.inputs['version']?.default).toBe(version);
});

/** The scripts of the action as a runner runs them, with the npm package of this tree in the place of the registry's. */
describe.skipIf(process.platform === 'win32')('the action', () => {
  let folder = '';
  let tarball = '';
  const inFolder = (...names: string[]) => path.join(folder, ...names);

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'keyless-action-'));
    tarball = await packNpm(root, folder);
    await mkdir(inFolder('workspace/sub dir'), { recursive: true });
    await mkdir(inFolder('temp'));
    await writeFile(inFolder('workspace/.env'), 'AWS_ACCESS_KEY_ID=ASIAQNZGKIQY56JQ7WML\n');
    await writeFile(inFolder('workspace/sub dir/.env'), 'APP=shop\n');
    // What a stranger's change could put there.
    await writeFile(inFolder('workspace/.npmrc'), 'registry=http://127.0.0.1:9/\n');
    expect(runStep('Install Keyless', { version: `file:${tarball}` })).toMatchObject({ status: 0 });
  });
  beforeEach(() => writeFile(inFolder('output'), ''));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs the script of a step, with its inputs in the environment as the step says. */
  function runStep(name: string, inputs: Readonly<Record<string, string>>) {
    const step = action.runs.steps.find((one) => one.name === name);
    const inputOf = (input: string) => inputs[input] ?? action.inputs[input]?.default ?? '';
    const values = Object.entries(step?.env ?? {}).map(([variable, value]) => [
      variable,
      value.replace(/^\$\{\{ inputs\.([\w-]+) \}\}$/u, (_all, input: string) => inputOf(input)),
    ]);
    // As GitHub runs `shell: bash`.
    const args = ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', step?.run ?? 'exit 99'];
    return spawnSync('bash', args, {
      cwd: inFolder(step?.['working-directory'] === '${{ runner.temp }}' ? 'temp' : 'workspace'),
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: inFolder('home'),
        npm_config_offline: 'true',
        RUNNER_TEMP: inFolder('temp'),
        GITHUB_OUTPUT: inFolder('output'),
        ...(Object.fromEntries(values) as Record<string, string>),
      },
    });
  }

  /** Runs the check. */
  async function run(inputs: Readonly<Record<string, string>>) {
    const { status: code, stdout, stderr } = runStep('Check', inputs);
    const report = /^report=(.*)$/mu.exec(await readFile(inFolder('output'), 'utf8'))?.[1];
    return {
      code,
      stdout,
      stderr,
      report: report === undefined ? undefined : await readFile(report, 'utf8'),
    };
  }

  it('fails where there are findings, shows them, and reports them as JSON', async () => {
    const { code, stdout, report } = await run({ format: 'json' });
    expect(code).toBe(1);
    expect(stdout).toContain('static-session-key');
    expect(readReport(report ?? '').findings.map(({ ruleId }) => ruleId)).toContain('static-session-key');
  });

  it('writes SARIF for code scanning by itself', async () => {
    const { code, stdout, report = '' } = await run({});
    expect(code).toBe(1);
    expect(stdout).toContain('static-session-key');
    const { version, runs } = JSON.parse(report) as {
      readonly version: string;
      readonly runs: readonly [{ readonly results: readonly { readonly ruleId: string }[] }];
    };
    expect(version).toBe('2.1.0');
    expect(runs[0].results.map(({ ruleId }) => ruleId)).toContain('static-session-key');
    expect(runs[0].results.length).toBe(stdout.match(/^\S+:\d+:\d+ /gmu)?.length);
  });

  it('shows a report in text once', async () => {
    const { code, stdout, report } = await run({ format: 'text' });
    expect(code).toBe(1);
    expect(stdout.endsWith(report ?? '-')).toBe(true);
    expect(stdout.match(/ASIA…7WML/gu)).toHaveLength(report?.match(/ASIA…7WML/gu)?.length ?? -1);
  });

  it('judges the paths on their lines, spaces and all, and passes where nothing is found', async () => {
    expect(await run({ path: 'sub dir\n', format: 'json' })).toMatchObject({ code: 0 });
    expect(await run({ path: 'sub dir\n.env', format: 'json' })).toMatchObject({ code: 1 });
  });

  it('fails at the severity that is asked for', async () => {
    await writeFile(inFolder('workspace/sub dir/.env'), 'AWS_PROFILE=a\nAWS_DEFAULT_PROFILE=b\n');
    expect(await run({ path: 'sub dir', format: 'json', 'fail-on': 'error' })).toMatchObject({ code: 0 });
    expect(await run({ path: 'sub dir', format: 'json' })).toMatchObject({ code: 1 });
  });

  it('has no report of what could not be run', async () => {
    expect(await run({ format: 'xml' })).toMatchObject({ code: 2, report: undefined });
    expect(await run({ path: 'none' })).toMatchObject({ code: 2, report: undefined });
  });

  it('takes no input for an option or a command', async () => {
    const { code, stderr } = await run({ path: '--help\n$(touch made)', format: 'json' });
    expect(code).toBe(2);
    expect(stderr).toContain('--help does not exist');
    await expect(readFile(inFolder('workspace/made'))).rejects.toThrow('ENOENT');
  });
});
