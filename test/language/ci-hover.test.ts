import { describeTarget, hoverTargetAt, toPlainText } from '@keyless/core';
import { describe, expect, it } from 'vitest';
import { SECRETS } from '../lsp/samples.ts';
import { viewAround, type Around, type FileName } from './view.ts';

/** The caret; a bar starts scripts in YAML. */
const CARET = '‸';

function hover(file: FileName, marked: string, around: Around = {}) {
  const caret = marked.indexOf(CARET);
  if (caret < 0 || caret !== marked.lastIndexOf(CARET)) throw new Error('The text has no caret, or two');
  const text = marked.replace(CARET, '');
  const view = viewAround(file, text, around);
  const target = hoverTargetAt(view, caret);
  return (
    target && {
      said: toPlainText(describeTarget(view, target, new Map())),
      marked: text.slice(target.range.start, target.range.end),
    }
  );
}

const hoverIn = (file: FileName, marked: string, around?: Around): string | undefined =>
  hover(file, marked, around)?.said;

/** A workflow of one job, with what stands in it. */
function workflow(job: string, head = 'on: push'): string {
  return `${head}\njobs:\n  deploy:\n${job.replaceAll(/^/gmu, '    ')}\n`;
}

const STEPS = 'steps:\n  - run: aws s3 ls';

describe('permissions', () => {
  it('of a job are its own, and replace those of the workflow', () => {
    const said = hoverIn(
      'workflow',
      workflow(
        `perm‸issions:\n  contents: read\n  id-token: write\n${STEPS}`,
        'on: push\npermissions: write-all',
      ),
    );
    expect(said).toBe(
      [
        'Permissions of job deploy: its own, which replace those of the workflow as a whole.',
        '',
        '- contents: read – files, commits, branches, tags and releases of the repository',
        '- id-token: write – whether the job may ask for an OIDC token, which is what a role in AWS is assumed with',
        '- every other scope: none, because some are named',
        '',
        'The job can ask for an OIDC token.',
      ].join('\n'),
    );
  });

  it('of a job without any are those of the workflow, of the repository, or of the caller', () => {
    const job = `runs-on: x\n${STEPS}`;
    const at = (head: string) =>
      hoverIn('workflow', workflow(job, head).replace('deploy:', `dep${CARET}loy:`));
    expect(at('on: push\npermissions: read-all')).toContain(
      'those of the workflow, because it has none of its own.',
    );
    expect(at('on: push')).toContain('the setting of the repository holds, which is not seen here.');
    expect(at('on: push')).toContain('The job cannot ask for an OIDC token');
    expect(at('on: workflow_call')).toContain('those of the job hold that calls this workflow.');
    expect(at('on: workflow_call')).toContain('Whether it can ask for an OIDC token is up to each caller.');
  });

  it.each([
    ['read-all', 'read-all: reads in every scope; id-token is none.', 'cannot ask'],
    ['write-all', 'write-all: writes in every scope, id-token included.', 'can ask for an OIDC token.'],
    ['{}', 'None at all: {} takes every scope away.', 'cannot ask'],
    ['all', 'GitHub accepts no such permissions', 'cannot be told'],
  ])('%s are what they come to', (value, grants, token) => {
    const said = hoverIn('workflow', workflow(`permissions: ${CARET}${value}\n${STEPS}`));
    expect(said).toContain(grants);
    expect(said).toContain(token);
  });

  it('of a workflow tell which jobs take them', () => {
    const two = `on: push\nperm‸issions: read-all\njobs:\n  a:\n    ${STEPS.replaceAll('\n', '\n    ')}\n  b:\n    permissions: {}\n`;
    expect(hoverIn('workflow', two)).toContain(
      'They hold for a.\n\nReplaced as a whole in b, by permissions of their own.',
    );
    expect(hoverIn('workflow', `on: push\nperm‸issions: {}\njobs:\n  a:\n    permissions: {}\n`)).toContain(
      'They hold for no job, because each has its own.',
    );
    const jobs = Array.from({ length: 12 }, (_, at) => `  j${at}: {runs-on: x}\n`).join('');
    expect(hoverIn('workflow', `permis‸sions: {}\njobs:\n${jobs}`)).toContain('j7 and 4 more.');
  });

  it('tell who may take them away', () => {
    const own = workflow(`perm‸issions:\n  id-token: write\n${STEPS}`, 'on: [workflow_call, pull_request]');
    expect(hoverIn('workflow', own)).toContain(
      'where the calling job has less, GitHub refuses the whole run.',
    );
    expect(hoverIn('workflow', own)).toContain('Runs for pull requests from forks read at most');
    const plain = workflow(`perm‸issions:\n  id-token: write\n${STEPS}`);
    expect(hoverIn('workflow', plain)).not.toMatch(/calling|forks/u);
  });

  it('of a scope say what it is about', () => {
    const at = hover('workflow', workflow(`permissions:\n  contents: re‸ad\n${STEPS}`));
    expect(at?.said).toMatch(/^contents – files, commits,/u);
    expect(at?.marked).toBe('contents');
    expect(hoverIn('workflow', workflow(`permissions:\n  soft‸ware: read\n${STEPS}`))).toBeUndefined();
  });
});

