import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../documents/yaml/parser.ts';
import { createSourceText } from '../../text/source-text.ts';
import { stepUsesAws } from '../ci/aws-use.ts';
import { modeOf } from '../ci/credentials-action.ts';
import { effectiveIdToken } from '../ci/permissions.ts';
import { readWorkflow } from '../ci/read-workflow.ts';
import { notesOnOidc, obstaclesToOidc } from '../ci/rewrite-obstacles.ts';
import type { CredentialSet } from '../credential-set.ts';
import { createWorkflowSets } from './workflow-sets.ts';
import { readYamlCredentials } from './yaml-sets.ts';

const ASIA = 'ASIAQNZGKIQY56JQ7WML';
const AKIA = 'AKIAQNZGKIQY56JQ7WMM';
const SECRET = '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';
const TOKEN = `IQoJb3JpZ2luX2VjEJr${'abcdefgh'.repeat(8)}`;

function setsOf(text: string): readonly CredentialSet[] {
  const document = parseYaml('file:///w/.github/workflows/x.yml', 'github-workflow', createSourceText(text));
  expect(document.problems).toEqual([]);
  return createWorkflowSets(readWorkflow(document)!).all();
}

/** Sites as `part origin name=underlined`, a `#` before those that are commented out. */
function sites(text: string): readonly string[] {
  return setsOf(text).flatMap((set) =>
    set.sites.map((site) => {
      const shown = text.slice(site.range.start, site.range.end);
      expect(text.slice(site.keyRange.start, site.keyRange.end).length).toBeGreaterThan(0);
      return `${site.commentedOut ? '#' : ''}${site.part} ${site.origin} ${site.name}=${shown}`;
    }),
  );
}

function job(body: string): string {
  return `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n${body.replaceAll(/^(?=.)/gmu, '    ')}\n`;
}

function step(body: string): string {
  return job(`steps:\n  - ${body.replaceAll('\n', '\n    ')}`);
}

function run(script: string): string {
  return step(`run: |\n${script.replaceAll(/^(?=.)/gmu, '  ')}`);
}

const STORED_ENV =
  'env:\n  AWS_ACCESS_KEY_ID: ${{ secrets.ID }}\n  AWS_SECRET_ACCESS_KEY: ${{ secrets.KEY }}';
const STORED = [
  'access-key-id stored-secret AWS_ACCESS_KEY_ID=AWS_ACCESS_KEY_ID',
  'secret-access-key stored-secret AWS_SECRET_ACCESS_KEY=AWS_SECRET_ACCESS_KEY',
];

