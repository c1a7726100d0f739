import { parse as parseDotenvIndependently } from 'dotenv';
import { createLinter, rules, type Finding } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { parseFile } from './case.ts';

/** Keys that must not be rewritten automatically keep their finding, at its severity, and its message says why. */
const linter = createLinter({
  rules,
  clock: () => new Date('2026-01-01T00:00:00Z'),
  readers: { dotenv: parseDotenvIndependently },
});

const PATH = '.github/workflows/deploy.yml';
const KEYS = 'AWS_ACCESS_KEY_ID: ${{ secrets.ID }}\nAWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}';
const INPUTS = KEYS.replace('AWS_ACCESS_KEY_ID', 'aws-access-key-id').replace(
  'AWS_SECRET_ACCESS_KEY',
  'aws-secret-access-key',
);
const REGION = 'AWS_REGION: eu-west-1';
const indent = (text: string, by: number): string => text.replaceAll(/^(?=.)/gmu, ' '.repeat(by));

interface Shape {
  readonly head?: string;
  readonly on?: string;
  /** Keys of the job besides. */
  readonly job?: string;
  readonly env?: string;
  readonly steps?: string;
  readonly tail?: string;
}

/** A workflow that would be rewritten, were it not for the shape. */
function workflow({ head = '', on = 'push', job = '', env, steps, tail = '' }: Shape): string {
  const variables = env ?? `${KEYS}\n${REGION}`;
  return [
    `${head}on: ${on}`,
    'permissions:',
    '  contents: read',
    'jobs:',
    '  deploy:',
    indent(job === '' ? 'runs-on: ubuntu-latest' : `runs-on: ubuntu-latest\n${job}`, 4),
    ...(variables === '' ? [] : ['    env:', indent(variables, 6)]),
    '    steps:',
    indent(steps ?? '- run: aws s3 ls', 6),
    tail,
  ].join('\n');
}

function action(inputs: string, version = 'v6'): Shape {
  return {
    env: '',
    steps: `- uses: aws-actions/configure-aws-credentials@${version}\n  with:\n${indent(`${INPUTS}\naws-region: eu-west-1\n${inputs}`, 4)}`,
  };
}

function judge(text: string, path = PATH): readonly Finding[] {
  const { findings, failures } = linter.lint(parseFile(path, text));
  expect(failures).toEqual([]);
  return findings;
}

const offered = (findings: readonly Finding[]): readonly string[] =>
  findings
    .flatMap(({ fixes }) => fixes)
    .flatMap(({ id, title }) => (/oidc|service-role/u.test(id) ? [title] : []));

const ROLE = 'role-to-assume: arn:aws:iam::123456789012:role/Deploy';