describe('a job that calls a workflow', () => {
  const call = workflow(`uses: ./.github/workflows/de‸ploy.yml\npermissions:\n  contents: read`);

  it('tells what it hands on, and what is needed', () => {
    const callee =
      'on: workflow_call\njobs:\n  x:\n    steps:\n      - uses: aws-actions/configure-aws-credentials@v6\n        with: {role-to-assume: "arn:aws:iam::123456789012:role/D", aws-region: eu-west-1}\n';
    const said = hoverIn('workflow', call, { called: { './.github/workflows/deploy.yml': callee } });
    expect(said).toContain('The workflow that it calls gets these permissions at most.');
    expect(said).toContain('assumes a role through OIDC, so this job needs id-token: write.');
    expect(hoverIn('workflow', call)).not.toContain('needs id-token');
  });
});

/** A step of the credentials action. */
function credentials(inputs: string, version = 'v6', permissions = 'id-token: write'): string {
  const lines = inputs.replaceAll(/^/gmu, '      ');
  return workflow(
    `permissions:\n  ${permissions}\nsteps:\n  - uses: aws-actions/configure-aws-credentials@${version}\n    with:\n${lines}`,
  );
}

const ROLE = 'role-to-assume: arn:aws:iam::123456789012:role/Deploy\naws-region: eu-west-1';
const KEYS = 'aws-access-key-id: ${{ secrets.ID }}\naws-secret-access-key: ${{ secrets.KEY }}';

describe('the credentials action', () => {
  const at = (text: string): string | undefined =>
    hoverIn('workflow', text.replace('aws-actions/', `aws-actions/${CARET}`));

  it('tells how it comes to credentials', () => {
    expect(at(credentials(ROLE))).toContain('The step assumes the role with an OIDC token of the job');
    expect(at(credentials(ROLE, 'v6', 'contents: read'))).toContain('But the job lacks id-token: write');
    expect(at(credentials(`${ROLE}\n${KEYS}`))).toContain(
      'with the keys that it is given; no OIDC token is asked',
    );
    expect(at(credentials(KEYS))).toContain('exports the keys that it is given');
    expect(at(credentials(`${ROLE}\nrole-chaining: true`))).toContain(
      'with the credentials of an earlier step',
    );
    expect(at(credentials('aws-region: eu-west-1'))).toContain('neither a role nor keys');
  });

  it('tells what is worth knowing before a step with keys moves to OIDC', () => {
    const old = credentials(`${ROLE}\n${KEYS}`, 'v2').replace('on: push', 'on: pull_request');
    expect(at(old)).toContain(
      [
        'Worth knowing before it moves to OIDC:',
        '',
        '- runs for pull requests from forks get no token, as they got no secrets',
        '- the session loses the tags that the action gave it (Repository, Branch, Actor and others)',
        '- the session lasts one hour instead of the six that this version of the action asked for',
      ].join('\n'),
    );
    expect(at(credentials(KEYS))).not.toContain('Worth knowing');
    expect(at(credentials(ROLE).replace('on: push', 'on: pull_request'))).not.toContain('Worth knowing');
  });

  it('tells the version of a commit, and the newest', () => {
    expect(at(credentials(ROLE, 'ececac1a45f3b08a01d2dd070d28d111c5fe6722'))).toContain(
      'The commit is of v4.1. The newest',
    );
    expect(at(credentials(ROLE, 'v1.5.11'))).toContain('This version knows no OIDC: that came with v1.6.0.');
    expect(at(credentials(ROLE, 'main'))).toContain('The newest known is v6.2.3.');
  });
});

