import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hasOpa, MISSING, textOf } from './tools.ts';

const STATIC = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_SECURITY_TOKEN'];

interface Case {
  readonly name: string;
  readonly workflow: string;
  readonly denied: readonly string[];
}

const oidc = ': let the job assume a role through OIDC instead';
const steps = (text: string) => `jobs:\n  a:\n    steps:\n${text}`;

const CASES: readonly Case[] = [
  ...STATIC.map((name) => ({
    name: `${name} in the env of a workflow`,
    workflow: `env:\n  ${name}: \${{ secrets.ANY }}\njobs: {}`,
    denied: [`the workflow sets ${name}${oidc}`],
  })),
  {
    name: 'keys in the env of a job, written in lower case',
    workflow: 'jobs:\n  deploy:\n    env: { aws_secret_access_key: "${{ vars.KEY }}" }',
    denied: [`job deploy sets aws_secret_access_key${oidc}`],
  },
  {
    name: 'a key in the env of a step',
    workflow: steps(
      '      - run: one\n      - run: aws s3 ls\n        env:\n          AWS_SESSION_TOKEN: written-out',
    ),
    denied: [`step 2 of job a sets AWS_SESSION_TOKEN${oidc}`],
  },
  {
    name: 'a number as a key',
    workflow: steps('      - run: one\n        env:\n          AWS_SECRET_ACCESS_KEY: 12345'),
    denied: [`step 1 of job a sets AWS_SECRET_ACCESS_KEY${oidc}`],
  },
  {
    name: 'keys of containers, services and called workflows',
    workflow:
      'jobs:\n  a:\n    container: { image: x, env: { AWS_SESSION_TOKEN: "${{ inputs.token }}" } }\n' +
      '    services: { db: { image: y, env: { AWS_ACCESS_KEY_ID: "${{ secrets.ID }}" } } }\n' +
      '  b:\n    uses: ./.github/workflows/x.yml\n    secrets: { AWS_SECRET_ACCESS_KEY: "${{ secrets.KEY }}" }',
    denied: [
      `the container of job a sets AWS_SESSION_TOKEN${oidc}`,
      `service db of job a sets AWS_ACCESS_KEY_ID${oidc}`,
      `the call of job b sets AWS_SECRET_ACCESS_KEY${oidc}`,
    ],
  },
  {
    name: 'keys as inputs of the credentials action, in any case',
    workflow: steps(
      '      - uses: AWS-Actions/configure-aws-credentials@v6\n        with:\n' +
        '          AWS-Access-Key-Id: ${{ secrets.ID }}\n          aws-session-token: ${{ secrets.TOKEN }}\n' +
        '          aws-region: eu-west-1',
    ),
    denied: [
      'step 1 of job a passes AWS-Access-Key-Id: use role-to-assume instead',
      'step 1 of job a passes aws-session-token: use role-to-assume instead',
    ],
  },
  {
    name: 'an access key id in a script of several lines',
    workflow: steps(
      '      - run: |\n          set -e\n          export ID=ASIAQNZGKIQY56JQ7WML\n          aws s3 ls',
    ),
    denied: [`step 1 of job a holds an access key id${oidc}`],
  },
  {
    name: 'a secret behind the output of a step',
    workflow: 'env:\n  AWS_SESSION_TOKEN: ${{ steps.a.outputs.t || secrets.T }}\njobs: {}',
    denied: [`the workflow sets AWS_SESSION_TOKEN${oidc}`],
  },
  {
    name: 'OIDC, and what a step has worked out',
    workflow: steps(
      '      - uses: aws-actions/configure-aws-credentials@v6\n        id: aws\n' +
        '        with: { role-to-assume: "arn:aws:iam::123456789012:role/r", aws-region: eu-west-1, output-credentials: true }\n' +
        '      - run: one\n        env:\n' +
        '          AWS_ACCESS_KEY_ID: ${{ steps.aws.outputs.aws-access-key-id }}\n' +
        '          AWS_SECRET_ACCESS_KEY: ${{ env.AWS_SECRET_ACCESS_KEY }}\n' +
        "          AWS_SESSION_TOKEN: ''\n          AWS_REGION: eu-west-1",
    ),
    denied: [],
  },
  {
    name: 'words that are no keys',
    workflow: steps('      - run: echo TODAYINASIAQNZGKIQY56JQ7WMLX AKIASHORT ${{ secrets.OTHER }}'),
    denied: [],
  },
  { name: 'a file without jobs', workflow: 'name: x', denied: [] },
  { name: 'jobs without steps, and an env without values', workflow: 'env:\njobs:\n  a:\n', denied: [] },
];

describe.skipIf(!hasOpa)(`the policy for OPA ${hasOpa ? '' : MISSING}`, () => {
  let denied: readonly (readonly string[])[] = [];
  beforeAll(() => {
    const inputs = CASES.map(({ workflow }) => parse(workflow) as unknown);
    const child = spawnSync(process.execPath, [join(import.meta.dirname, 'rego-child.mjs')], {
      input: JSON.stringify({ policy: textOf('opa'), inputs }),
      encoding: 'utf8',
      timeout: 110_000,
    });
    expect(child.stderr).toBe('');
    denied = JSON.parse(child.stdout) as readonly (readonly string[])[];
  }, 120_000);

  it.each(CASES.map((one, index) => ({ ...one, index })))('$name', ({ index, denied: expected }) => {
    expect(denied[index]).toEqual([...expected].sort());
  });
});