describe('keys that must not be rewritten automatically', () => {
  it('would be rewritten but for what makes the case', () => {
    expect(offered(judge(workflow({})))).toHaveLength(1);
    expect(offered(judge(workflow(action(''))))).toHaveLength(1);
  });

  it.each<readonly [string, Shape, RegExp]>([
    ['code of strangers', { on: 'pull_request_target' }, /pull_request_target, where code of strangers/u],
    [
      'code of strangers, by a run behind theirs',
      {
        on: '{workflow_run: {workflows: [CI]}}',
        steps:
          '- uses: actions/checkout@v5\n  with: {ref: "${{ github.event.workflow_run.head_sha }}"}\n- run: aws s3 ls',
      },
      /workflow_run and checks out the head/u,
    ],
    [
      'a step that runs if there are keys',
      { steps: "- run: aws s3 ls\n  if: env.AWS_ACCESS_KEY_ID != ''" },
      /run only if the keys are set/u,
    ],
    [
      'a choice by a secret',
      { env: `${KEYS}\n${REGION}\nMODE: \${{ secrets.KEY != '' && 'real' || '' }}` },
      /run only if the keys are set/u,
    ],
    [
      'a job that looks for secrets',
      {
        tail: "  check:\n    runs-on: x\n    outputs:\n      has: ${{ secrets.ID != '' }}\n    steps: [{run: make}]\n",
      },
      /run only if the keys are set/u,
    ],
    [
      'a script that looks for keys',
      { steps: '- run: |\n    test -n "$AWS_ACCESS_KEY_ID" || exit 0\n    aws s3 ls' },
      /run only if the keys are set/u,
    ],
    [
      'a computed secret',
      { env: `${KEYS.replace('secrets.ID', "secrets[format('ID_{0}', matrix.stage)]")}\n${REGION}` },
      /which secret is used is computed/u,
    ],
    [
      'two identities',
      {
        steps: `- run: aws s3 ls\n- run: aws s3 rm s3://x\n  env:\n${indent(KEYS.replaceAll('secrets.', 'secrets.B_'), 4)}`,
      },
      /keys of more than one identity/u,
    ],
    ['China', { env: `${KEYS}\nAWS_REGION: cn-north-1` }, /region in China/u],
    [
      'China in a matrix',
      {
        job: 'strategy: {matrix: {region: [eu-west-1, cn-north-1]}}',
        env: `${KEYS}\nAWS_REGION: \${{ matrix.region }}`,
      },
      /region in China/u,
    ],
    ['a called workflow', { on: 'workflow_call' }, /other workflows call this one/u],
    [
      'a workflow that is called and runs by itself',
      { on: '[push, workflow_call]' },
      /other workflows call this one/u,
    ],
    [
      'a container',
      { job: `container:\n  image: x\n  env:\n${indent(KEYS, 4)}`, env: '' },
      /it starts before any step/u,
    ],
    [
      'a service',
      { job: `services:\n  db:\n    image: x\n    env:\n${indent(KEYS, 6)}` },
      /it starts before any step/u,
    ],
    [
      'arguments of a build',
      { steps: '- run: docker build --build-arg AWS_ACCESS_KEY_ID --build-arg AWS_SECRET_ACCESS_KEY .' },
      /the build of an image is given the key/u,
    ],
    [
      'a container by hand',
      {
        steps:
          '- run: docker run -e AWS_ACCESS_KEY_ID=$AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY x',
      },
      /a container is given the key/u,
    ],
    [
      'a command by hand',
      { steps: '- run: ./deploy --key "$AWS_ACCESS_KEY_ID" --secret "$AWS_SECRET_ACCESS_KEY"' },
      /a command is given the key/u,
    ],
    [
      'a file by hand',
      { steps: '- run: aws configure set aws_access_key_id $AWS_ACCESS_KEY_ID' },
      /a file of the runner is given the key/u,
    ],
    [
      'an input of another action',
      { steps: '- uses: acme/upload@v1\n  with: {key: "${{ env.AWS_ACCESS_KEY_ID }}"}\n- run: aws s3 ls' },
      /acme\/upload is given the key/u,
    ],
    [
      'secrets of a build',
      {
        steps:
          '- uses: docker/build-push-action@v6\n  with:\n    secrets: |\n      AWS_ACCESS_KEY_ID=${{ secrets.ID }}\n- run: aws s3 ls',
      },
      /handed to the build of an image/u,
    ],
    [
      'an action without session token',
      { steps: '- uses: jakejarvis/s3-sync-action@v0.5.1\n- run: aws s3 ls' },
      /jakejarvis\/s3-sync-action takes a key and a secret/u,
    ],
    [
      'a generated file',
      { head: '# ~~ Generated by projen. To modify, edit .projenrc.js\n' },
      /the file is generated/u,
    ],
    ['a file that is not to be edited', { head: '# DO NOT EDIT\n' }, /the file is generated/u],
    ['anchors', { steps: '- &use\n  run: aws s3 ls\n- *use' }, /through YAML anchors/u],
    ['merge keys', { head: 'x: &x {A: b}\n', env: `<<: *x\n${KEYS}\n${REGION}` }, /through YAML anchors/u],
    ['a name twice', { env: `${KEYS}\n${REGION}\naws_region: x` }, /stands twice/u],
    [
      'no YAML',
      { steps: '- run: aws s3 ls\n  if: !startsWith(github.ref, "x")' },
      /not valid YAML|YAML tag/u,
    ],
    ['a bare role name', action('role-to-assume: deployer'), /a bare name/u],
    ['an external id', action(`${ROLE}\nrole-external-id: x`), /an external id, which OIDC cannot send/u],
    ['custom tags', action(`${ROLE}\ncustom-tags: '{"a":"b"}'`), /tags, which OIDC cannot set/u],
    ['transitive tags', action(`${ROLE}\ntransitive-tag-keys: a`), /tags, which OIDC cannot set/u],
    ['a long session', action(`${ROLE}\nrole-duration-seconds: 7200`), /more than an hour/u],
    ['a long job', { job: 'timeout-minutes: 90' }, /more than an hour/u],
    ['an action that knows no OIDC', action('', 'v1.5.11'), /v1\.6\.0 is the first that does/u],
    [
      'steps that run in parallel',
      { steps: '- parallel:\n    - run: aws s3 ls\n    - run: aws s3 rm s3://x' },
      /run in parallel/u,
    ],
    [
      'a here-document',
      {
        env: '',
        steps:
          '- run: |\n    cat > ~/.aws/credentials <<EOF\n    aws_access_key_id=${{ secrets.ID }}\n    aws_secret_access_key=${{ secrets.KEY }}\n    EOF\n    aws s3 ls',
      },
      /cannot be taken out line by line/u,
    ],
    [
      'a script that chooses',
      {
        env: '',
        steps:
          '- run: |\n    if true; then\n      echo "AWS_ACCESS_KEY_ID=${{ secrets.ID }}" >> $GITHUB_ENV\n    fi',
      },
      /cannot be taken out line by line/u,
    ],
  ])('%s', (_case, shape, reason) => {
    const findings = judge(workflow(shape));
    const told = findings.filter(({ message }) => reason.test(message));
    expect(told.map(({ severity }) => severity)).toEqual(told.map(() => 'warning'));
    expect(told, findings.map(({ ruleId, message }) => `${ruleId}: ${message}`).join('\n')).not.toEqual([]);
    expect(told.every(({ ruleId }) => /^ci-(?:stored-keys|keys-on-disk)$/u.test(ruleId))).toBe(true);
    expect(offered(findings)).toEqual([]);
  });

  it.each<readonly [string, string, string, RegExp]>([
    [
      'a composite action',
      'actions/aws/action.yml',
      `runs:\n  using: composite\n  steps:\n    - uses: aws-actions/configure-aws-credentials@v6\n      with:\n${indent(`${INPUTS}\naws-region: eu-west-1`, 8)}\n`,
      /./u,
    ],
    [
      'a caller that hands secrets on',
      PATH,
      `on: push\njobs:\n  call:\n    uses: ./.github/workflows/x.yml\n    secrets:\n${indent(KEYS, 6)}\n`,
      /calls another workflow/u,
    ],
    ['Forgejo', '.forgejo/workflows/deploy.yml', workflow({}), /enable-openid-connect: true/u],
    ['Gitea', '.gitea/workflows/deploy.yml', workflow({}), /enable-openid-connect: true/u],
    [
      'GitLab’s extends',
      '.gitlab-ci.yml',
      'deploy:\n  extends: .base\n  variables:\n    AWS_ACCESS_KEY_ID: $ID\n    AWS_SECRET_ACCESS_KEY: $KEY\n  script: [aws s3 ls]\n',
      /extends/u,
    ],
  ])('%s', (_case, path, text, reason) => {
    const findings = judge(text, path);
    expect(findings.map(({ message }) => message).join('\n')).toMatch(reason);
    expect(offered(findings)).toEqual([]);
  });

  it.each<readonly [string, Shape]>([
    ['pull requests, whose forks had no secrets either', { on: '[push, pull_request]' }],
    ['an environment', { job: 'environment: production' }],
    [
      'a mask of the secret',
      { steps: '- run: |\n    echo "::add-mask::$AWS_SECRET_ACCESS_KEY"\n    aws s3 ls' },
    ],
    [
      'regions that differ in their spaces alone',
      {
        env: KEYS,
        steps:
          '- run: aws s3 ls\n  env: {AWS_DEFAULT_REGION: "${{ vars.REGION }}"}\n- run: aws s3 ls\n  env: {AWS_DEFAULT_REGION: "${{vars.REGION}}"}',
      },
    ],
    ['a comment about the keys', { steps: '- run: |\n    # takes $AWS_ACCESS_KEY_ID\n    aws s3 ls' }],
  ])('are rewritten in spite of %s', (_case, shape) => {
    expect(offered(judge(workflow(shape)))).toHaveLength(1);
  });

  it('are rewritten in spite of a self-hosted runner, which may need none', () => {
    expect(offered(judge(workflow({}).replace('ubuntu-latest', 'self-hosted')))).toHaveLength(1);
  });
});

