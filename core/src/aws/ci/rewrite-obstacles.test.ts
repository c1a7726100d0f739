import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { createWorkflowSets } from '../credentials/workflow-sets.ts';
import { readWorkflow } from './read-workflow.ts';
import { notesOnOidc, obstaclesToOidc } from './rewrite-obstacles.ts';

interface Shape {
  readonly head?: string;
  readonly on?: string;
  readonly job?: string;
  readonly env?: string;
  readonly steps?: string;
  readonly uri?: string;
  readonly tail?: string;
}

const ENV = 'AWS_ACCESS_KEY_ID: ${{ secrets.ID }}\nAWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}';
const ACTION = `- uses: aws-actions/configure-aws-credentials@v4
  with:
    aws-access-key-id: \${{ secrets.ID }}
    aws-secret-access-key: \${{ secrets.KEY }}
    aws-region: eu-west-1`;

function indent(text: string, by: number): string {
  return text.replaceAll(/^(?=.)/gmu, ' '.repeat(by));
}

/** A job with stored keys in its `env:`, or in the action where `steps` brings it. */
function write({ head, on, job, env, steps, tail }: Shape): string {
  const keys = env ?? (steps?.includes('aws-access-key-id') === true ? '' : ENV);
  return `${head ?? ''}on: ${on ?? 'push'}\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n${job === undefined ? '' : `${indent(job, 4)}\n`}${keys === '' ? '' : `    env:\n${indent(keys, 6)}\n`}    steps:\n${indent(steps ?? '- run: aws s3 ls', 6)}\n${tail ?? ''}`;
}

function obstacles(shape: Shape): readonly string[] {
  const uri = shape.uri ?? 'file:///w/.github/workflows/x.yml';
  const workflow = readWorkflow(parseYaml(uri, 'github-workflow', createSourceText(write(shape))))!;
  const found = obstaclesToOidc(workflow, workflow.jobs[0]!, createWorkflowSets(workflow).all());
  for (const { reason } of found) expect(reason).toMatch(/^(?!.*(?:secrets\.|\.$)).{20,}$/u);
  return found.map(({ id }) => id);
}