describe('an input of the credentials action', () => {
  it('is documented, with what the step does', () => {
    const at = hover('workflow', credentials(`${ROLE}\nRole-External‸-Id: x`));
    expect(at?.marked).toBe('Role-External-Id');
    expect(at?.said).toBe(
      [
        'role-external-id – External id that the role’s trust policy asks for.',
        '',
        '- Also taken from the variable ROLE_EXTERNAL_ID, from v4.2.0 on',
        '- Under OIDC: dropped, because a token is sent without external id; a trust policy that asks for one refuses it.',
        '',
        'This step assumes the role with an OIDC token of the job; no keys are needed.',
      ]
        .join('\n')
        .replace('’', "'"),
    );
  });

  it('tells from which version on it is there', () => {
    expect(hoverIn('workflow', credentials('sts-end‸point: x'))).toContain('From v6.2 on');
    expect(hoverIn('workflow', credentials('sts-end‸point: x', 'v5'))).toContain(
      'From v6.2 on, so that this version ignores it',
    );
    expect(hoverIn('workflow', credentials('aws-reg‸ion: x'))).not.toContain('From v1');
  });

  it('is none of another action, and no name that the action does not know', () => {
    expect(hoverIn('workflow', credentials('aws-regoin‸: x'))).toBeUndefined();
    expect(
      hoverIn('workflow', workflow('steps:\n  - uses: a/b@v1\n    with:\n      aud‸ience: x')),
    ).toBeUndefined();
  });
});

