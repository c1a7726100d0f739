import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { awsSteps, firstAwsStep, stepUsesAws } from './aws-use.ts';
import { readWorkflow } from './read-workflow.ts';
import type { WorkflowJob } from './workflow.ts';

function job(steps: string): WorkflowJob {
  const text = `on: push\njobs:\n  a:\n    steps:\n${steps}`;
  return readWorkflow(parseYaml('file:///x.yml', 'github-workflow', createSourceText(text)))!.jobs[0]!;
}

function run(script: string): boolean {
  const lines = script.split('\n').map((line) => `          ${line}\n`);
  return stepUsesAws(job(`      - run: |\n${lines.join('')}`).steps[0]!);
}

describe('stepUsesAws', () => {
  it.each([
    'aws s3 ls',
    '  sudo aws sts get-caller-identity',
    'x=$(aws ecr get-login-password)',
    'cd infra && terraform apply',
    'terraform init',
    'tofu plan',
    'npx cdk deploy',
    'npx --yes serverless deploy',
    './node_modules/.bin/sls deploy',
    'sam build\nsam deploy',
    'pulumi up',
    '/usr/local/bin/aws s3 sync . s3://b',
    'eb deploy',
  ])('sees it in %j', (script) => expect(run(script)).toBe(true));

  it.each([
    'npm test',
    'echo laws',
    'cat aws.txt',
    '# aws s3 ls',
    'echo "see https://aws.amazon.com/"',
    'awslogs',
    'make awsome',
  ])('does not see it in %j', (script) => expect(run(script)).toBe(false));

  it.each<readonly [string, boolean]>([
    ['uses: aws-actions/amazon-ecr-login@v2', true],
    ['uses: AWS-actions/setup-sam@v2', true],
    ['uses: hashicorp/setup-terraform@v3', false],
    ['uses: dflook/terraform-apply@v1', true],
    ['uses: pulumi/actions@v6', true],
    ['uses: serverless/github-action@v3', true],
    ['uses: jakejarvis/s3-sync-action@master', true],
    ['uses: runs-on/cache@v4', true],
    ['uses: actions/checkout@v4', false],
    ['uses: ./deploy', false],
    ['run: ./deploy.sh\n        env: {AWS_ACCESS_KEY_ID: x}', true],
    ['run: ./deploy.sh\n        env: {AWS_REGION: x}', true],
    ['run: ./deploy.sh\n        env: {TOKEN: x}', false],
    ['uses: o/deploy@v1\n        with: {aws_access_key: x}', true],
    [
      'uses: docker/login-action@v3\n        with: {registry: 123456789012.dkr.ecr.eu-west-1.amazonaws.com, username: x}',
      true,
    ],
    ['uses: docker/login-action@v3\n        with: {registry: ghcr.io, username: x}', false],
    ['parallel:\n          - run: aws s3 ls', true],
  ])('judges %j', (step, expected) => expect(stepUsesAws(job(`      - ${step}\n`).steps[0]!)).toBe(expected));
});

describe('firstAwsStep and awsSteps', () => {
  it('finds the first, and all but the credentials action', () => {
    const one = job(
      '      - uses: actions/checkout@v4\n      - uses: aws-actions/configure-aws-credentials@v4\n      - run: aws s3 ls\n',
    );
    expect(firstAwsStep(one)?.index).toBe(1);
    expect(awsSteps(one).map(({ index }) => index)).toEqual([2]);
    expect(firstAwsStep(job('      - run: npm test\n'))).toBeUndefined();
  });
});