describe('variables of workflow, job, step and container', () => {
  it.each<readonly [string, string, string, string]>([
    ['step (B)', step(`run: aws s3 ls\n${STORED_ENV}`), 'workflow-env', 'job deploy, step 1'],
    ['job (C)', job(STORED_ENV), 'workflow-env', 'job deploy'],
    ['workflow (D)', `${STORED_ENV}\n${job('steps: []')}`, 'workflow-env', 'workflow'],
    [
      'an AWS-aware action (L)',
      step(`uses: aws-actions/amazon-ecr-login@v2\n${STORED_ENV}`),
      'workflow-env',
      'job deploy, step aws-actions/amazon-ecr-login',
    ],
    [
      'an action without token (M)',
      step(`name: Sync\nuses: jakejarvis/s3-sync-action@master\n${STORED_ENV}`),
      'workflow-env',
      'job deploy, step Sync',
    ],
    [
      'a container (S)',
      job(`container:\n  image: x\n  ${STORED_ENV.replaceAll('\n', '\n  ')}`),
      'workflow-env',
      'job deploy',
    ],
    [
      'a service (S)',
      job(`services:\n  db:\n    ${STORED_ENV.replaceAll('\n', '\n    ')}`),
      'workflow-env',
      'job deploy',
    ],
    [
      'secrets for a called workflow (R)',
      job(`uses: o/r/.github/workflows/x.yml@v1\n${STORED_ENV.replace('env:', 'secrets:')}`),
      'workflow-env',
      'job deploy',
    ],
    [
      'a step in parallel',
      job(`steps:\n  - parallel:\n      - run: x\n        ${STORED_ENV.replaceAll('\n', '\n        ')}`),
      'workflow-env',
      'job deploy, step 1',
    ],
    [
      'a flow map with quoted keys',
      job(
        'env: { "AWS_ACCESS_KEY_ID": "${{ secrets.ID }}", \'AWS_SECRET_ACCESS_KEY\': "${{ secrets.KEY }}" }',
      ),
      'workflow-env',
      'job deploy',
    ],
  ])('are found at %s', (_, text, owner, label) => {
    for (const file of [text, text.replaceAll('\n', '\r\n'), text.trimEnd(), `# 😀\n${text}`]) {
      const [set, ...others] = setsOf(file);
      expect(others).toEqual([]);
      expect([set?.owner.type, set?.label]).toEqual([owner, label]);
      expect(sites(file).map((site) => site.replaceAll(/=["']?(\w+)["']?$/gu, '=$1'))).toEqual(STORED);
    }
  });

  it('carry their job and step', () => {
    const [set] = setsOf(step(`run: aws s3 ls\n${STORED_ENV}`));
    expect(set?.owner).toMatchObject({ job: { id: 'deploy' }, step: { index: 0 } });
  });

  it.each<readonly [string, readonly string[]]>([
    [`AWS_ACCESS_KEY_ID: ${ASIA}`, [`access-key-id literal AWS_ACCESS_KEY_ID=${ASIA}`]],
    [`AWS_ACCESS_KEY_ID: "${AKIA}" # 😀`, [`access-key-id literal AWS_ACCESS_KEY_ID=${AKIA}`]],
    [`AWS_SECRET_ACCESS_KEY: '${SECRET}'`, [`secret-access-key literal AWS_SECRET_ACCESS_KEY=${SECRET}`]],
    [`AWS_SESSION_TOKEN: >-\n  ${TOKEN}`, [`session-token literal AWS_SESSION_TOKEN=>-\n          ${TOKEN}`]],
    [`AWS_SECURITY_TOKEN: ${TOKEN}`, [`session-token literal AWS_SECURITY_TOKEN=${TOKEN}`]],
    [
      'AWS_ACCESS_KEY_ID: AKIAIOSFODNN7EXAMPLE',
      ['access-key-id placeholder AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE'],
    ],
    [
      'AWS_SECRET_ACCESS_KEY: <your secret>',
      ['secret-access-key placeholder AWS_SECRET_ACCESS_KEY=<your secret>'],
    ],
    ['AWS_ACCESS_KEY_ID: test', ['access-key-id placeholder AWS_ACCESS_KEY_ID=test']],
    [
      'AWS_ACCESS_KEY_ID: ${{ vars.ID }}',
      ['access-key-id stored-secret AWS_ACCESS_KEY_ID=AWS_ACCESS_KEY_ID'],
    ],
    [
      "AWS_ACCESS_KEY_ID: ${{ secrets['ID'] }}",
      ['access-key-id stored-secret AWS_ACCESS_KEY_ID=AWS_ACCESS_KEY_ID'],
    ],
    [
      'AWS_ACCESS_KEY_ID: ${{ secrets[matrix.id] }}',
      ['access-key-id stored-secret AWS_ACCESS_KEY_ID=AWS_ACCESS_KEY_ID'],
    ],
    [
      "AWS_ACCESS_KEY_ID: ${{ github.ref == 'x' && secrets.A || secrets.B }}",
      ['access-key-id stored-secret AWS_ACCESS_KEY_ID=AWS_ACCESS_KEY_ID'],
    ],
    [`MY_KEY: ${ASIA}`, [`access-key-id literal MY_KEY=${ASIA}`]],
    ['AWS_ACCESS_KEY_ID: ${{ steps.x.outputs.id }}', []],
    ['AWS_ACCESS_KEY_ID: ${{ needs.x.outputs.id }}', []],
    ['AWS_ACCESS_KEY_ID: ${{ inputs.id }}', []],
    ['AWS_ACCESS_KEY_ID: ${{ env.UNKNOWN }}', []],
    ['AWS_ACCESS_KEY_ID: $OTHER', []],
    ['AWS_ACCESS_KEY_ID: $(x)', []],
    ['AWS_ACCESS_KEY_ID:', []],
    ['AWS_ACCESS_KEY_ID: ""', []],
    ['AWS_ACCESS_KEY_ID: " "', []],
    ['AWS_ACCESS_KEY_ID: {a: b}', []],
    ['aws_access_key_id: ${{ secrets.ID }}', []],
    ['AWS_REGION: eu-west-1', []],
  ])('%j', (line, expected) => {
    expect(
      sites(job(`env:\n  X: y\n  ${line.replaceAll('\n', '\n  ')}\nsteps: []`)).map((one) =>
        one.replaceAll(/\n */gu, '\n          '),
      ),
    ).toEqual(expected);
  });

  it('traces env to where the file defines it', () => {
    const text = `env:\n  MINE: \${{ secrets.ID }}\n  THEIRS: \${{ inputs.x }}\n${step('env:\n  AWS_ACCESS_KEY_ID: ${{ env.MINE }}\n  AWS_SECRET_ACCESS_KEY: ${{ env.THEIRS }}')}`;
    expect(sites(text)).toEqual([STORED[0]]);
  });

  it('takes a variable that stands for itself for the wider one', () => {
    const text = step('env:\n  AWS_ACCESS_KEY_ID: ${{ env.AWS_ACCESS_KEY_ID }}');
    expect(sites(text)).toEqual([]);
    expect(sites(`${STORED_ENV}\n${text}`)).toEqual([...STORED, STORED[0]]);
  });

  it('reports a shared map once', () => {
    const text =
      'on: push\njobs:\n  a:\n    env: &e\n      AWS_ACCESS_KEY_ID: ${{ secrets.ID }}\n  b:\n    env: *e\n';
    expect(setsOf(text).map((set) => set.label)).toEqual(['job a']);
  });
});

describe('inputs of actions', () => {
  const action = 'uses: aws-actions/configure-aws-credentials@v4';

  it.each<readonly [string, string, readonly string[]]>([
    [
      'A',
      `${action}\nwith:\n  aws-access-key-id: \${{secrets.ID}}\n  aws-secret-access-key: \${{ secrets.KEY }}\n  aws-session-token: \${{ secrets.T }}\n  aws-region: x`,
      [
        'access-key-id stored-secret aws-access-key-id=aws-access-key-id',
        'secret-access-key stored-secret aws-secret-access-key=aws-secret-access-key',
        'session-token stored-secret aws-session-token=aws-session-token',
      ],
    ],
    [
      'A in a flow map',
      `${action}\nwith: { aws-access-key-id: "\${{ secrets.ID }}", role-to-assume: x }`,
      ['access-key-id stored-secret aws-access-key-id=aws-access-key-id'],
    ],
    [
      'A in another case',
      `${action}\nwith:\n  AWS-Access-Key-Id   : \${{ secrets.ID }}`,
      ['access-key-id stored-secret AWS-Access-Key-Id=AWS-Access-Key-Id'],
    ],
    [
      'A folded',
      `${action}\nwith:\n  aws-access-key-id: >-\n    \${{ secrets.ID }}`,
      ['access-key-id stored-secret aws-access-key-id=aws-access-key-id'],
    ],
    [
      'A2',
      `${action}\nwith:\n  role-to-assume: arn:aws:iam::1:role/x\n  aws-access-key-id: \${{ vars.ID }}`,
      ['access-key-id stored-secret aws-access-key-id=aws-access-key-id'],
    ],
    ['A3 from outputs', `${action}\nwith:\n  aws-access-key-id: \${{ steps.x.outputs.id }}`, []],
    ['A3 from inputs', `${action}\nwith:\n  aws-access-key-id: \${{ inputs.id }}`, []],
    [
      'A3 from env',
      `${action}\nenv:\n  ID: \${{ secrets.ID }}\nwith:\n  aws-access-key-id: \${{ env.ID }}`,
      ['access-key-id stored-secret aws-access-key-id=aws-access-key-id'],
    ],
    [
      'T',
      `${action}\nwith:\n  aws-access-key-id: ${AKIA}`,
      [`access-key-id literal aws-access-key-id=${AKIA}`],
    ],
    [
      'N',
      'uses: einaregilsson/beanstalk-deploy@v22\nwith:\n  aws_access_key: ${{ secrets.ID }}\n  aws_secret_key: ${{ secrets.KEY }}',
      [
        'access-key-id stored-secret aws_access_key=aws_access_key',
        'secret-access-key stored-secret aws_secret_key=aws_secret_key',
      ],
    ],
    [
      'O',
      'uses: kciter/aws-ecr-action@v4\nwith:\n  access_key_id: ${{ secrets.ID }}',
      ['access-key-id stored-secret access_key_id=access_key_id'],
    ],
    ['O of another cloud', 'uses: o/oss-upload@v1\nwith:\n  access_key_id: ${{ secrets.ID }}', []],
    [
      'J',
      'uses: docker/login-action@v3\nwith:\n  registry: 123456789012.dkr.ecr.eu-west-1.amazonaws.com\n  username: ${{ secrets.ID }}\n  password: ${{ secrets.KEY }}',
      ['access-key-id stored-secret username=username', 'secret-access-key stored-secret password=password'],
    ],
    [
      'J by login password',
      'uses: docker/login-action@v3\nwith:\n  registry: 123456789012.dkr.ecr.eu-west-1.amazonaws.com\n  username: AWS\n  password: ${{ secrets.KEY }}',
      [],
    ],
    [
      'no J',
      'uses: docker/login-action@v3\nwith:\n  registry: ghcr.io\n  username: ${{ secrets.USER }}\n  password: ${{ secrets.KEY }}',
      [],
    ],
  ])('shape %s', (_, body, expected) => {
    const text = step(body);
    expect(sites(text)).toEqual(expected);
    expect(setsOf(text).every((set) => set.owner.type === 'action-inputs')).toBe(true);
  });
});

describe('scripts', () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      'E',
      'aws configure set aws_access_key_id ${{ secrets.ID }}\naws configure set aws_secret_access_key "${{ secrets.KEY }}" --profile p',
      [
        'access-key-id stored-secret aws_access_key_id=aws_access_key_id',
        'secret-access-key stored-secret aws_secret_access_key=aws_secret_access_key',
      ],
    ],
    [
      'E with options and a profile',
      `aws configure set --region x profile.p.aws_session_token ${TOKEN}`,
      [`session-token literal aws_session_token=${TOKEN}`],
    ],
    [
      'F',
      `export AWS_ACCESS_KEY_ID=${ASIA} AWS_SECRET_ACCESS_KEY='${SECRET}'`,
      [
        `access-key-id literal AWS_ACCESS_KEY_ID=${ASIA}`,
        `secret-access-key literal AWS_SECRET_ACCESS_KEY=${SECRET}`,
      ],
    ],
    [
      'F from a secret',
      'export AWS_SESSION_TOKEN="${{ secrets.T }}"',
      ['session-token stored-secret AWS_SESSION_TOKEN=AWS_SESSION_TOKEN'],
    ],
    [
      'before a command',
      `AWS_ACCESS_KEY_ID=${AKIA} aws s3 ls`,
      [`access-key-id literal AWS_ACCESS_KEY_ID=${AKIA}`],
    ],
    ['cmd', `set AWS_ACCESS_KEY_ID=${AKIA}`, [`access-key-id literal AWS_ACCESS_KEY_ID=${AKIA}`]],
    [
      'PowerShell',
      `$env:AWS_ACCESS_KEY_ID = "${AKIA}"\n\${env:AWS_SECRET_ACCESS_KEY}='${SECRET}'`,
      [
        `access-key-id literal AWS_ACCESS_KEY_ID=${AKIA}`,
        `secret-access-key literal AWS_SECRET_ACCESS_KEY=${SECRET}`,
      ],
    ],
    [
      '.NET',
      `[Environment]::SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "${AKIA}")`,
      [`access-key-id literal AWS_ACCESS_KEY_ID=${AKIA}`],
    ],
    ['fish', `set -gx AWS_ACCESS_KEY_ID ${AKIA}`, [`access-key-id literal AWS_ACCESS_KEY_ID=${AKIA}`]],
    [
      'G',
      'echo "AWS_ACCESS_KEY_ID=${{ secrets.ID }}" >> $GITHUB_ENV\necho AWS_SECRET_ACCESS_KEY=${{ secrets.KEY }} >> "$GITHUB_ENV"',
      STORED,
    ],
    [
      'G in a here-document',
      '{\n  echo "AWS_ACCESS_KEY_ID=${{ secrets.ID }}"\n} >> $GITHUB_ENV\ncat <<E >> $GITHUB_ENV\nAWS_SECRET_ACCESS_KEY=${{ secrets.KEY }}\nE',
      STORED,
    ],
    ['G that resets', 'echo "AWS_ACCESS_KEY_ID=" >> $GITHUB_ENV', []],
    [
      'H',
      `cat > ~/.aws/credentials <<E\n[default]\naws_access_key_id = ${ASIA}\naws_secret_access_key=\${{ secrets.KEY }}\nE`,
      [
        `access-key-id literal aws_access_key_id=${ASIA}`,
        'secret-access-key stored-secret aws_secret_access_key=aws_secret_access_key',
      ],
    ],
    [
      'I',
      `serverless config credentials --provider aws --key ${AKIA} --secret \${{ secrets.KEY }}`,
      [`access-key-id literal --key=${AKIA}`, 'secret-access-key stored-secret --secret=--secret'],
    ],
    [
      'I over lines',
      'sls config credentials \\\n  --provider aws \\\n  --key ${{ secrets.ID }}',
      ['access-key-id stored-secret --key=--key'],
    ],
    [
      'I by option',
      'deploy --aws_access_key ${{ secrets.ID }}',
      ['access-key-id stored-secret --aws_access_key=--aws_access_key'],
    ],
    [
      'I for Terraform',
      'terraform plan -var access_key=${{ secrets.ID }} -backend-config="secret_key=${{ secrets.KEY }}"',
      [
        'access-key-id stored-secret access_key=access_key',
        'secret-access-key stored-secret secret_key=secret_key',
      ],
    ],
    [
      'docker',
      'docker run -e AWS_ACCESS_KEY_ID=${{ secrets.ID }} x\ndocker build --build-arg AWS_SECRET_ACCESS_KEY=${{ secrets.KEY }} .',
      STORED,
    ],
    [
      'JSON',
      `echo '{"AWS_ACCESS_KEY_ID": "${ASIA}"}' > x.json`,
      [`access-key-id literal AWS_ACCESS_KEY_ID=${ASIA}`],
    ],
    ['a key anywhere', `curl -u ${ASIA}: https://x`, [`access-key-id literal access key id=${ASIA}`]],
    [
      'a commented line',
      `# export AWS_ACCESS_KEY_ID=${ASIA}\n# export AWS_SECRET_ACCESS_KEY=${SECRET}`,
      [`#access-key-id literal AWS_ACCESS_KEY_ID=${ASIA}`],
    ],
    ['a commented secret', '# export AWS_ACCESS_KEY_ID=${{ secrets.ID }}', []],
    ['a command', 'export AWS_ACCESS_KEY_ID=$(jq -r .a x.json) AWS_SECRET_ACCESS_KEY=`cat y`', []],
    [
      'a shell variable',
      'export AWS_ACCESS_KEY_ID=$ID AWS_SECRET_ACCESS_KEY="${KEY}" AWS_SESSION_TOKEN=${1:-x}',
      [],
    ],
    ['a format', 'export $(printf "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s" $x)', []],
    ['a template', `aws sts assume-role --query 'x' | jq -r '"AWS_ACCESS_KEY_ID=\\(.AccessKeyId)"'`, []],
    ['Python', 'python -c "s = boto3.client(aws_access_key_id=os.environ[0])"', []],
    ['outputs', 'export AWS_ACCESS_KEY_ID=${{ steps.x.outputs.id }}', []],
    ['a test', '[ "$AWS_ACCESS_KEY_ID" == "x" ] && AWS_ACCESS_KEY_ID==x', []],
    ['a pass-through', 'docker run -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY x', []],
    ['another variable', 'export MY_AWS_ACCESS_KEY_ID=x', []],
    ['unset', 'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY', []],
  ])('%s', (_, script, expected) => {
    for (const text of [run(script), run(script).replaceAll('\n', '\r\n')]) {
      expect(sites(text)).toEqual(expected);
      expect(setsOf(text).every((set) => set.owner.type === 'script' && set.owner.step?.index === 0)).toBe(
        true,
      );
    }
  });

  it('are found on one line too', () => {
    expect(sites(step('run: "export AWS_ACCESS_KEY_ID=\\"${{ secrets.ID }}\\""'))).toEqual([STORED[0]]);
    expect(sites(step(`run: export AWS_ACCESS_KEY_ID=${ASIA}`))).toEqual([
      `access-key-id literal AWS_ACCESS_KEY_ID=${ASIA}`,
    ]);
  });

  it('trace shell variables of another name to the env of the step', () => {
    const script = 'run: aws configure set aws_access_key_id "$MY_ID"\nenv:\n  MY_ID: ${{ secrets.ID }}';
    expect(sites(step(script))).toEqual(['access-key-id stored-secret aws_access_key_id=aws_access_key_id']);
    expect(sites(step(script.replaceAll('MY_ID', 'AWS_ACCESS_KEY_ID')))).toEqual([STORED[0]]);
  });
});