describe('a variable', () => {
  const HEAD = 'on: push\nenv:\n  AWS_REGION: eu-west-1';

  it('comes from the nearest level, with its value', () => {
    const job = (env: string, step = '') =>
      workflow(`${env}\nsteps:\n  - run: |\n      aws s3 ls --region "$AWS_RE‸GION"\n${step}`, HEAD);
    expect(hoverIn('workflow', job('runs-on: x'))).toMatch(
      /^In effect: the env of the workflow, line 3 \(eu-west-1\)\./u,
    );
    expect(hoverIn('workflow', job('env: {AWS_REGION: us-east-1}'))).toMatch(
      /^In effect: the env of job deploy, line 6 \(us-east-1\)\./u,
    );
    expect(hoverIn('workflow', job('runs-on: x', '    env:\n      AWS_REGION: ca-central-1'))).toMatch(
      /^In effect: the env of the step itself \(ca-central-1\)\. It comes before all others\./u,
    );
  });

  it('comes from a step before that has exported it', () => {
    const text = credentials(ROLE).replace('on: push', HEAD);
    expect(hoverIn('workflow', `${text}      - run: echo $AWS_REGI‸ON\n`)).toContain(
      'what job deploy, step aws-actions/configure-aws-credentials has exported',
    );
    expect(hoverIn('workflow', `${text}      - run: echo $AWS_SESSION_‸TOKEN\n`)).toContain('has exported');
    const script = workflow(
      'steps:\n  - run: echo "AWS_PROFILE=a" >> "$GITHUB_ENV"\n  - run: echo ${{ env.AWS_PRO‸FILE }}',
    );
    expect(hoverIn('workflow', script)).toContain('what job deploy, step 1 has exported');
  });

  it('is missing where nothing sets it, but the runner and the caller may', () => {
    expect(hoverIn('workflow', workflow('steps:\n  - run: echo $AWS_RO‸LE_ARN'))).toMatch(
      /^No env of step, job or workflow sets it, and no step before is known to\.[\s\S]*Role to assume/u,
    );
    expect(hoverIn('workflow', workflow('steps:\n  - run: curl "$ACTIONS_ID_TOKEN_REQUEST‸_URL"'))).toMatch(
      /^ACTIONS_ID_TOKEN_REQUEST_URL – Address at which/u,
    );
    expect(
      hoverIn('action', 'runs:\n  using: composite\n  steps:\n    - run: aws s3 ls --region $AWS_REG‸ION\n'),
    ).toMatch(/^Nothing in this file sets it: the step has what the job has/u);
  });

  it('of a job or a workflow tells who does not see it', () => {
    const text = credentials(ROLE).replace(
      '    permissions:',
      '    env:\n      AWS_REG‸ION: eu-west-1\n    permissions:',
    );
    expect(hoverIn('workflow', text)).toContain(
      'Set for all steps of job deploy. Behind job deploy, step aws-actions/configure-aws-credentials, what that has exported comes before it.',
    );
    const many =
      'on: push\nenv:\n  AWS_PRO‸FILE: a\njobs:\n  a: {env: {AWS_PROFILE: b}}\n  b: {uses: ./.github/workflows/c.yml}\n  c:\n    steps:\n      - {run: x, env: {AWS_PROFILE: c}}\n      - {run: y, env: {AWS_PROFILE: d}}\n';
    expect(hoverIn('workflow', many)).toContain(
      'Set for all jobs of the workflow. One job has an env of its own for it. 2 steps have an env of their own for it. Workflows that it calls do not get it.',
    );
  });

  it('of another name is none of ours', () => {
    expect(hoverIn('workflow', workflow('env:\n  NODE_‸ENV: x\nsteps: []'))).toBeUndefined();
    expect(hoverIn('workflow', workflow('steps:\n  - run: echo $MY_AWS_REG‸ION'))).toBeUndefined();
    expect(hoverIn('workflow', workflow('steps:\n  - name: AWS_REG‸ION'))).toBeUndefined();
  });

  it.each(Object.entries(SECRETS))('never shows a value that is a secret: %s', (_kind, secret) => {
    for (const name of [
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      'AWS_REGION',
      'AWS_ROLE_ARN',
    ]) {
      const text = workflow(`env:\n  ${name}: ${secret}\nsteps:\n  - run: echo $${name}${CARET}`);
      expect(hoverIn('workflow', text)).toContain('the env of job deploy, line 5');
      expect(hoverIn('workflow', text)).not.toContain(secret);
    }
  });
});