describe('obstaclesToOidc', () => {
  it.each<readonly [string, Shape]>([
    ['keys of the job (C)', {}],
    ['keys of a step (B)', { env: 'X: y', steps: `- run: aws s3 ls\n  env:\n${indent(ENV, 4)}` }],
    ['inputs (A)', { steps: ACTION }],
    [
      'inputs with a role (A2)',
      {
        steps: `${ACTION}\n    role-to-assume: arn:aws:iam::123456789012:role/x\n    role-skip-session-tagging: true\n    role-duration-seconds: 3600`,
      },
    ],
    ['the same keys in several places', { env: ENV, steps: `- run: aws s3 ls\n  env:\n${indent(ENV, 4)}` }],
    ['keys of the workflow (D)', { head: `env:\n${indent(ENV, 2)}\n`, env: 'X: y' }],
    ['vars', { env: 'AWS_ACCESS_KEY_ID: ${{ vars.ID }}' }],
    [
      'a matrix of environments (V)',
      { job: 'environment: ${{ matrix.e }}\nstrategy: {matrix: {e: [a, b]}}' },
    ],
    ['a container without keys', { job: 'container: {image: x}' }],
    ['pull requests and self-hosted runners', { on: '[push, pull_request]', job: 'if: github.ref == "x"' }],
    ['a harmless comment', { head: '# Deploys\n' }],
    ['an anchor of another job', { tail: '  a: {env: &e {A: 1}, steps: []}\n  b: {env: *e, steps: []}\n' }],
    [
      'a session token passed on too',
      { steps: '- run: docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY -e AWS_SESSION_TOKEN x' },
    ],
    [
      'a session token that a program reads too',
      {
        steps:
          "- run: |\n    python -c \"connect(os.environ['AWS_ACCESS_KEY_ID'], os.environ['AWS_SECRET_ACCESS_KEY'], os.environ['AWS_SESSION_TOKEN'])\"",
      },
    ],
    [
      'a session token among the names passed on',
      {
        steps:
          '- uses: appleboy/ssh-action@v1\n  with:\n    envs: AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY,AWS_SESSION_TOKEN\n- run: aws s3 ls',
      },
    ],
    [
      'names that are only spoken of',
      { steps: '- run: |\n    echo "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are there"\n    aws s3 ls' },
    ],
    [
      'a script that only configures (E)',
      {
        env: 'X: y',
        steps:
          '- run: |\n    # keys\n    aws configure set aws_access_key_id ${{ secrets.ID }}\n    aws configure set aws_secret_access_key ${{ secrets.KEY }}',
      },
    ],
    [
      'a script (F)',
      { env: 'X: y', steps: '- run: |\n    export AWS_ACCESS_KEY_ID=${{ secrets.ID }}\n    aws s3 ls' },
    ],
    [
      'a script with a profile (E)',
      { env: 'X: y', steps: '- run: aws configure set aws_access_key_id ${{ secrets.ID }} --profile p' },
    ],
    [
      'another action with inputs (N)',
      { steps: '- uses: einaregilsson/beanstalk-deploy@v22\n  with:\n    aws_access_key: ${{ secrets.ID }}' },
    ],
    [
      'ECR login (J)',
      {
        steps:
          '- uses: docker/login-action@v3\n  with:\n    registry: 123456789012.dkr.ecr.eu-west-1.amazonaws.com\n    username: ${{ secrets.ID }}\n    password: ${{ secrets.KEY }}',
      },
    ],
    ['a short timeout', { job: 'timeout-minutes: 60' }],
    [
      'a condition on something else',
      { steps: "- run: aws s3 ls\n  if: env.STAGE != '' && github.ref == 'x'" },
    ],
  ])('sees none in %s', (_, shape) => expect(obstacles(shape)).toEqual([]));

  it.each<readonly [string, Shape, string]>([
    ['pull_request_target', { on: '[push, pull_request_target]' }, 'pull-request-target'],
    [
      'workflow_run with the head',
      {
        on: 'workflow_run',
        steps:
          '- uses: actions/checkout@v4\n  with:\n    ref: ${{ github.event.workflow_run.head_sha }}\n- run: aws s3 ls',
      },
      'workflow-run-checkout',
    ],
    [
      'workflow_run with a head fetched by git',
      {
        on: 'workflow_run',
        steps: '- run: |\n    git checkout ${{ github.event.workflow_run.head_branch }}\n    aws s3 ls',
      },
      'workflow-run-checkout',
    ],
    ['a called workflow (Q)', { on: '[workflow_call, push]' }, 'reusable-workflow'],
    ['a caller (R)', { job: 'uses: ./.github/workflows/y.yml' }, 'calls-workflow'],
    ['a gate on a variable', { steps: "- run: aws s3 ls\n  if: env.AWS_ACCESS_KEY_ID != ''" }, 'secret-gate'],
    ['a gate on a secret', { job: "outputs:\n  has: ${{ secrets.id != '' }}" }, 'secret-gate'],
    [
      'a gate by choice',
      { env: `${ENV}\nMODE: \${{ secrets.KEY != '' && 'for_real' || '' }}` },
      'secret-gate',
    ],
    [
      'a gate in another job',
      { tail: '  other:\n    if: ${{ env.AWS_ACCESS_KEY_ID }}\n    steps: []\n' },
      'secret-gate',
    ],
    [
      'a gate in a script',
      { steps: '- run: |\n    if [ -n "$AWS_ACCESS_KEY_ID" ]; then\n      aws s3 ls\n    fi' },
      'secret-gate',
    ],
    [
      'an endpoint variable of a step',
      { steps: '- run: aws s3 ls\n  env: {AWS_ENDPOINT_URL_S3: http://x}\n- run: aws s3 ls' },
      's3-compatible',
    ],
    [
      'an endpoint option of a step',
      { steps: '- run: aws s3 ls --endpoint-url http://x\n- run: aws s3 ls' },
      's3-compatible',
    ],
    [
      'dummies of a step',
      {
        steps:
          '- run: aws s3 ls\n- run: pytest\n  env: {AWS_ACCESS_KEY_ID: testing, AWS_SECRET_ACCESS_KEY: testing}',
      },
      'dummy-keys',
    ],
    ['a computed secret (U)', { env: 'AWS_ACCESS_KEY_ID: ${{ secrets[matrix.id] }}' }, 'dynamic-secret'],
    [
      'two identities',
      { env: ENV, steps: `- run: aws s3 ls\n  env:\n${indent(ENV.replaceAll('secrets.', 'secrets.B_'), 4)}` },
      'several-identities',
    ],
    [
      'two identities in inputs',
      { env: '', steps: `${ACTION}\n${ACTION.replaceAll('secrets.', 'secrets.B_')}` },
      'several-identities',
    ],
    [
      'a choice of two',
      { env: "AWS_ACCESS_KEY_ID: ${{ github.ref == 'x' && secrets.A || secrets.B }}" },
      'several-identities',
    ],
    [
      'an output (A3)',
      { env: 'AWS_ACCESS_KEY_ID: ${{ secrets.ID }}\nAWS_SECRET_ACCESS_KEY: ${{ needs.x.outputs.key }}' },
      'computed-value',
    ],
    [
      'a container (S)',
      { job: `container:\n  image: x\n  env:\n${indent(ENV, 4)}` },
      'container-environment',
    ],
    [
      'a service (S)',
      { job: `services:\n  s:\n    image: x\n    env:\n${indent(ENV, 6)}` },
      'container-environment',
    ],
    [
      'a script that sets keys under a condition (G)',
      {
        env: 'X: y',
        steps: '- run: |\n    if x; then\n    export AWS_ACCESS_KEY_ID=${{ secrets.ID }}\n    fi',
      },
      'script-keys',
    ],
    [
      'a here-document (H)',
      {
        env: 'X: y',
        steps:
          '- run: |\n    cat > ~/.aws/credentials <<EOF\n    aws_access_key_id = ${{ secrets.ID }}\n    EOF',
      },
      'script-keys',
    ],
    [
      'a folded script',
      {
        env: 'X: y',
        steps: '- run: >\n    export AWS_ACCESS_KEY_ID=${{ secrets.ID }}\n\n    aws s3 ls',
      },
      'script-keys',
    ],
    [
      'another action with inputs',
      { steps: '- uses: acme/upload-to-aws@v2\n  with:\n    aws-access-key-id: ${{ secrets.ID }}' },
      'no-session-token',
    ],
    ['a region in China', { env: `${ENV}\nAWS_REGION: cn-north-1` }, 'other-partition'],
    [
      'a generated file',
      { head: '# ~~ Generated by projen. To modify, edit .projenrc.js\n' },
      'generated-file',
    ],
    ['a file that says so', { head: '\n# DO NOT EDIT\n' }, 'generated-file'],
    [
      'an anchor',
      {
        env: '&e\nAWS_ACCESS_KEY_ID: ${{ secrets.ID }}',
        tail: '  b: {env: {X: 1}, steps: []}\n  c: {env: *e, steps: []}\n',
      },
      'aliases',
    ],
    ['an aliased step', { head: 'x-step: &s {run: aws s3 ls}\n', steps: '- *s' }, 'aliases'],
    ['a merge key', { head: 'x-e: &e {A: 1}\n', env: `${ENV}\n<<: *e` }, 'aliases'],
    ['a tag', { steps: '- run: !x aws s3 ls' }, 'custom-tag'],
    ['a duplicate key', { env: `${ENV}\nAWS_ACCESS_KEY_ID: x` }, 'unreadable-file'],
    ['a name in two cases', { steps: `${ACTION}\n    AWS-Region: x` }, 'unreadable-file'],
    ['a mistake', { steps: '- run: "aws s3 ls' }, 'unreadable-file'],
    ['a second document', { tail: '---\nx: y\n' }, 'unreadable-file'],
    ['a bare role name', { steps: `${ACTION}\n    role-to-assume: deployer` }, 'bare-role-name'],
    [
      'an external id',
      { steps: `${ACTION}\n    role-to-assume: arn:aws:iam::1:role/x\n    role-external-id: x` },
      'external-id',
    ],
    ['tags', { steps: `${ACTION}\n    transitive-tag-keys: x` }, 'session-tags'],
    ['a long duration', { steps: `${ACTION}\n    role-duration-seconds: 7200` }, 'long-session'],
    [
      'a long duration from the environment',
      { steps: ACTION, env: 'ROLE_DURATION_SECONDS: "7200"' },
      'long-session',
    ],
    ['a long job', { job: 'timeout-minutes: 90' }, 'long-session'],
    ['an old action', { steps: ACTION.replace('@v4', '@v1.5.11') }, 'old-action'],
    ['OIDC switched off', { steps: `${ACTION}\n    force-skip-oidc: true` }, 'oidc-switched-off'],
    [
      'an action without token (M)',
      { steps: '- uses: jakejarvis/s3-sync-action@master' },
      'no-session-token',
    ],
    [
      'build secrets (K)',
      {
        steps:
          '- uses: docker/build-push-action@v6\n  with:\n    build-args: |\n      AWS_ACCESS_KEY_ID=${{ secrets.ID }}',
      },
      'build-secrets',
    ],
    [
      'names passed on',
      { steps: '- run: docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY x' },
      'keys-passed-on',
    ],
    [
      'names passed on to another machine',
      {
        steps:
          '- uses: appleboy/ssh-action@v1\n  with:\n    envs: "AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY"\n    script: deploy',
      },
      'keys-passed-on',
    ],
    [
      'names passed on by a variable',
      {
        env: `${ENV}\nCIBW_ENVIRONMENT_PASS_LINUX: AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY`,
        steps: '- uses: pypa/cibuildwheel@v3\n- run: aws s3 ls',
      },
      'keys-passed-on',
    ],
    [
      'names passed on by a variable of a step',
      {
        steps:
          '- uses: pypa/cibuildwheel@v3\n  env:\n    CIBW_ENVIRONMENT_PASS_LINUX: AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY',
      },
      'keys-passed-on',
    ],
    [
      'a value in another variable',
      { steps: '- run: terraform apply\n  env:\n    TF_VAR_key: ${{ env.AWS_ACCESS_KEY_ID }}' },
      'keys-passed-on',
    ],
    ...[
      "python -c \"connect(os.environ['AWS_ACCESS_KEY_ID'], os.environ['AWS_SECRET_ACCESS_KEY'])\"",
      "python -c \"connect(os.getenv('AWS_ACCESS_KEY_ID'), os.getenv('AWS_SECRET_ACCESS_KEY'))\"",
      'node -e "connect(process.env.AWS_ACCESS_KEY_ID, process.env.AWS_SECRET_ACCESS_KEY)"',
      "node -e \"connect(process.env['AWS_ACCESS_KEY_ID'], process.env['AWS_SECRET_ACCESS_KEY'])\"",
      "ruby -e \"connect(ENV['AWS_ACCESS_KEY_ID'], ENV.fetch('AWS_SECRET_ACCESS_KEY'))\"",
      './deploy --key $(printenv AWS_ACCESS_KEY_ID)',
      'sudo --preserve-env=PATH,AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY ./deploy',
    ].map((script): readonly [string, Shape, string] => [
      `a program: ${script}`,
      { steps: `- run: |\n    ${script}` },
      'keys-passed-on',
    ]),
    ['values passed on', { steps: '- run: mytool --key "$AWS_SECRET_ACCESS_KEY"' }, 'keys-passed-on'],
    ['parallel steps', { steps: '- parallel:\n    - run: aws s3 ls' }, 'parallel-steps'],
    ['steps in brackets', { steps: '[{run: aws s3 ls}]' }, 'steps-in-brackets'],
    ['Forgejo', { uri: 'file:///w/.forgejo/workflows/x.yml' }, 'not-github'],
  ])('sees %s', (_, shape, expected) => expect(obstacles(shape)).toContain(expected));

  it('tells where it is', () => {
    const text = write({ steps: ACTION.replace('@v4', '@v1.2') });
    const workflow = readWorkflow(parseYaml('file:///x.yml', 'github-workflow', createSourceText(text)))!;
    const [first] = obstaclesToOidc(workflow, workflow.jobs[0]!, []);
    expect(text.slice(first!.range!.start, first!.range!.end)).toBe(
      'aws-actions/configure-aws-credentials@v1.2',
    );
  });

  it('does not take keys of another job into account', () => {
    const text = write({
      tail: '  b:\n    env:\n      AWS_ACCESS_KEY_ID: ${{ secrets.OTHER }}\n    steps: []\n',
    });
    const workflow = readWorkflow(parseYaml('file:///x.yml', 'github-workflow', createSourceText(text)))!;
    expect(obstaclesToOidc(workflow, workflow.jobs[0]!, createWorkflowSets(workflow).all())).toEqual([]);
  });
});

