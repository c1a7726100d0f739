import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { inputOf, isCredentialsStep, knowsOidc, modeOf } from './credentials-action.ts';
import { readWorkflow } from './read-workflow.ts';
import type { WorkflowStep } from './workflow.ts';

const ROLE = 'role-to-assume: arn:aws:iam::123456789012:role/r';
const KEYS = 'aws-access-key-id: ${{ secrets.ID }}, aws-secret-access-key: ${{ secrets.KEY }}';

interface Shape {
  readonly inputs?: string;
  readonly permissions?: string;
  readonly env?: string;
  readonly stepEnv?: string;
  readonly before?: string;
  readonly runsOn?: string;
  readonly uses?: string;
}

/** The last step of a job of that shape. */
function step(shape: Shape): WorkflowStep {
  const inputs = (shape.inputs ?? '').split(', ').filter((line) => line !== '');
  const text = [
    'on: push',
    'jobs:',
    '  a:',
    `    runs-on: ${shape.runsOn ?? 'ubuntu-latest'}`,
    ...(shape.permissions === undefined ? [] : [`    permissions: ${shape.permissions}`]),
    ...(shape.env === undefined ? [] : ['    env:', `      ${shape.env}`]),
    '    steps:',
    ...(shape.before === undefined ? [] : [`      - ${shape.before}`]),
    `      - uses: ${shape.uses ?? 'aws-actions/configure-aws-credentials@v4'}`,
    ...(shape.stepEnv === undefined ? [] : ['        env:', `          ${shape.stepEnv}`]),
    ...(inputs.length === 0 ? [] : ['        with:', ...inputs.map((line) => `          ${line}`)]),
  ].join('\n');
  const document = parseYaml('file:///x.yml', 'github-workflow', createSourceText(text));
  expect(document.problems).toEqual([]);
  return readWorkflow(document)!.jobs[0]!.steps.at(-1)!;
}

const TOKEN = '{id-token: write}';
const BEFORE =
  'uses: aws-actions/configure-aws-credentials@v4\n        with:\n          aws-access-key-id: ${{ secrets.X }}';

describe('modeOf', () => {
  it.each<readonly [string, Shape, string]>([
    ['static keys', { inputs: KEYS }, 'static'],
    ['static keys although a token is granted', { inputs: KEYS, permissions: TOKEN }, 'static'],
    ['keys and a role', { inputs: `${KEYS}, ${ROLE}`, permissions: TOKEN }, 'static-assume-role'],
    ['inputs in another case', { inputs: 'AWS-Access-Key-Id: x, Role-To-Assume: y' }, 'static-assume-role'],
    [
      'an empty key, which counts as unset',
      { inputs: `aws-access-key-id: '', ${ROLE}`, permissions: TOKEN },
      'oidc',
    ],
    ['a role with a token', { inputs: ROLE, permissions: TOKEN }, 'oidc'],
    ['a role without a token, meant for OIDC', { inputs: ROLE }, 'oidc'],
    ['a role with permissions that GitHub rejects', { inputs: ROLE, permissions: 'all' }, 'oidc'],
    [
      'a token file',
      { inputs: `${ROLE}, web-identity-token-file: /t`, permissions: TOKEN },
      'web-identity-file',
    ],
    ['chaining', { inputs: `${ROLE}, role-chaining: true`, permissions: TOKEN }, 'chaining'],
    ['chaining that is off', { inputs: `${ROLE}, role-chaining: false`, permissions: TOKEN }, 'oidc'],
    ['OIDC switched off', { inputs: `${ROLE}, force-skip-oidc: true`, permissions: TOKEN }, 'ambient'],
    ['keys in the job and no token', { inputs: ROLE, env: 'AWS_ACCESS_KEY_ID: ${{ secrets.X }}' }, 'ambient'],
    ['empty keys in the job and no token', { inputs: ROLE, env: 'AWS_ACCESS_KEY_ID: ""' }, 'oidc'],
    [
      'keys in the job beside a token',
      { inputs: ROLE, env: 'AWS_ACCESS_KEY_ID: x', permissions: TOKEN },
      'oidc',
    ],
    ['an earlier step with keys and no token', { inputs: ROLE, before: BEFORE }, 'ambient'],
    [
      'a script with keys and no token',
      { inputs: ROLE, before: 'run: echo AWS_ACCESS_KEY_ID=x >> $GITHUB_ENV' },
      'ambient',
    ],
    ['a self-hosted runner and no token', { inputs: ROLE, runsOn: '[self-hosted, linux]' }, 'ambient'],
    ['a role from the environment', { env: 'ROLE_TO_ASSUME: r', permissions: TOKEN }, 'oidc'],
    ['a role from the environment of the step', { stepEnv: 'ROLE_TO_ASSUME: r', permissions: TOKEN }, 'oidc'],
    [
      'a role from the environment of an old version',
      { uses: 'aws-actions/configure-aws-credentials@v4.1.0', env: 'ROLE_TO_ASSUME: r' },
      'none',
    ],
    ['keys from the environment, which are not translated', { stepEnv: 'AWS_ACCESS_KEY_ID: x' }, 'none'],
    ['nothing', { inputs: 'aws-region: eu-west-1' }, 'none'],
    [
      'another case of its name',
      { uses: 'AWS-Actions/Configure-AWS-Credentials@main', inputs: KEYS },
      'static',
    ],
  ])('%s', (_, shape, expected) => expect(modeOf(step(shape))).toBe(expected));

  it.each([
    'aws-actions/amazon-ecr-login@v2',
    'actions/checkout@v4',
    './aws-actions/configure-aws-credentials',
  ])('knows no mode of %s', (uses) => expect(modeOf(step({ uses, inputs: KEYS }))).toBeUndefined());

  it('stays fast with many steps that each look back', { timeout: 60_000 }, () => {
    const one = `      - uses: aws-actions/configure-aws-credentials@v4\n        with: {role-to-assume: r}\n`;
    const text = `on: push\njobs:\n  a:\n    steps:\n${one.repeat(3000)}`;
    const workflow = readWorkflow(parseYaml('file:///x.yml', 'github-workflow', createSourceText(text)))!;
    expect(new Set(workflow.jobs[0]!.steps.map(modeOf))).toEqual(new Set(['oidc']));
  });
});

describe('inputOf', () => {
  it('prefers the input to the variable, and the step to the job', () => {
    const one = step({
      inputs: 'aws-region: a',
      stepEnv: 'ROLE_SESSION_NAME: s',
      env: 'ROLE_SESSION_NAME: j',
    });
    expect([inputOf(one, 'aws-region'), inputOf(one, 'role-session-name'), inputOf(one, 'audience')]).toEqual(
      ['a', 's', undefined],
    );
    expect(isCredentialsStep(one)).toBe(true);
  });
});

describe('knowsOidc', () => {
  it.each([
    ['v1.5.11', false],
    ['1.0.0', false],
    ['v1', true],
    ['v1.6.0', true],
    ['v6', true],
    ['main', true],
    ['e6de054238d6b7531b4efff3b6587d9aade6a06c', true],
    ['1234567890abcdef1234567890abcdef12345678', true],
  ])('%s: %s', (ref, expected) =>
    expect(knowsOidc({ action: 'x', ref, range: { start: 0, end: 0 }, comment: undefined })).toBe(expected),
  );
});