describe('keys of other makers’ stores', () => {
  const endpoints = [
    'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
    'http://minio:9000',
    'https://minio.example.org',
    'https://fra1.digitaloceanspaces.com',
    'https://s3.eu-central-1.wasabisys.com',
    'https://s3.us-west-004.backblazeb2.com',
    'https://s3.fr-par.scw.cloud',
    'https://storage.googleapis.com',
    'https://s3.gra.io.cloud.ovh.net',
    'https://fsn1.your-objectstorage.com',
    'https://eu-central-1.linodeobjects.com',
    'https://ewr1.vultrobjects.com',
    'https://fly.storage.tigris.dev',
    'https://gateway.storjshare.io',
    'https://s3.filebase.com',
    'https://s3.us-east.cloud-object-storage.appdomain.cloud',
    'https://oss-cn-hangzhou.aliyuncs.com',
    'http://localhost:4566',
  ];

  it.each(endpoints)('%s is none of AWS, by variable, by option and by input', (endpoint) => {
    const shapes: readonly Shape[] = [
      { env: `${KEYS}\nAWS_ENDPOINT_URL: ${endpoint}` },
      { env: `${KEYS}\nAWS_ENDPOINT_URL_S3: ${endpoint}` },
      { env: '', steps: `- run: aws s3 ls --endpoint-url ${endpoint}\n  env:\n${indent(KEYS, 4)}` },
    ];
    for (const shape of shapes) {
      expect(judge(workflow(shape)).map(({ ruleId }) => ruleId)).toEqual([]);
    }
  });

  it.each([
    'https://s3.eu-west-1.amazonaws.com',
    'https://s3.cn-north-1.amazonaws.com.cn',
    'https://s3.eusc-de-east-1.amazonaws.eu',
  ])('%s is one of AWS', (endpoint) => {
    const findings = judge(workflow({ env: `${KEYS}\nAWS_ENDPOINT_URL_S3: ${endpoint}` }));
    expect(findings.map(({ ruleId }) => ruleId)).toContain('ci-stored-keys');
  });

  it.each(['test', 'minio', 'minioadmin', 'dummy', 'localstack'])('%s is no key of an emulator', (value) => {
    const env = `AWS_ACCESS_KEY_ID: ${value}\nAWS_SECRET_ACCESS_KEY: ${value}\n${REGION}`;
    const beside = workflow({ env, job: 'services: {s: {image: localstack/localstack}}' });
    expect(judge(beside).map(({ ruleId }) => ruleId)).toEqual([]);
    const byEndpoint = workflow({ env: `${env}\nAWS_ENDPOINT_URL: http://localhost:4566` });
    expect(judge(byEndpoint).map(({ ruleId }) => ruleId)).toEqual([]);
  });

  it.each([
    ['testing', 'testing'],
    ['test', 'test'],
    ['dummy', 'dummy'],
    ['fake', 'fake'],
    ['foo', 'bar'],
    ['minio', 'minio'],
    ['key', 'secret'],
  ])('%s and %s are a key of no store, with a token and without, and are not rewritten', (id, secret) => {
    const pair = `AWS_ACCESS_KEY_ID: ${id}\nAWS_SECRET_ACCESS_KEY: ${secret}\n`;
    const gitlab = `test:\n  variables:\n${indent(pair, 4)}  script: [pytest]\n`;
    for (const env of [pair, `${pair}AWS_SESSION_TOKEN: ${id}\n`]) {
      expect(judge(workflow({ env: `${env}${REGION}` }))).toEqual([]);
      expect(judge(env.replaceAll(': ', '='), '.env.test')).toEqual([]);
    }
    expect(judge(gitlab, '.gitlab-ci.yml')).toEqual([]);
  });

  it('a dummy by itself is reported, but neither rewritten nor said to have an endpoint', () => {
    const gitlab = 'test:\n  variables:\n    AWS_ACCESS_KEY_ID: testing\n  script:\n    - pytest\n';
    const files: readonly (readonly [string, string])[] = [
      [PATH, workflow({ env: `AWS_ACCESS_KEY_ID: testing\n${REGION}` })],
      ['.env.test', 'AWS_ACCESS_KEY_ID=testing\nAWS_SECRET_ACCESS_KEY=$SECRET\n'],
      ['.gitlab-ci.yml', gitlab],
    ];
    for (const [path, text] of files) {
      const findings = judge(text, path);
      expect(findings.map(({ ruleId }) => ruleId)).toContain('static-long-term-key');
      expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
      expect(findings.map(({ message }) => message).join('\n')).not.toMatch(/endpoint that is not AWS/u);
      expect(linter.rewriteToOidc(parseFile(path, text)).edits).toEqual([]);
    }
  });

  it.each(['" "', "''", ''])('%s is no key at all', (value) => {
    const text = workflow({ env: `AWS_ACCESS_KEY_ID: ${value}\nAWS_SECRET_ACCESS_KEY: ${value}\n${REGION}` });
    expect(judge(text).map(({ ruleId }) => ruleId)).toEqual([]);
  });
});
