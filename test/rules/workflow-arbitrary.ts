import fc from 'fast-check';

/** How a workflow is written, apart from what it says. */
interface Style {
  readonly eol: '\n' | '\r\n';
  readonly unit: 2 | 4;
  /** Whether lists stand below their key's first letter or one level deeper. */
  readonly deepLists: boolean;
  readonly finalNewline: boolean;
  readonly comments: boolean;
}

type Keys =
  'none' | 'job-env' | 'step-env' | 'inputs' | 'inputs-with-role' | 'configure' | 'export' | 'github-env';

interface Job {
  readonly keys: Keys;
  readonly permissions: string;
  readonly checkout: boolean;
  readonly region: 'env' | 'none' | 'option';
  readonly otherEnv: 'before' | 'between' | 'behind' | 'none';
  readonly token: boolean;
  readonly condition: boolean;
  readonly envFirst: boolean;
  readonly usersOfAws: 1 | 2;
}

/** A workflow made of the shapes in which people give keys to jobs. */
export interface Shape {
  readonly style: Style;
  readonly on: string;
  readonly permissions: string;
  readonly workflowKeys: boolean;
  readonly jobs: readonly Job[];
}

const PERMISSIONS = [
  '',
  'permissions: {}',
  'permissions: { contents: read }',
  'permissions: write-all',
  'permissions: read-all',
  'permissions:\n~contents: read',
  'permissions:\n~contents: write\n~issues: read # for the bot',
  'permissions:\n~id-token: write\n~contents: read',
  'permissions:\n~contents: read\n~id-token: none',
];

const style: fc.Arbitrary<Style> = fc.record({
  eol: fc.constantFrom('\n', '\r\n'),
  unit: fc.constantFrom(2, 4),
  deepLists: fc.boolean(),
  finalNewline: fc.boolean(),
  comments: fc.boolean(),
});

const job: fc.Arbitrary<Job> = fc.record({
  keys: fc.constantFrom<Keys>(
    'none',
    'job-env',
    'step-env',
    'inputs',
    'inputs-with-role',
    'configure',
    'export',
    'github-env',
  ),
  permissions: fc.constantFrom(...PERMISSIONS),
  checkout: fc.boolean(),
  region: fc.constantFrom('env', 'none', 'option'),
  otherEnv: fc.constantFrom('before', 'between', 'behind', 'none'),
  token: fc.boolean(),
  condition: fc.boolean(),
  envFirst: fc.boolean(),
  usersOfAws: fc.constantFrom(1, 2),
});

/** Random workflows; `writeShape` gives their text. */
export const shape: fc.Arbitrary<Shape> = fc.record({
  style,
  on: fc.constantFrom('on: push', 'on: [push, workflow_dispatch]', 'on:\n~push:\n~~branches: [main]'),
  permissions: fc.constantFrom(...PERMISSIONS),
  workflowKeys: fc.boolean(),
  jobs: fc.array(job, { minLength: 1, maxLength: 3 }),
});

const ID = '${{ secrets.AWS_ACCESS_KEY_ID }}';
const SECRET = '${{ secrets.AWS_SECRET_ACCESS_KEY }}';

/** Lines are made with `~` for each level of indentation. */
export function writeShape({ style: how, on, permissions, workflowKeys, jobs }: Shape): string {
  const lines = [
    ...(how.comments ? ['# Deploys what is on main'] : []),
    'name: Deploy',
    ...on.split('\n'),
    ...(permissions === '' ? [] : permissions.split('\n')),
    ...(workflowKeys ? ['env:', ...deeper(keyPairs('none'))] : []),
    'jobs:',
    ...jobs.flatMap((one, index) => [
      ...(how.comments ? ['~# job'] : []),
      `~job${index}:`,
      ...deeper(jobLines(one, how), 2),
    ]),
  ];
  const text = lines
    .map((line) => line.replace(/^[~ ]+/u, (indent) => indent.replaceAll('~', ' '.repeat(how.unit))))
    .join(how.eol);
  return how.finalNewline ? text + how.eol : text;
}