describe('keys that are none of AWS’s', () => {
  const dummies = 'env:\n  AWS_ACCESS_KEY_ID: test\n  AWS_SECRET_ACCESS_KEY: test';

  it.each<readonly [string, string]>([
    ['dummies beside an endpoint', job(`${dummies}\n  AWS_ENDPOINT_URL: http://localhost:4566`)],
    [
      'dummies beside an endpoint of the workflow',
      `env:\n  AWS_ENDPOINT_URL: http://localhost:4566\n${job(dummies)}`,
    ],
    ['dummies beside a service', job(`services:\n  aws:\n    image: localstack/localstack\n${dummies}`)],
    ['dummies beside an action', job(`${dummies}\nsteps:\n  - uses: LocalStack/setup-localstack@v0.2.3`)],
    [
      'dummies in a step with an endpoint option',
      step(`run: aws --endpoint-url http://localhost:4566 s3 ls\n${dummies}`),
    ],
    [
      'dummies of a job whose steps have one',
      job(`${dummies}\nsteps:\n  - run: aws --endpoint-url http://minio:9000 s3 ls`),
    ],
    [
      'other words beside an endpoint',
      job(
        'env:\n  AWS_ACCESS_KEY_ID: my-user\n  AWS_SECRET_ACCESS_KEY: my-password\n  AWS_ENDPOINT_URL_S3: http://minio:9000',
      ),
    ],
    [
      'stored keys for R2',
      step(`run: aws s3 sync . s3://b --endpoint-url https://x.r2.cloudflarestorage.com\n${STORED_ENV}`),
    ],
    ['stored keys for a secret endpoint', job(`${STORED_ENV}\n  AWS_ENDPOINT_URL: \${{ secrets.URL }}`)],
    [
      'inputs beside an endpoint',
      step(
        'uses: o/s3-upload@v1\nwith:\n  aws_access_key_id: ${{ secrets.ID }}\n  endpoint: https://fra1.digitaloceanspaces.com',
      ),
    ],
    [
      'inputs of the credentials action',
      step(
        'uses: aws-actions/configure-aws-credentials@v6\nwith:\n  aws-access-key-id: ${{ secrets.ID }}\n  sts-endpoint: http://localhost:4566',
      ),
    ],
  ])('are no sites: %s', (_, text) => expect(sites(text)).toEqual([]));

  it('are sites where the endpoint is of AWS, or does not reach them', () => {
    expect(sites(job(`${STORED_ENV}\n  AWS_ENDPOINT_URL: https://s3.us-east-1.amazonaws.com`))).toEqual(
      STORED,
    );
    expect(
      sites(job(`${STORED_ENV}\nsteps:\n  - run: aws s3 ls --endpoint-url http://x\n  - run: aws s3 ls`)),
    ).toEqual(STORED);
  });

  it('are sites where they are real keys of AWS all the same', () => {
    const text = job(
      `env:\n  AWS_ACCESS_KEY_ID: ${AKIA}\n  AWS_SECRET_ACCESS_KEY: ${SECRET}\n  AWS_ENDPOINT_URL: http://x`,
    );
    expect(sites(text)).toHaveLength(2);
  });
});