describe('other systems', () => {
  it('GitLab’s tokens are explained', () => {
    const text = (marked: string) =>
      `deploy:\n  id_tokens:\n    AWS_TOKEN:\n      aud: https://gitlab.com\n  script: [x]\n`.replace(
        marked.replace(CARET, ''),
        marked,
      );
    expect(hoverIn('gitlab', text('id_tok‸ens'))).toContain('OIDC tokens of the job');
    expect(hoverIn('gitlab', text('AWS_TO‸KEN'))).toContain('good as long as the job may run');
    expect(hoverIn('gitlab', text('au‸d'))).toContain('whom the token is for');
    expect(hoverIn('gitlab', 'default:\n  id_tok‸ens: {}\n')).toContain('OIDC tokens');
    expect(hoverIn('gitlab', 'variables:\n  id_tok‸ens: x\n')).toBeUndefined();
  });

  it('Bitbucket’s switch is explained', () => {
    const text = 'pipelines:\n  default:\n    - step:\n        oi‸dc: true\n        script: [aws s3 ls]\n';
    expect(hoverIn('bitbucket', text)).toContain('BITBUCKET_STEP_OIDC_TOKEN');
    expect(hoverIn('bitbucket', 'oi‸dc: true\n')).toBeUndefined();
  });

  it('variables are documented in both', () => {
    expect(hoverIn('gitlab', 'variables:\n  AWS_ROLE_‸ARN: x\n')).toContain('Role to assume');
    expect(hoverIn('gitlab', 'a:\n  script:\n    - echo $AWS_WEB_IDENTITY_TOKEN‸_FILE\n')).toContain(
      'AWS_WEB_IDENTITY_TOKEN_FILE –',
    );
    const pipe =
      'pipelines:\n  default:\n    - step:\n        script:\n          - pipe: atlassian/aws-s3-deploy:1.0.0\n            variables:\n              AWS_OIDC_ROLE_‸ARN: x\n';
    expect(hoverIn('bitbucket', pipe)).toContain('Role that a pipe of Atlassian assumes');
  });

  describe('CircleCI', () => {
    const text = (marked: string, orb = 'circleci/aws-cli@5.4.1') =>
      `version: 2.1\norbs:\n  cloud: ${orb}\njobs:\n  deploy:\n    steps:\n      - cloud/setup:\n          role_arn: $ROLE\n          session_duration: "900"\n          region: eu-west-1\n      - run: echo $CIRCLE_OIDC_TOKEN\n`.replace(
        marked.replace(CARET, ''),
        marked,
      );

    it.each([
      ['cloud/set‸up', 'assumes that role with an OIDC token of the job'],
      ['role_‸arn', 'oidc.circleci.com/org/ORGANIZATION_ID'],
      ['session_‸duration', 'in seconds'],
      ['CIRCLE_OIDC‸_TOKEN', 'OIDC token of the job'],
    ])('%s is explained', (marked, expected) => {
      expect(hoverIn('circleci', text(marked))).toContain(expected);
    });

    it('spells parameters as older orbs do, and knows other orbs for what they are', () => {
      const old = text('role_‸arn', 'circleci/aws-cli@3.1.0').replace('role_', 'role-');
      expect(hoverIn('circleci', old)).toContain('Role that the step assumes');
      expect(hoverIn('circleci', text('role_‸arn', 'acme/aws-cli@5'))).toBeUndefined();
      expect(hoverIn('circleci', text('reg‸ion'))).toBeUndefined();
    });
  });

  it('Azure’s service connection is explained, as an input of a task only', () => {
    const text = `steps:\n  - task: AWSCLI@1\n    inputs:\n      aws‸Credentials: prod\n`;
    expect(hoverIn('azure', text)).toContain('a connection can use OIDC instead of keys');
    expect(hoverIn('azure', text.replace('inputs', 'env'))).toBeUndefined();
    expect(hoverIn('azure', 'steps:\n  - script: echo $(AWS_REG‸ION)\n')).toContain('AWS_REGION');
  });

  it.each([
    'aws-assume-role-with-web-identity#v1.4.0',
    'buildkite-plugins/aws-assume-role-with-web-identity#v1.4.0',
    'https://github.com/buildkite-plugins/aws-assume-role-with-web-identity-buildkite-plugin.git#v1',
  ])('Buildkite’s plugin %s and its parameters are explained', (plugin) => {
    const text = (name: string, parameter: string) =>
      `steps:\n  - command: aws s3 ls\n    plugins:\n      - ${name}:\n          ${parameter}: x\n`;
    expect(hoverIn('buildkite', text(plugin.replace('aws-a', 'aws‸-a'), 'role-arn'))).toContain(
      'https://agent.buildkite.com',
    );
    expect(hoverIn('buildkite', text(plugin, 'role-‸arn'))).toContain('Role that the plugin assumes');
    expect(hoverIn('buildkite', text('docker#v5', 'role-‸arn'))).toBeUndefined();
  });

  it('CodeBuild’s environment and its service role are explained', () => {
    expect(hoverIn('codebuild', 'env:\n  varia‸bles:\n    A: b\n')).toContain('service role');
    expect(hoverIn('codebuild', 'env:\n  parameter-‸store:\n    A: b\n')).toContain('Parameter Store');
    expect(hoverIn('codebuild', 'env:\n  variables:\n    AWS_ACCESS_‸KEY_ID: b\n')).toContain(
      'AWS_ACCESS_KEY_ID',
    );
    expect(hoverIn('codebuild', 'phases:\n  varia‸bles:\n    A: b\n')).toBeUndefined();
  });
});