function jobLines(one: Job, how: Style): readonly string[] {
  return [
    'runs-on: ubuntu-latest',
    ...(one.permissions === '' ? [] : one.permissions.split('\n')),
    ...(one.keys === 'job-env' ? ['env:', ...deeper(envPairs(one))] : []),
    'steps:',
    ...stepsOf(one)
      .map((step) => asItem(step))
      .flatMap((step) => (how.comments ? ['# step', ...step] : step))
      .map((line) => (how.deepLists ? `~${line}` : line)),
  ];
}

function stepsOf(one: Job): readonly (readonly string[])[] {
  const condition = one.condition ? ["if: github.ref == 'refs/heads/main'"] : [];
  const option = one.region === 'option' ? ' --region eu-west-2' : '';
  const user = (index: number): readonly string[] => {
    const run = [...condition, `run: aws s3 sync dist s3://example-${index}${option}`];
    if (one.keys !== 'step-env') return run;
    const env = ['env:', ...deeper(envPairs(one))];
    return one.envFirst ? [...env, ...run] : [...run, ...env];
  };
  return [
    ...(one.checkout ? [['uses: actions/checkout@v5']] : []),
    ['run: npm ci'],
    ...giverOf(one),
    ...Array.from({ length: one.usersOfAws }, (_, index) => user(index)),
    ...(one.token ? [['run: gh release create v1', 'env:', '~GH_TOKEN: ${{ github.token }}']] : []),
  ];
}

/** The step that gives the keys to those behind it. */
function giverOf({ keys }: Job): readonly (readonly string[])[] {
  switch (keys) {
    case 'inputs':
    case 'inputs-with-role':
      return [
        [
          'uses: aws-actions/configure-aws-credentials@v4',
          'with:',
          `~aws-access-key-id: ${ID}`,
          `~aws-secret-access-key: ${SECRET}`,
          '~aws-region: eu-west-1',
          ...(keys === 'inputs' ? [] : ['~role-to-assume: arn:aws:iam::111122223333:role/Deploy']),
        ],
      ];
    case 'configure':
      return [
        [
          'run: |',
          `~aws configure set aws_access_key_id ${ID}`,
          `~aws configure set aws_secret_access_key ${SECRET}`,
        ],
      ];
    case 'export':
      return [
        [
          'run: |',
          `~export AWS_ACCESS_KEY_ID=${ID}`,
          `~export AWS_SECRET_ACCESS_KEY=${SECRET}`,
          '~aws s3 ls',
        ],
      ];
    case 'github-env':
      return [
        [
          'run: |',
          '~echo "STAGE=prod" >> $GITHUB_ENV',
          `~echo "AWS_ACCESS_KEY_ID=${ID}" >> $GITHUB_ENV`,
          `~echo "AWS_SECRET_ACCESS_KEY=${SECRET}" >> $GITHUB_ENV`,
        ],
      ];
    case 'none':
    case 'job-env':
    case 'step-env':
      return [];
  }
}

function envPairs({ otherEnv, region }: Job): readonly string[] {
  return [...keyPairs(otherEnv), ...(region === 'env' ? ['AWS_REGION: eu-west-1'] : [])];
}

function keyPairs(other: Job['otherEnv']): readonly string[] {
  const pair = ['STAGE: prod # kept'];
  return [
    ...(other === 'before' ? pair : []),
    `AWS_ACCESS_KEY_ID: ${ID}`,
    ...(other === 'between' ? pair : []),
    `AWS_SECRET_ACCESS_KEY: ${SECRET}`,
    ...(other === 'behind' ? pair : []),
  ];
}

/** `- ` before the first line; the others keep below it, two columns deeper whatever the unit. */
function asItem([first = '', ...rest]: readonly string[]): readonly string[] {
  return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
}

function deeper(lines: readonly string[], levels = 1): readonly string[] {
  return lines.map((line) => '~'.repeat(levels) + line);
}