describe('commented-out lines', () => {
  it('are sites with real key material only, grouped', () => {
    const text = job(
      `env:\n  X: y\n  # AWS_ACCESS_KEY_ID: ${ASIA}\n  # AWS_SESSION_TOKEN: "${TOKEN}"\n  # AWS_SECRET_ACCESS_KEY: ${SECRET}\n  # AWS_ACCESS_KEY_ID: AKIAIOSFODNN7EXAMPLE\n  # AWS_ACCESS_KEY_ID: \${{ secrets.ID }}\nsteps: [] # ${AKIA}`,
    );
    expect(sites(text)).toEqual([
      `#access-key-id literal AWS_ACCESS_KEY_ID=${ASIA}`,
      `#session-token literal AWS_SESSION_TOKEN=${TOKEN}`,
      `#access-key-id literal access key id=${AKIA}`,
    ]);
    expect(setsOf(text).map((set) => [set.owner.type, set.label, set.sites.length])).toEqual([
      ['variables', 'job deploy', 2],
      ['variables', 'job deploy', 1],
    ]);
  });

  it.each([
    ['a digit that AWS does not use', 'ASIAQNZGKIQY56JQ7WM1'],
    ['a longer word', `X${ASIA}`],
    ['a longer id', `${ASIA}2`],
    ['lower case', ASIA.toLowerCase()],
  ])('are no sites with %s', (_, id) =>
    expect(sites(job(`# AWS_ACCESS_KEY_ID: ${id}\nsteps: []`))).toEqual([]),
  );
});

