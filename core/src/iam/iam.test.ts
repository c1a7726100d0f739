import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseModel } from '../linter.ts';
import type { DocumentModel } from '../model/document-model.ts';
import { createSourceText } from '../text/source-text.ts';
import { trusts } from './evaluate-trust.ts';
import { notesFor, renderRole } from './render-role.ts';
import { parseRemote } from '../aws/ci/git-remote.ts';
import { planRole, type RolePlan } from './role-plan.ts';
import { literalSubject, trustPolicy } from './trust-policy.ts';

const REMOTE = { host: 'github.com', path: 'acme/site' };
const ROLE = 'arn:aws:iam::111122223333:role/Deploy';

function workflow(on: string, job = '', inputs = ''): DocumentModel {
  const text = `on: ${on}
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-latest
${job}    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          role-to-assume: ${ROLE}
          aws-region: eu-west-1
${inputs}`;
  return parseModel('file:///w/.github/workflows/x.yml', 'github-workflow', createSourceText(text));
}

function plan(...models: readonly DocumentModel[]): RolePlan {
  return planRole({ remote: REMOTE, defaultBranch: 'main', models });
}

/** The ends of the subjects that are trusted, without the repository. */
function endsOf({ trust }: RolePlan): readonly string[] {
  return trust.subjects
    .filter((subject) => subject.startsWith('repo:acme/site:'))
    .map((subject) => subject.slice('repo:acme/site:'.length));
}

describe('parseRemote', () => {
  it.each([
    ['https://github.com/acme/site.git', 'github.com', 'acme/site'],
    ['https://user:token@github.com/acme/site', 'github.com', 'acme/site'],
    ['git@github.com:acme/site.git', 'github.com', 'acme/site'],
    ['ssh://git@GitLab.example.com:2222/group/sub/site.git/', 'gitlab.example.com', 'group/sub/site'],
    ['org-1234@github.com:acme/site', 'github.com', 'acme/site'],
  ])('%s', (url, host, path) => expect(parseRemote(url)).toEqual({ host, path }));

  it.each([
    ['git@github-work:acme/site.git', true],
    ['git@github.com-work:acme/site.git', true],
    ['ssh://git@work/acme/site', true],
    ['git@git.example.com:acme/site.git', undefined],
    ['git@10.0.0.7:acme/site.git', undefined],
    ['https://github/acme/site.git', undefined],
  ])('knows an alias of an SSH configuration: %s', (url, alias) =>
    expect(parseRemote(url)?.alias).toBe(alias),
  );

  it.each(['', '../site', '/srv/git/site.git', 'file:///srv/site.git', 'https://github.com/', 'C:\\site'])(
    'finds nobody in %s',
    (url) => expect(parseRemote(url)).toBeUndefined(),
  );
});

describe('the subjects of a GitHub repository', () => {
  it.each<readonly [string, DocumentModel, readonly string[]]>([
    ['a push to anywhere', workflow('push'), ['ref:refs/heads/main']],
    [
      'a push to branches',
      workflow('{push: {branches: [main, "release/**"]}}'),
      ['ref:refs/heads/main', 'ref:refs/heads/release/*'],
    ],
    ['tags', workflow('{push: {tags: ["v*"]}}'), ['ref:refs/tags/v*']],
    ['a release', workflow('release'), ['ref:refs/tags/*']],
    [
      'a schedule beside branches',
      workflow('{schedule: [{cron: "0 0 * * *"}], push: {branches: [prod]}}'),
      ['ref:refs/heads/main', 'ref:refs/heads/prod'],
    ],
    [
      'an environment, which wins',
      workflow('push', '    environment: production\n'),
      ['environment:production'],
    ],
    [
      'an environment with an address',
      workflow('push', '    environment: {name: staging, url: https://x}\n'),
      ['environment:staging'],
    ],
    [
      'environments of a matrix',
      workflow(
        'push',
        '    environment: ${{ matrix.env }}\n    strategy:\n      matrix:\n        env: [a, b]\n        include: [{env: c}]\n',
      ),
      ['environment:a', 'environment:b', 'environment:c'],
    ],
  ])('%s', (_name, model, expected) => expect(endsOf(plan(model))).toEqual(expected));

  it('leaves pull requests out, and says so', () => {
    const { trust, notes } = plan(workflow('[push, pull_request]'));
    expect(trust.subjects.join()).not.toContain('pull_request');
    expect(notes.join()).toContain('Job deploy also runs for pull requests');
  });

  it('says that an environment is not known before the run', () => {
    expect(plan(workflow('push', '    environment: ${{ inputs.env }}\n')).notes.join()).toContain(
      'environment of job deploy',
    );
  });

  it('has both forms of each subject', () => {
    expect(plan(workflow('push')).trust.subjects).toEqual([
      'repo:acme/site:ref:refs/heads/main',
      'repo:acme@OWNER_ID/site@REPOSITORY_ID:ref:refs/heads/main',
    ]);
  });

  it('takes account and duration from the jobs', () => {
    const found = plan(workflow('push', '', '          role-duration-seconds: 7200\n'));
    expect(found).toMatchObject({ maxSessionDuration: 7200, trust: { accountId: '111122223333' } });
  });

  it('trusts the default branch where no job assumes a role yet', () => {
    expect(endsOf(plan())).toEqual(['ref:refs/heads/main']);
  });
});