describe('notesOnOidc', () => {
  it.each<readonly [string, Shape, readonly string[]]>([
    ['nothing', {}, []],
    ['pull requests', { on: 'pull_request' }, ['fork-pull-requests']],
    ['a role', { steps: `${ACTION}\n    role-to-assume: arn:aws:iam::1:role/x` }, ['lost-session-tags']],
    [
      'a role of an old version',
      { steps: `${ACTION.replace('@v4', '@v1')}\n    role-to-assume: arn:aws:iam::1:role/x` },
      ['lost-session-tags', 'shorter-session'],
    ],
  ])('of %s', (_, shape, expected) => {
    const workflow = readWorkflow(
      parseYaml('file:///x.yml', 'github-workflow', createSourceText(write(shape))),
    )!;
    expect(notesOnOidc(workflow.jobs[0]!).map(({ id }) => id)).toEqual(expected);
  });

  it('sees self-hosted runners in all their spellings', () => {
    for (const runsOn of [
      'self-hosted',
      '[self-hosted, linux]',
      '\n      - self-hosted',
      '\n      group: g',
      '{group: g}',
    ]) {
      const text = `on: push\njobs:\n  a:\n    runs-on: ${runsOn}\n    steps: []\n`;
      const workflow = readWorkflow(parseYaml('file:///x.yml', 'github-workflow', createSourceText(text)))!;
      expect(notesOnOidc(workflow.jobs[0]!).map(({ id }) => id)).toEqual(['self-hosted']);
    }
  });
});