it('never shows a value', () => {
  const text = job(
    `env:\n  AWS_ACCESS_KEY_ID: ${ASIA}\n  AWS_SECRET_ACCESS_KEY: ${SECRET}\n  ${AKIA}: x\nsteps:\n  - name: ${AKIA}\n    run: export AWS_SESSION_TOKEN=${TOKEN}`,
  );
  const shown = JSON.stringify(setsOf(text).map(({ label, sites: all }) => [label, all]));
  for (const secret of [ASIA, AKIA, SECRET, TOKEN]) expect(shown).not.toContain(secret.slice(4));
});

it('gives sets in document order', () => {
  const text = `on: push\njobs:\n  a:\n    steps:\n      - run: |\n          export AWS_SECRET_ACCESS_KEY=\${{ secrets.A }}\n          # ${ASIA}\n        env:\n          AWS_ACCESS_KEY_ID: \${{ secrets.A }}\n    env:\n      AWS_SESSION_TOKEN: \${{ secrets.A }}\n`;
  expect(setsOf(text).map((set) => set.sites[0]?.part)).toEqual([
    'secret-access-key',
    'access-key-id',
    'access-key-id',
    'session-token',
  ]);
});

it('takes time in proportion to the length of the file', { timeout: 60_000 }, () => {
  const one = `    env: {AWS_ACCESS_KEY_ID: "\${{ secrets.ID }}"}
    services: {x: {image: y}}
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: {role-to-assume: r}
      # AWS_ACCESS_KEY_ID: ${ASIA}
      - if: github.ref == 'x'
        run: |
          export AWS_SESSION_TOKEN="\${{ secrets.T }}" ${AKIA}
`;
  const make = (jobs: number): string =>
    `on: push\njobs:\n${Array.from({ length: jobs }, (_, index) => `  j${index}:\n${one}`).join('')}`;
  const timed = (text: string): number => {
    const times = [0, 1, 2].map(() => {
      const start = performance.now();
      const document = parseYaml('file:///x.yml', 'github-workflow', createSourceText(text));
      const workflow = readWorkflow(document)!;
      const sets = createWorkflowSets(workflow).all();
      for (const each of workflow.jobs) obstaclesToOidc(workflow, each, []);
      expect(sets.length).toBe(workflow.jobs.length * 4);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  timed(make(50));
  // Eight times the input; quadratic behaviour would take 64 times as long.
  expect(timed(make(400))).toBeLessThan(Math.max(timed(make(50)), 1) * 32);
});

it('never throws on a workflow that is being typed', { timeout: 60_000 }, () => {
  const text = `${STORED_ENV}\n${job(`${STORED_ENV}\nsteps: &s\n  - &x {uses: aws-actions/configure-aws-credentials@v4, with: {role-to-assume: "\${{ vars.R }}"}}\n  - *x\n  - run: |\n      export AWS_ACCESS_KEY_ID=${ASIA} # ${AKIA}\n    env:\n      <<: {A: b}\n      AWS_SESSION_TOKEN: '\${{ env.T }}'\n  - parallel: *s`)}# ${ASIA}\n`;
  const piece = fc.constantFrom(
    '',
    '\n',
    ' ',
    '  ',
    ':',
    '- ',
    '{',
    '}',
    '[',
    '"',
    "'",
    '|',
    '&s ',
    '*s',
    '<<: ',
    '${{',
    '#',
    '!',
    '\t',
    '\r',
    '---\n',
    'AWS_ACCESS_KEY_ID=',
  );
  const edit = fc.record({ at: fc.nat(text.length), cut: fc.nat(30), piece });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let typed = text;
      for (const { at, cut, piece: inserted } of edits)
        typed = typed.slice(0, at) + inserted + typed.slice(at + cut);
      const document = parseYaml('file:///x.yml', 'github-workflow', createSourceText(typed));
      const workflow = readWorkflow(document);
      const sets = [
        ...(workflow ? createWorkflowSets(workflow).all() : []),
        ...readYamlCredentials(document).sets,
      ];
      for (const each of workflow?.jobs ?? []) {
        obstaclesToOidc(workflow!, each, sets);
        notesOnOidc(each);
        effectiveIdToken(each);
        each.steps.forEach(modeOf);
        each.steps.forEach(stepUsesAws);
      }
      for (const site of sets.flatMap((set) => set.sites)) {
        for (const { start, end } of [site.range, site.keyRange]) {
          expect(start >= 0 && start <= end && end <= document.source.text.length).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});