describe('providers', () => {
  it.each([
    ['github.com', 'token.actions.githubusercontent.com'],
    ['work.github.com', 'token.actions.githubusercontent.com'],
    ['acme.ghe.com', 'token.actions.acme.ghe.com'],
    ['ssh.acme.ghe.com', 'token.actions.acme.ghe.com'],
    ['git.example.com', 'git.example.com/_services/token'],
    ['ghe.com.example.com', 'ghe.com.example.com/_services/token'],
    ['gitlab.com', 'token.actions.githubusercontent.com'],
  ])('%s', (host, expected) => {
    const { trust } = on(host);
    expect(trust.provider.host).toBe(expected);
  });

  function on(host: string, more: object = {}): RolePlan {
    const remote = { ...REMOTE, host, ...more };
    return planRole({ remote, defaultBranch: 'main', models: [workflow('push')] });
  }

  it.each([
    [
      'an Enterprise Server has to be reached by AWS',
      on('git.example.com'),
      'https://git.example.com/_services/token/.well-known/openid-configuration',
    ],
    ['an alias hides the server', on('github-work', { alias: true }), 'Only your SSH configuration knows'],
    ['another server runs no workflows', on('bitbucket.org'), 'bitbucket.org runs no GitHub workflows'],
  ])('what cannot be known is said: %s', (_name, { notes }, expected) =>
    expect(notes.join()).toContain(expected),
  );

  it.each(['github.com', 'acme.ghe.com'])('nothing need be said of %s', (host) =>
    expect(on(host).notes.join()).not.toMatch(/server|SSH|reach/iu),
  );

  it('of China have an audience of their own', () => {
    const model = parseModel(
      'file:///w/.github/workflows/x.yml',
      'github-workflow',
      createSourceText(
        'on: push\nenv: {AWS_REGION: cn-north-1}\njobs:\n  a: {runs-on: x, steps: [{run: x}]}\n',
      ),
    );
    expect(plan(model).trust).toMatchObject({
      partition: 'aws-cn',
      accountId: 'ACCOUNT_ID',
      provider: { audience: 'sts.amazonaws.com.cn' },
    });
  });

  it('of GitLab are the instance, with the audience of the jobs', () => {
    const text = 'deploy:\n  id_tokens:\n    T:\n      aud: sts.example.com\n  script: [x]\n';
    const model = parseModel('file:///w/.gitlab-ci.yml', 'gitlab-ci', createSourceText(text));
    const remote = { host: 'gitlab.example.com', path: 'group/sub/site' };
    const { trust } = planRole({ remote, defaultBranch: 'trunk', models: [model] });
    expect(trust).toMatchObject({
      provider: { url: 'https://gitlab.example.com', audience: 'sts.example.com' },
      subjects: ['project_path:group/sub/site:ref_type:branch:ref:trunk'],
    });
  });
});

describe('the trust policy', () => {
  const { trust } = plan(workflow('{push: {branches: [main, "release/*"]}}'));
  const policy = trustPolicy(trust);
  const token = {
    issuer: 'token.actions.githubusercontent.com',
    aud: 'sts.amazonaws.com',
    sub: 'repo:acme/site:ref:refs/heads/main',
  };

  it.each([
    ['the default branch', {}],
    ['a branch of a pattern', { sub: 'repo:acme/site:ref:refs/heads/release/1.2' }],
  ])('trusts %s', (_name, more) => expect(trusts(policy, { ...token, ...more })).toBe(true));

  it.each([
    ['another repository', { sub: 'repo:acme/other:ref:refs/heads/main' }],
    ['another owner', { sub: 'repo:evil/site:ref:refs/heads/main' }],
    ['a longer name', { sub: 'repo:acme/site2:ref:refs/heads/main' }],
    ['another branch', { sub: 'repo:acme/site:ref:refs/heads/feature' }],
    ['a branch that begins like it', { sub: 'repo:acme/site:ref:refs/heads/main2' }],
    ['a pull request', { sub: 'repo:acme/site:pull_request' }],
    ['an environment', { sub: 'repo:acme/site:environment:main' }],
    ['another audience', { aud: 'sts.example.com' }],
    ['another provider', { issuer: 'gitlab.com' }],
    ['a subject in capitals', { sub: 'repo:ACME/site:ref:refs/heads/main' }],
  ])('does not trust %s', (_name, more) => expect(trusts(policy, { ...token, ...more })).toBe(false));

  it('is about the subject as well as the audience, whatever the repository', () => {
    expect(Object.values(policy.Statement[0].Condition).flatMap(Object.keys).sort()).toEqual([
      'token.actions.githubusercontent.com:aud',
      'token.actions.githubusercontent.com:sub',
    ]);
  });

  it('takes every subject literally that is no pattern', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '/', '*', '?', '$', '{', '}', '.', '\\', '-'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(text, text, fc.boolean(), (one, other, wild) => {
        const more = wild ? ['x*'] : [];
        const own = trustPolicy({ ...trust, subjects: [`s:${literalSubject(one)}`, ...more] });
        expect(trusts(own, { ...token, sub: `s:${one}` })).toBe(true);
        expect(trusts(own, { ...token, sub: `s:${other}` })).toBe(one === other);
      }),
    );
  });
});

describe('the forms of a role', () => {
  const full = plan(
    workflow('{push: {branches: [main]}}'),
    workflow('{push: {tags: ["v*"]}}', '    environment: "it\'s \\"prod\\""\n'),
  );

  it.each(['policy', 'cloudformation', 'terraform', 'commands'] as const)('%s', async (format) => {
    await expect(renderRole(full, format)).toMatchFileSnapshot(`./snapshots/${format}.txt`);
  });

  it('names the account only where it is needed', () => {
    const unknown = planRole({ remote: REMOTE, defaultBranch: 'main', models: [] });
    expect(notesFor(unknown, 'policy').join()).toContain('ACCOUNT_ID');
    expect(notesFor(unknown, 'terraform').join()).not.toContain('ACCOUNT_ID');
    expect(renderRole(unknown, 'cloudformation')).not.toContain('ACCOUNT_ID');
  });
});
